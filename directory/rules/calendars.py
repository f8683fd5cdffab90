"""Is a day in school term time, and is it a bank holiday?"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from core.bank_holidays import england

SHIPPED_TERMS = Path(__file__).resolve().parents[1] / "data" / "calendar" / "leicester_terms.json"
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Half terms (first and last school day, both included) and bank holidays of an area.

    A weekend counts as term time when the school day before it or after it does: a Saturday
    club "in term time" meets after the last Friday of a half term. After the last known half
    term nothing is in term time, so that no date is promised which nobody has set.
    """

    half_terms: tuple[tuple[date, date], ...]
    bank_holidays: frozenset[date]

    def in_term(self, day: date) -> bool:
        """Whether schools are open on this day, or around this weekend."""
        days: tuple[date, ...] = (day,)
        if day.weekday() >= SATURDAY:
            friday = day - timedelta(days=day.weekday() - 4)
            days = (friday, friday + timedelta(days=3))
        return any(first <= one <= last for one in days for first, last in self.half_terms)

    def is_bank_holiday(self, day: date) -> bool:
        """Whether this day is a bank holiday in England."""
        return day in self.bank_holidays


def calendar_from(
    half_terms: Iterable[tuple[date, date]], bank_holidays: Iterable[date] = ()
) -> SchoolCalendar:
    """Return a calendar made from these dates."""
    return SchoolCalendar(tuple(sorted(half_terms)), frozenset(bank_holidays))


@lru_cache(maxsize=4)
def load_calendar(path: Path = SHIPPED_TERMS) -> SchoolCalendar:
    """Return the calendar of a file of half terms; the shipped one is Leicester's."""
    rows = json.loads(path.read_text(encoding="utf-8"))["half_terms"]
    return calendar_from(
        ((date.fromisoformat(row["from"]), date.fromisoformat(row["to"])) for row in rows),
        england(),
    )
