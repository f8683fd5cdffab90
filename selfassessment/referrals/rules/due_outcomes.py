"""Which outcomes are to be asked now, so that before and after can be set side by side?

Before: from the moment the help starts until it ends. After: when a look back is due, and when
the help has ended. What concerns the person and not the help (wellbeing, loneliness) is asked
once for each case, and after only where it was asked before.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from selfassessment.referrals.rules.outcome_sets import EVERY_NEED, OutcomeSet, sets_for
from selfassessment.referrals.rules.standing import stage_of

BEFORE, END = "before", "end"
_ENDED = ("completed", "dropped_out", "moved_service")
# A look back that is written down and whose questions are not: asked for so long.
_STILL = timedelta(weeks=6)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class LookBack:
    """A look back at a line: when it is due, and whether it is over (`answered`: they spoke)."""

    weeks: int
    due_on: date
    is_done: bool = False
    answered: bool = False

    def is_asked(self, today: date) -> bool:
        """Return whether its outcomes are asked today."""
        if self.due_on > today:
            return False
        return not self.is_done or (self.answered and today - self.due_on <= _STILL)


@dataclass(frozen=True)
class LineAsked(Generic[Key]):
    """A line, with the sets and stages that were written down already."""

    key: Key
    need: str
    state: str
    kept: frozenset[tuple[str, str]] = frozenset()
    looks: Sequence[LookBack] = ()


@dataclass(frozen=True)
class Due(Generic[Key]):
    """A set that is to be asked for a line at a stage; `names` are its questionnaires."""

    key: Key
    known: OutcomeSet
    stage: str
    names: tuple[str, ...]
    due_on: date | None = None


def due_outcomes(
    lines: Iterable[LineAsked[Key]], today: date, *, is_child: bool = False
) -> list[Due[Key]]:
    """Return what is to be asked for the lines of one case, each thing once.

    The questionnaires that everybody is asked are for people from 16: a child is not asked.
    """
    known_lines = list(lines)
    asked: set[tuple[str, str]] = set()
    # What the whole case has of the sets that are for everybody.
    kept = frozenset().union(*(line.kept for line in known_lines))
    found = []
    for line in known_lines:
        for one in sets_for(line.need, today):
            names = one.asked_for(line.need)
            for_all = EVERY_NEED in one.needs
            if not names or (for_all and is_child):
                continue
            there = kept if for_all else line.kept
            for stage, day in _stages(line, today):
                if stage not in one.stages or (one.code, stage) in there:
                    continue
                if for_all and (
                    (one.code, stage) in asked
                    or (stage != BEFORE and (one.code, BEFORE) not in there)
                ):
                    continue
                asked.add((one.code, stage))
                found.append(Due(line.key, one, stage, names, day))
    return found


def _stages(line: LineAsked[Key], today: date) -> Iterator[tuple[str, date | None]]:
    """Yield the stages whose time it is, with the day they were due where there is one."""
    if stage_of(line.state) == "helping":
        yield BEFORE, None
    looks = [look for look in line.looks if look.is_asked(today)]
    if looks:  # who was not asked after 4 weeks is asked after 12, not twice
        last = max(looks, key=lambda look: look.weeks)
        yield str(last.weeks), last.due_on
    if line.state in _ENDED:
        yield END, None
