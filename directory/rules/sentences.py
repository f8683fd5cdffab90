"""What is there to say about a schedule, before it is said in any language?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from directory.rules.recurrence import DAYS, Rule, Session

SHORTEST_RUN = 3


@dataclass(frozen=True, slots=True)
class DayGroup:
    """One day, or days in a row from the first to the last."""

    first: str
    last: str

    @property
    def is_run(self) -> bool:
        """Whether it is said as "from … to …"."""
        return self.first != self.last


@dataclass(frozen=True, slots=True)
class Saying:
    """The parts of one sentence about when something takes place."""

    days: tuple[DayGroup, ...]
    every: int
    nth: tuple[int, ...]
    start: time
    end: time
    term_time: bool
    ends_on: date | None
    online: bool = False

    @property
    def is_daily(self) -> bool:
        """Whether it takes place on all seven days."""
        return self.days == (DayGroup(DAYS[0], DAYS[-1]),)


def day_groups(days: Sequence[str]) -> tuple[DayGroup, ...]:
    """Return the days with three or more in a row drawn together."""
    groups: list[DayGroup] = []
    numbers = sorted(DAYS.index(day) for day in set(days))
    while numbers:
        run = [numbers.pop(0)]
        while numbers and numbers[0] == run[-1] + 1:
            run.append(numbers.pop(0))
        if len(run) >= SHORTEST_RUN:
            groups.append(DayGroup(DAYS[run[0]], DAYS[run[-1]]))
        else:
            groups += [DayGroup(DAYS[number], DAYS[number]) for number in run]
    return tuple(groups)


def merged(sessions: Iterable[Session]) -> list[Session]:
    """Return the sessions with those that differ by their weekday alone drawn together."""
    together: dict[tuple[object, ...], Session] = {}
    for session in sessions:
        key = (
            session.kind,
            session.rule.every,
            session.rule.nth,
            session.starts_on if session.rule.every > 1 else None,
            session.ends_on,
            session.start,
            session.end,
            session.term_time,
            session.online,
        )
        before = together.get(key)
        if before is not None:
            rule = Rule(before.rule.days + session.rule.days, session.rule.every, session.rule.nth)
            session = replace(before, rule=rule)
        together[key] = session
    return sorted(together.values(), key=lambda one: (DAYS.index(one.rule.days[0]), one.start))


def sayings(sessions: Iterable[Session]) -> tuple[Saying, ...]:
    """Return the parts of as few sentences as say when the sessions take place."""
    return tuple(
        Saying(
            days=day_groups(session.rule.days),
            every=session.rule.every,
            nth=session.rule.nth,
            start=session.start,
            end=session.end,
            term_time=session.term_time,
            ends_on=session.ends_on,
            online=session.online,
        )
        for session in merged(sessions)
    )
