"""Which answers does an offer need, and which changes of a group wait for the council?"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Protocol

# The pages of the task list that must be answered, in order; all else may be left out.
PAGES = ("what", "when", "where", "cost", "public", "team")
# What a group changes at once; all else waits for review while the published copy stays.
AT_ONCE = ("schedules", "prices", "cost_note", "room", "places_left", "status", "cancelled")
# A decision is promised within so many working days.
DECIDED_WITHIN = 3
FEW_PLACES = 3


class WorkingDays(Protocol):
    """What is asked of a calendar."""

    def is_bank_holiday(self, day: date) -> bool:
        """Whether this day is a bank holiday in England."""
        ...


def answered(changes: Mapping[str, Any], *, has_contact: bool) -> tuple[str, ...]:
    """Return the pages that have an answer, in the order of the task list."""
    found = {
        "what": bool(str(changes.get("name") or "").strip()),
        "when": bool(changes.get("schedules") or changes.get("times_vary")),
        "where": bool(changes.get("place")),
        "cost": bool(changes.get("prices")),
        "public": bool(changes.get("contacts") or changes.get("message_form")),
        "team": has_contact,
    }
    return tuple(page for page in PAGES if found[page])


def lacking(changes: Mapping[str, Any], *, has_contact: bool) -> tuple[str, ...]:
    """Return the pages that still need an answer before the offer can be sent."""
    there = answered(changes, has_contact=has_contact)
    return tuple(page for page in PAGES if page not in there)


def goes_live(changes: Mapping[str, Any]) -> bool:
    """Whether a change needs nobody's leave; to take a picture away needs none."""
    return bool(changes) and all(
        field in AT_ONCE or (field == "picture" and value is None)
        for field, value in changes.items()
    )


def room_of(places: int) -> str:
    """Return the code of `enums.Room` for so many places."""
    if places == 0:
        return "full"
    return "few" if places <= FEW_PLACES else "free"


def day_of_decision(sent: date, calendar: WorkingDays, ahead: int = 0) -> date:
    """Return by when an offer is decided: some working days from the day it was sent.

    Each fifty that wait before it take one more day.
    """
    days, day = DECIDED_WITHIN + ahead // 50, sent
    while days:
        day += timedelta(days=1)
        if day.weekday() < 5 and not calendar.is_bank_holiday(day):
            days -= 1
    return day
