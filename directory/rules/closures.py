"""Which sessions fall out while their place is closed?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from directory.rules.recurrence import (
    PLACE_CLOSED,
    Calendar,
    DateOff,
    Session,
    pattern_dates,
    takes_place,
)

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which a place is closed, both included; without a last day it is for good."""

    first: date
    last: date | None = None
    reason: str = ""
    words: tuple[tuple[str, str], ...] = ()

    @property
    def is_for_good(self) -> bool:
        """Whether the place does not open again."""
        return self.last is None

    def covers(self, day: date) -> bool:
        """Whether the place is closed on this day."""
        return self.first <= day and (self.last is None or day <= self.last)


def last_day_of(session: Session, day: date) -> date:
    """Return the day on which a session of `day` ends; midnight itself still counts to `day`."""
    ends_next_day = session.end < session.start and session.end != time(0)
    return day + DAY if ends_next_day else day


def falls_out(session: Session, day: date, closure: Closure) -> bool:
    """Whether any part of the session of `day` lies in the closed days; online ones go on."""
    if session.online:
        return False
    return closure.first <= last_day_of(session, day) and (
        closure.last is None or day <= closure.last
    )


def dates_closed(
    sessions: Iterable[Session],
    closures: Iterable[Closure],
    calendar: Calendar,
    known: Collection[DateOff] = (),
) -> list[DateOff]:
    """Return the sessions that fall out, each once.

    Left out are those that would not take place anyway: off already, out of term, bank holidays.
    """
    timed = [session for session in sessions if not session.online]
    found = {
        (day, session.start)
        for closure in closures
        if closure.last is not None
        for session in timed
        for day in pattern_dates(session, closure.first - DAY, closure.last)
        if falls_out(session, day, closure) and takes_place(session, day, known, calendar)
    }
    return [DateOff(day, start, PLACE_CLOSED) for day, start in sorted(found)]


def until_closed(sessions: Sequence[Session], closures: Iterable[Closure]) -> list[Session]:
    """Return the sessions as they run until the place closes for good; online ones go on."""
    ends = [closure.first for closure in closures if closure.is_for_good]
    if not ends:
        return list(sessions)
    return [kept for session in sessions if (kept := _ended(session, min(ends))) is not None]


def _ended(session: Session, closed_from: date) -> Session | None:
    if session.online:
        return session
    last = closed_from - (last_day_of(session, closed_from) - closed_from) - DAY
    if session.ends_on is not None:
        last = min(last, session.ends_on)
    return replace(session, ends_on=last) if last >= session.starts_on else None
