"""Are opening hours young enough to be shown as today's?"""

from collections.abc import Iterable
from datetime import date

from directory.rules.recurrence import Session

OLDEST_MONTHS = 12


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier; the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(years, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def are_current(as_of: date | None, today: date) -> bool:
    """Whether hours that were right on `as_of` may be shown as current: 12 months at most."""
    return as_of is not None and months_before(today, OLDEST_MONTHS) <= as_of


def current_sessions(
    sessions: Iterable[Session], checked_on: date | None, today: date
) -> tuple[Session, ...]:
    """Return the sessions, and of the opening hours those that are still current.

    Hours an outside source gave are as old as that source; hours typed here are as old as the
    last check of the listing.
    """
    return tuple(
        session
        for session in sessions
        if session.kind != "opening" or are_current(session.as_of or checked_on, today)
    )
