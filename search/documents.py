"""What does the index know about one listing?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ListingDocument:
    """Everything about one listing that can be found, filtered or ranked by.

    Words are by language code; `category_words` may also have "gu-Latn" and "ur-Latn" (words
    typed in Latin letters), and lists the label of each category first. `categories` are codes
    with their ancestors; `sessions` are "tue-morning" and the like; `dates` the next 60 days;
    `open_spans` the moments, aware, from and until which it is on or open in the next few days.
    Ages are in years (0 and 120 when open); with `ages_known` False they are not looked at.
    `free` is None when the cost is not known. `name_only`: found by its name and no other way.
    """

    public_id: str
    kind: str = "activity"
    names: Mapping[str, str] = field(default_factory=dict)
    summaries: Mapping[str, str] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)
    category_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place_words: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    sessions: tuple[str, ...] = ()
    dates: tuple[date, ...] = ()
    open_spans: tuple[tuple[datetime, datetime], ...] = ()
    term_time: bool = False
    lowest_age: int = 0
    highest_age: int = 120
    ages_known: bool = True
    free: bool | None = None
    lowest_pence: int | None = None
    spoken: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    women_only: bool = False
    men_only: bool = False
    beginners: bool = False
    no_booking: bool = False
    checked_on: date | None = None
    completeness: float = 0.0
    name_only: bool = False
