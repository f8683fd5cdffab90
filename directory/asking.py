"""What does a reader's address ask of the directory, and which address asks the same?

The names of the parameters are the same on pages, feeds and our own interface: q near within
category day time starts term age cost language access for format booking sort view page. Values
nobody knows are left out and named in `Asked.ignored`; nothing raises.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus

from directory.enums import AGE_BANDS, Access, Day, Format, Spoken, TimeOfDay
from directory.parameters import Parameters, Reader
from directory.rules import ages as rules_of_age
from search.query import (
    COST_STEPS,
    FACETS,
    Ages,
    DirectoryQuery,
    Near,
    Sort,
    start_days,
)

DISTANCES = ("0.5", "1", "2", "5", "10")
COSTS = ("free", *(str(pence // 100) for pence in COST_STEPS))
PEOPLE = ("women", "men", "beginners")
NOW, MONTH = "now", timedelta(days=30)
STARTS = (NOW, "today", "tomorrow", "weekend", "week", "month")
SORTS = {"best": Sort.RELEVANCE, "nearest": Sort.DISTANCE, "soonest": Sort.SOONEST}
# On the map all that fits into one picture, in the list what fits into one look.
PAGE_SIZE, MAP_PAGE_SIZE = 10, 100
LONGEST_AGE = 40
MAP = "map"
LAST_PAGE = 5000
SHOWN_FACETS = tuple(name for name in FACETS if name != "kind")
NO_SUCCESSORS: Mapping[str, str] = {}
_OWN_FIELDS = frozenset({"q", "near", "within"})
_WITHOUT_BOX = frozenset({"sort", "view"})
_RANGE = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:\.\.(\d{4}-\d{2}-\d{2}))?$")
_MANY = ("category", "day", "time", "age", "language", "access", "for", "format")


@dataclass(frozen=True)
class Asked:
    """One search as the address says it.

    `near` is what was typed and goes back into the reader's own field alone; `place` is the
    outcode or place name it stands for, the only one that a link of ours may carry. `age` holds
    groups, or one age or range in years; `age_unread` is what was typed and could not be read.
    """

    q: str = ""
    near: str = ""
    place: str = ""
    within: str = ""
    category: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    starts: str = ""
    term: bool = False
    age: tuple[str, ...] = ()
    cost: str = ""
    language: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    format: tuple[str, ...] = ()
    no_booking: bool = False
    sort: str = "best"
    view: str = ""
    page: int = 1
    ignored: tuple[str, ...] = ()
    age_unread: str = ""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Give the parameters that ask this, without a postcode."""
        yield from ((name, value) for name, value in self._single() if value)
        for name in _MANY:
            values: tuple[str, ...] = self.people if name == "for" else getattr(self, name)
            yield from ((name, value) for value in values)
        if self.sort != "best":
            yield "sort", self.sort
        if self.view:
            yield "view", self.view
        if self.page > 1:
            yield "page", str(self.page)

    def _single(self) -> tuple[tuple[str, str], ...]:
        return (
            ("q", self.q),
            ("near", self.place),
            ("within", self.within if self.place else ""),
            ("starts", self.starts),
            ("term", "1" if self.term else ""),
            ("cost", self.cost),
            ("booking", "none" if self.no_booking else ""),
        )

    def query_string(self) -> str:
        """Return the parameters as they stand in an address, with the question mark."""
        return self._query_string

    @cached_property
    def _query_string(self) -> str:
        """Made once: a page links to itself in every language and as a file."""
        return "?" + "&".join(f"{name}={quote_plus(value)}" for name, value in self.pairs())

    def filter_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters besides words, place and distance."""
        return tuple(pair for pair in self.on_page(1).pairs() if pair[0] not in _OWN_FIELDS)

    def lasting_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return the parameters that no box on the page stands for, so that a form keeps them."""
        return tuple(pair for pair in self.filter_pairs() if pair[0] in _WITHOUT_BOX)

    @property
    def page_size(self) -> int:
        """How many listings stand on a page."""
        return MAP_PAGE_SIZE if self.view == MAP else PAGE_SIZE

    def seen_as(self, view: str) -> "Asked":
        """Return the same search from its first page on, as a list ("") or on the map."""
        return replace(self, view=view, page=1)

    def on_page(self, page: int) -> "Asked":
        """Return the same search, at another page."""
        return self if page == self.page else replace(self, page=page)

    def without(self, name: str, value: str = "") -> "Asked":
        """Return the search without one value of a parameter, or without the parameter."""
        old = getattr(self, name)
        if isinstance(old, tuple):
            narrower: dict[str, Any] = {name: tuple(o for o in old if value and o != value)}
            return replace(self, **narrower, page=1)
        new: dict[str, Any] = {name: type(old)()}
        if name == "place":
            new = {"near": "", "place": "", "within": ""}
        return replace(self, **new, page=1)

    @property
    def has_filters(self) -> bool:
        """Whether anything narrows the search, besides words and place."""
        names = ("category", "day", "time", "starts", "term", "age", "cost", "language")
        return any(getattr(self, n) for n in (*names, "access", "people", "format", "no_booking"))

    @property
    def is_plain(self) -> bool:
        """Whether it asks for everything, or for one heading, in the usual order."""
        heading = self.category[:1]
        return self == Asked(category=heading, page=self.page)

    def only_words_and_place(self) -> "Asked":
        """Return the search with every filter taken away."""
        kept = Asked(q=self.q, near=self.near, place=self.place, within=self.within)
        return replace(kept, sort=self.sort, view=self.view)


def read(
    parameters: Parameters,
    headings: Collection[str],
    successors: Mapping[str, str] = NO_SUCCESSORS,
) -> Asked:
    """Return what the parameters ask.

    `headings` are the codes of all headings in use; `successors` says which of them answers for
    a retired one, so that addresses from before go on.
    """
    reader = Reader(parameters)
    ages, age_unread = rules_of_age.chosen(reader.given("age"), AGE_BANDS)
    asked = Asked(
        q=reader.text("q"),
        near=reader.text("near"),
        within=reader.one("within", DISTANCES),
        category=reader.headings("category", headings, successors),
        day=reader.many("day", Day.values),
        time=reader.many("time", TimeOfDay.values),
        starts=reader.matching("starts", _is_start),
        term=reader.one("term", ("1",)) == "1",
        age=ages,
        age_unread=age_unread[:LONGEST_AGE],
        cost=reader.one("cost", COSTS),
        language=reader.many("language", Spoken.values),
        access=reader.many("access", Access.values),
        people=reader.many("for", PEOPLE),
        format=reader.many("format", Format.values),
        no_booking=reader.one("booking", ("none",)) == "none",
        sort=reader.one("sort", SORTS) or "best",
        view=reader.one("view", (MAP,)),
        page=int(reader.matching("page", _is_page) or 1),
    )
    return replace(asked, ignored=tuple(dict.fromkeys(reader.ignored)))


def as_query(
    asked: Asked, near: Near | None, language: str, today: date, now: datetime | None = None
) -> DirectoryQuery:
    """Return the question for the search engine; `now` is needed for what is on at the moment."""
    minute = now.replace(second=0, microsecond=0) if now else None
    sort = SORTS[asked.sort]
    if sort is Sort.DISTANCE and near is None:
        sort = Sort.RELEVANCE
    within = float(asked.within) if asked.within else None
    return DirectoryQuery(
        text=asked.q,
        language=language,
        categories=asked.category,
        near=replace(near, within_miles=within) if near else None,
        days=asked.day,
        times=asked.time,
        starts=_dates(asked.starts, today),
        open_at=minute if asked.starts == NOW else None,
        now=minute,
        term_time=asked.term,
        ages=_ages(asked.age),
        free=asked.cost == "free",
        most_pence=int(asked.cost) * 100 if asked.cost.isdigit() else None,
        spoken=asked.language,
        access=asked.access,
        formats=asked.format,
        women_only="women" in asked.people,
        men_only="men" in asked.people,
        beginners="beginners" in asked.people,
        no_booking=asked.no_booking,
        sort=sort,
        page=asked.page,
        page_size=asked.page_size,
        facets=SHOWN_FACETS,
    )


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= 4


def _is_page(value: str) -> bool:
    return _is_number(value) and 1 <= int(value) <= LAST_PAGE


def _is_start(value: str) -> bool:
    return value in STARTS or bool(_range(value))


def _range(value: str) -> tuple[date, date] | None:
    found = _RANGE.match(value)
    if not found:
        return None
    try:
        first = date.fromisoformat(found[1])
        return first, date.fromisoformat(found[2]) if found[2] else first
    except ValueError:
        return None


def _dates(starts: str, today: date) -> tuple[date, date] | None:
    if starts == "month":
        return today, today + MONTH
    return start_days(today).get(starts) or _range(starts)


def _ages(ages: Iterable[str]) -> Ages | None:
    """Return the span that holds all ages chosen."""
    spans = [AGE_BANDS.get(age) or rules_of_age.ages_in(age) for age in ages]
    known = [span for span in spans if span is not None]
    return Ages(min(low for low, _ in known), max(high for _, high in known)) if known else None


def narrowed(asked: Asked, parents: Mapping[str, str]) -> Asked:
    """Return the search without a group of headings of which a narrower heading is chosen."""
    wide = {parents.get(code, "") for code in asked.category}
    return replace(asked, category=tuple(code for code in asked.category if code not in wide))
