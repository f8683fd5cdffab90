"""How long is what a person told kept after their case ended?

Every state of a line has an end. What is worked on is erased by the clock only when nobody did
anything about it for years: long before that it stands among what is past its date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from dateutil.relativedelta import relativedelta

from core.clock import LONDON

FINISHED, DECLINED, UNREACHED, WITHDRAWN = "finished", "declined", "unreached", "withdrawn"
STILL = "still"
_ENDED: Mapping[str, str] = {
    "closed": FINISHED,
    "follow_up": FINISHED,
    "discharged": FINISHED,
    "moved_service": FINISHED,
    "completed": FINISHED,
    "dropped_out": DECLINED,
    "declined": DECLINED,
    "redirected": DECLINED,
    "unreached": UNREACHED,
    "withdrawn": WITHDRAWN,
}
# In these states `ended_as` says how the help ended.
_AFTER = ("closed", "follow_up", "discharged")
_OPEN = (
    *("received", "triage", "safeguarding", "allocated", "returned"),
    *("contacting", "accepted", "assessed", "in_programme"),
)
KINDS: Mapping[str, str] = {**_ENDED, **dict.fromkeys(_OPEN, STILL)}
ENDED_STATES = tuple(_ENDED)


@dataclass(frozen=True)
class Periods:
    """Months for each way in which a line can end, and for one that stands still."""

    finished: int
    declined: int
    unreached: int
    withdrawn: int
    still: int

    def months(self, kind: str) -> int:
        """Return the months for one kind of end."""
        return int(getattr(self, kind))

    @property
    def shortest(self) -> int:
        """Return the fewest months: what changed later than that is never due."""
        return min(self.finished, self.declined, self.unreached, self.withdrawn, self.still)


@dataclass(frozen=True)
class LineEnd:
    """What the schedule needs to know of a line.

    `since` is when it came into its state (or, while it is open, when somebody last did
    something), `last_look` the day of its last follow-up that is not done.
    """

    state: str
    since: datetime
    ended_as: str = ""
    last_look: date | None = None


def kind_of(line: LineEnd) -> str:
    """Return how a line ended; STILL while it is open."""
    if line.state in _AFTER and line.ended_as in _ENDED:
        return _ENDED[line.ended_as]
    return KINDS[line.state]


def due_at(lines: Iterable[LineEnd], periods: Periods) -> datetime | None:
    """Return when the details of a case are to be erased: the line kept longest counts.

    None for no lines at all. Months begin after the last follow-up that is still to come.
    """
    return max((_end(line, periods) for line in lines), default=None)


def _end(line: LineEnd, periods: Periods) -> datetime:
    since = line.since.astimezone(LONDON)
    if line.last_look is not None:
        since = max(since, datetime.combine(line.last_look, time(), tzinfo=LONDON))
    return since + relativedelta(months=periods.months(kind_of(line)))
