"""Which periods can the board show? Financial years and their quarters.

Periods that overlap at will could be taken from each other; these cannot, but for a year less
three of its quarters.
"""

from dataclasses import dataclass
from datetime import date, timedelta

YEAR_BEGINS = 4
_QUARTERS = ("April to June", "July to September", "October to December", "January to March")


@dataclass(frozen=True)
class Period:
    """A financial year or a quarter of one: its code, its name, first day and day after."""

    code: str
    name: str
    first: date
    after: date

    @property
    def is_year(self) -> bool:
        """Return whether this is a whole year."""
        return "q" not in self.code

    @property
    def last(self) -> date:
        """Return the last day."""
        return self.after - timedelta(days=1)

    def months(self) -> list[date]:
        """Return the first day of each month."""
        found, day = [], self.first
        while day < self.after:
            found.append(day)
            day = (day + timedelta(days=32)).replace(day=1)
        return found


def year_of(day: date) -> int:
    """Return the calendar year in which the financial year of a day begins."""
    return day.year if day.month >= YEAR_BEGINS else day.year - 1


def year(begins: int) -> Period:
    """Return a financial year."""
    first = date(begins, YEAR_BEGINS, 1)
    return Period(
        str(begins), f"April {begins} to March {begins + 1}", first, date(begins + 1, 4, 1)
    )


def quarter(begins: int, number: int) -> Period:
    """Return a quarter (1 to 4) of the financial year that begins in a calendar year."""
    if number == len(_QUARTERS):
        first, after = date(begins + 1, 1, 1), year(begins).after
    else:
        first, after = date(begins, 1 + 3 * number, 1), quarter(begins, number + 1).first
    name = f"{_QUARTERS[number - 1]} {first.year}"
    return Period(f"{begins}q{number}", name, first, after)


def choices(today: date, *, years: int = 3) -> list[Period]:
    """Return the periods to choose from, the latest first: each year, then its quarters."""
    found = []
    for begins in range(year_of(today), year_of(today) - years, -1):
        found.append(year(begins))
        quarters = (quarter(begins, number) for number in (4, 3, 2, 1))
        found += [one for one in quarters if one.first <= today]
    return found
