"""What can be asked of the directory, whichever engine answers?"""

import math
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

LONGEST_TEXT = 300
LARGEST_PAGE = 200
LAST_PAGE = 1_000_000
OLDEST_AGE = 120
MOST_MEANT = 50
# A price filter and its counts use these steps, in pence.
COST_STEPS = (300, 500, 1000)
AGE_BANDS: dict[str, tuple[int, int]] = {
    "0_4": (0, 4),
    "5_10": (5, 10),
    "11_15": (11, 15),
    "16_17": (16, 17),
    "18_49": (18, 49),
    "50_64": (50, 64),
    "65_plus": (65, OLDEST_AGE),
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TIMES = ("morning", "afternoon", "evening")
FACETS = (
    "category",
    "day",
    "time",
    "cost",
    "access",
    "language",
    "age",
    "format",
    "kind",
    "flag",
    "starts",
)
# What "flag" counts: the filters that are either on or off.
FLAGS = ("women_only", "men_only", "beginners", "no_booking", "term_time")

SATURDAY = 5


def start_days(today: date) -> dict[str, tuple[date, date]]:
    """Return the spans of days that a reader chooses by name and that the facet "starts" counts.

    On a Saturday or Sunday "weekend" is what is left of this one.
    """
    weekday = today.weekday()
    saturday = today + timedelta(days=max(0, SATURDAY - weekday))
    sunday = today + timedelta(days=SATURDAY + 1 - weekday)
    return {
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1), today + timedelta(days=1)),
        "weekend": (saturday, sunday),
        "week": (today, today + timedelta(days=6)),
    }


class Sort(StrEnum):
    """How the hits are put in order."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    SOONEST = "soonest"


@dataclass(frozen=True, slots=True)
class Near:
    """A point, and how far from it (in miles) a listing may be."""

    lat: float
    lon: float
    label: str = ""
    within_miles: float | None = None

    @property
    def is_on_earth(self) -> bool:
        """Say whether the point can be measured from."""
        return (
            math.isfinite(self.lat)
            and math.isfinite(self.lon)
            and abs(self.lat) <= 90
            and abs(self.lon) <= 180
        )


@dataclass(frozen=True, slots=True)
class Ages:
    """A span of ages in years, both ends included.

    With `covered` a listing must be known to be open to the whole span; without, it is enough
    that the spans overlap or that the listing does not say (unknown is not no).
    """

    lowest: int
    highest: int
    covered: bool = False


@dataclass(frozen=True, slots=True)
class DirectoryQuery:
    """One question to the directory.

    `categories` are term codes: any within a top group, all across groups. `days` and `times`
    together ask for one session that has both. `spoken`, `formats` and `kinds` are any-of,
    `access` is all-of. `starts` is a closed range of dates,
    `open_at` a moment at which a session is on or a place is open. `most_pence` lets free ones in.
    `now` is the moment for which the facet "starts" counts what is open.
    `meant` are public ids whose meaning is near to the text, with a likeness from 0 to 1: they are
    found without any of the words, and the filters hold for them too.
    `unfinished`: somebody is still typing the last word. `page` counts from 1; `page_size` 0 asks
    for the total and the counts only.
    """

    text: str = ""
    language: str = "en"
    categories: tuple[str, ...] = ()
    near: Near | None = None
    days: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    starts: tuple[date, date] | None = None
    open_at: datetime | None = None
    term_time: bool = False
    ages: Ages | None = None
    free: bool = False
    most_pence: int | None = None
    spoken: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    women_only: bool = False
    men_only: bool = False
    beginners: bool = False
    no_booking: bool = False
    checked_first: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = 20
    facets: tuple[str, ...] = ()
    unfinished: bool = False
    now: datetime | None = None
    meant: tuple[tuple[str, float], ...] = ()

    @property
    def first(self) -> int:
        """Return how many hits stand before the page asked for."""
        return (self.page - 1) * self.page_size

    def tidied(self) -> "DirectoryQuery":
        """Return the same question with everything an engine cannot take brought in range."""
        near = self.near if self.near is not None and self.near.is_on_earth else None
        ages = self.ages
        if ages is not None:
            low, high = sorted((ages.lowest, ages.highest))
            ages = Ages(
                max(0, min(low, OLDEST_AGE)), max(0, min(high, OLDEST_AGE)), covered=ages.covered
            )
        return replace(
            self,
            text=self.text[:LONGEST_TEXT],
            near=near,
            ages=ages,
            page=max(1, min(self.page, LAST_PAGE)),
            page_size=max(0, min(self.page_size, LARGEST_PAGE)),
            sort=Sort(self.sort) if self.sort in set(Sort) else Sort.RELEVANCE,
            most_pence=None if self.most_pence is None else max(0, min(self.most_pence, 10**9)),
            facets=tuple(name for name in FACETS if name in self.facets),
            meant=self.meant[:MOST_MEANT] if self.text.strip() else (),
        )
