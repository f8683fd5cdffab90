"""On which days is a group asked whether its listings are still right?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

# Days from the day of the check on which a message is due.
MOMENTS = (-30, -7, 0, 14)
BEGINS = timedelta(days=-MOMENTS[0])
BETWEEN_MESSAGES = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One listing that an address is asked about: its day, and how many moments were used."""

    key: int
    due: date
    asked: int


def moments_reached(due: date, today: date) -> int:
    """Return how many of the four moments of a round have come."""
    return sum(due + timedelta(days=days) <= today for days in MOMENTS)


def wants_message(line: Line, today: date) -> bool:
    """Whether a moment has come that was not used; moments that were missed are left out."""
    return moments_reached(line.due, today) > line.asked


def may_write(last: date | None, today: date) -> bool:
    """Whether an address may be written to; `last` is the day of a message still unanswered."""
    return last is None or today - last >= BETWEEN_MESSAGES


def in_todays_message(lines: Sequence[Line], last: date | None, today: date) -> tuple[Line, ...]:
    """Return what the message of an address asks about today; nothing when there is none.

    When one listing wants a message, all that are open come along, so that one visit answers
    for all of them.
    """
    if not may_write(last, today) or not any(wants_message(line, today) for line in lines):
        return ()
    begun = [line for line in lines if moments_reached(line.due, today)]
    return tuple(sorted(begun, key=lambda line: (line.due, line.key)))


def day_of_round(next_check: date, today: date) -> date:
    """Return the day a round is about: never one that has passed when the round opens."""
    return max(next_check, today)
