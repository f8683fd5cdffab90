"""How long is what a person told kept after their case ended?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dateutil.relativedelta import relativedelta

from selfassessment.referrals.rules.clocks import LONDON

FINISHED, DECLINED, UNREACHED, WITHDRAWN = "finished", "declined", "unreached", "withdrawn"
_KIND: Mapping[str, str] = {
    "closed": FINISHED,
    "discharged": FINISHED,
    "moved_service": FINISHED,
    "completed": FINISHED,
    "dropped_out": DECLINED,
    "declined": DECLINED,
    "redirected": DECLINED,
    "unreached": UNREACHED,
    "withdrawn": WITHDRAWN,
}


@dataclass(frozen=True)
class Periods:
    """Months for each way in which a line can end."""

    finished: int
    declined: int
    unreached: int
    withdrawn: int

    def months(self, kind: str) -> int:
        """Return the months for one kind of end."""
        return int(getattr(self, kind))


def due_at(lines: Iterable[tuple[str, datetime]], periods: Periods) -> datetime | None:
    """Return when the details of a case are to be erased, from its lines' states.

    None while a line is open: what is being worked on is never erased by the clock. Otherwise
    the line that is kept longest counts.
    """
    ends = []
    for state, since in lines:
        kind = _KIND.get(state)
        if kind is None:
            return None
        local = since.astimezone(LONDON)
        ends.append(local + relativedelta(months=periods.months(kind)))
    return max(ends, default=None)


def may_be_due(state: str) -> bool:
    """Return whether a line in this state has ended in one way or another."""
    return state in _KIND


STATES = tuple(_KIND)
