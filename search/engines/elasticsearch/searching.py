"""How is a question put to Elasticsearch, and how are its hits and counts read?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
from elasticsearch.dsl import A, Q, Search
from elasticsearch.dsl.query import Query

from geography.distance import miles_to_many
from search.analysis.reading import Reading
from search.engines.elasticsearch.filtering import (
    Filters,
    all_of,
    but_not,
    clause,
    dates,
    numbers,
)
from search.engines.elasticsearch.schema import DEEPEST, POINT_FIELD
from search.engines.facets import MOST_VALUES, Counts, TooManyValues, Wanted, kept, wanted
from search.engines.fields import BROWSABLE
from search.engines.ranking import STILL_CHECKED, nearness
from search.query import DirectoryQuery, Near, Sort

# Of so many best by words the nearer ones move up; the rest stay in the order of the words.
BLENDED = 400
_DAYS_AHEAD = 60
_COLUMNS = ["lat", "lon"]
_VALUES = "values"


@dataclass(frozen=True, slots=True)
class Found:
    """A hit; `told` is "" when it was not fetched, `wordings` name those that it has."""

    public_id: str
    score: float
    miles: float | None
    told: str
    wordings: tuple[str, ...]


@dataclass(slots=True)
class Asking:
    """One question in terms of the index."""

    query: DirectoryQuery
    reading: Reading
    words: Query | None
    filters: Filters
    today: date
    index: Search
    _wanted: list[Wanted] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Work out what is to be counted."""
        active = self.filters.keys()
        self._wanted = [
            one
            for facet in self.query.facets
            for one in wanted(facet, self.query, active, self.today)
        ]

    @property
    def sometimes(self) -> frozenset[str]:
        """Return the groups of filters that some count leaves out."""
        return frozenset(group for one in self._wanted for group in one.without)

    def matching(self, further: Iterable[Query] = ()) -> Search:
        """Return the search for all hits: filters that every count keeps stand in the query."""
        always = [query for name, query in self.filters.items() if name not in self.sometimes]
        rest = [query for name, query in self.filters.items() if name in self.sometimes]
        if self.words is None:
            query = Q("bool", filter=[Q("term", state=BROWSABLE), *always, *further])
        else:
            scored = Q(
                "function_score",
                query=self.words,
                field_value_factor={"field": "gain", "missing": 1},
                boost_mode="multiply",
            )
            query = Q("bool", must=[scored], filter=[*always, *further])
        found = self.index.query(query).extra(track_total_hits=True, track_scores=True)
        return found.post_filter(all_of(rest)) if rest else found

    def counting(self, asked: Search) -> Search:
        """Add the counts to a search."""
        for number, one in enumerate(self._wanted):
            others = [
                query
                for name, query in self.filters.items()
                if name in self.sometimes and name not in one.without
            ]
            within = asked.aggs.bucket(f"{number}", A("filter", filter=all_of(others)))
            if one.column:
                within.bucket(_VALUES, A("terms", field=one.column, size=MOST_VALUES))
            for name, what in one.clauses.items():
                within.bucket(name, A("filter", filter=clause(what)))
        return asked

    def counts(self, aggregations: Mapping[str, Any]) -> dict[str, Counts]:
        """Read the counts of an answer."""
        found: dict[str, Counts] = {facet: {} for facet in self.query.facets}
        for number, one in enumerate(self._wanted):
            answer = aggregations[f"{number}"]
            found[one.facet] |= kept(one, _values(one, answer), self.filters.keys())
        return found


def _values(one: Wanted, answer: Mapping[str, Any]) -> Counts:
    if one.column:
        if answer[_VALUES]["sum_other_doc_count"]:
            raise TooManyValues
        return {str(b["key"]): int(b["doc_count"]) for b in answer[_VALUES]["buckets"]}
    counted = {name: int(answer[name]["doc_count"]) for name in one.clauses}
    return {name: number for name, number in counted.items() if number}


def answer(asking: Asking) -> tuple[list[Found], int, dict[str, Counts]]:
    """Return the hits of the page asked for, the exact total, and the counts."""
    query = asking.query
    tiers = list(_tiers(asking))
    if len(tiers) == 1 and query.first + query.page_size <= DEEPEST:
        first = asking.counting(_page(asking, tiers[0], query.first, query.page_size))
        answered = first.execute()
        hits = _read(asking, tiers[0], answered, query.first, query.page_size)
        if tiers[0].blended and len(hits) < query.page_size and _total(answered) > BLENDED:
            plain = Tier(sort=("_score", "-gain"))
            start = max(query.first, BLENDED)
            more = _page(asking, plain, start, query.page_size - len(hits)).execute()
            hits += _read(asking, plain, more, 0, query.page_size)
        return hits, _total(answered), asking.counts(answered.to_dict().get("aggregations", {}))
    counted = asking.counting(asking.matching()[:0])
    for number, tier in enumerate(tiers):
        counted.aggs.bucket(f"tier-{number}", A("filter", filter=_inside(asking, tier)))
    answered = counted.execute()
    aggregations = answered.to_dict()["aggregations"]
    sizes = [int(aggregations[f"tier-{number}"]["doc_count"]) for number in range(len(tiers))]
    return _over(asking, tiers, sizes), _total(answered), asking.counts(aggregations)


@dataclass(frozen=True, slots=True)
class Tier:
    """Some of the hits, and how they stand."""

    further: tuple[Query, ...] = ()
    sort: tuple[Any, ...] = ()
    blended: bool = False


def _inside(asking: Asking, tier: Tier) -> Query:
    """Return the filter of a tier together with those that the hits pass last."""
    rest = [query for name, query in asking.filters.items() if name in asking.sometimes]
    return all_of([*tier.further, *rest])


def _over(asking: Asking, tiers: list[Tier], sizes: list[int]) -> list[Found]:
    """Fetch the tiers that the page touches."""
    skip, hits = asking.query.first, list[Found]()
    for tier, size in zip(tiers, sizes, strict=True):
        missing = asking.query.page_size - len(hits)
        if missing and skip < size and skip + missing <= DEEPEST:
            found = _page(asking, tier, skip, missing).execute()
            hits += _read(asking, tier, found, skip, missing)
        skip = max(0, skip - size)
    return hits


def _tiers(asking: Asking) -> Iterator[Tier]:
    query, order = asking.query, _by_words(asking)
    parts: list[tuple[Query, ...]] = [()]
    if query.checked_first:
        checked = numbers("checked", (asking.today - STILL_CHECKED).toordinal(), None)
        parts = [(checked,), (but_not(checked),)]
    near = query.near
    for part in parts:
        if query.sort is Sort.SOONEST:
            yield from _by_day(asking, part, order)
        elif near is not None and (query.sort is Sort.DISTANCE or asking.words is None):
            yield Tier(part, (_away(near), *order))
        else:
            yield Tier(part, order, blended=near is not None)


def _by_words(asking: Asking) -> tuple[Any, ...]:
    return ("-gain",) if asking.words is None else ("_score", "-gain")


def _away(near: Near) -> dict[str, Any]:
    point = {POINT_FIELD: {"lat": near.lat, "lon": near.lon}}
    return {"_geo_distance": {**point, "order": "asc", "unit": "mi"}}


def _by_day(asking: Asking, part: tuple[Query, ...], order: tuple[Any, ...]) -> Iterator[Tier]:
    """Yield the listings of the first day, those of the next that were not yet there, and so on."""
    first, last = asking.query.starts or (
        asking.today,
        asking.today + timedelta(days=_DAYS_AHEAD),
    )
    first = min(max(first, asking.today), date.max - timedelta(days=_DAYS_AHEAD))
    last = min(last, first + timedelta(days=_DAYS_AHEAD))
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        earlier = (but_not(dates(first, day - timedelta(days=1))),) if ahead else ()
        yield Tier((*part, dates(day, day), *earlier), order)
    yield Tier((*part, but_not(dates(first, last))), order)


def _page(asking: Asking, tier: Tier, skip: int, wanted_hits: int) -> Search:
    """Return the search for a stretch of a tier; of a blended one, for all that are weighed."""
    found = asking.matching(tier.further).sort(*tier.sort)
    if tier.blended and skip < BLENDED and wanted_hits:
        found, columns = found[:BLENDED], _COLUMNS
        return found.source(False).extra(docvalue_fields=columns)
    return found[skip : skip + wanted_hits].source(["told"]).extra(docvalue_fields=_COLUMNS)


def _read(asking: Asking, tier: Tier, answered: Any, skip: int, wanted_hits: int) -> list[Found]:
    rows: list[Mapping[str, Any]] = answered.to_dict()["hits"]["hits"]
    miles = _miles(asking.query.near, rows)
    hits = [
        Found(
            row["_id"],
            float(row["_score"] or 0.0),
            away,
            str(row.get("_source", {}).get("told", "")),
            tuple(row.get("matched_queries", ())),
        )
        for row, away in zip(rows, miles, strict=True)
    ]
    if not tier.blended or skip >= BLENDED:
        return hits
    weighed = sorted(hits, key=lambda hit: -hit.score * nearness(hit.miles))
    return [
        replace(hit, score=hit.score * nearness(hit.miles))
        for hit in weighed[skip : skip + wanted_hits]
    ]


def _miles(near: Near | None, rows: list[Mapping[str, Any]]) -> list[float | None]:
    if near is None or not rows:
        return [None] * len(rows)
    columns = [row.get("fields", {}) for row in rows]
    lats, lons = (
        np.array([one.get(name, [np.nan])[0] for one in columns], dtype=np.float64)
        for name in _COLUMNS
    )
    miles = miles_to_many(near.lat, near.lon, lats, lons)
    return [None if np.isnan(away) else float(away) for away in miles]


def _total(answered: Any) -> int:
    return int(answered.to_dict()["hits"]["total"]["value"])
