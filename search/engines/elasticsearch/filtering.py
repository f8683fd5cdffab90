"""Which clauses of the Elasticsearch index are the filters of a question?"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.analysis.letters import clean
from search.engines.elasticsearch.schema import POINT_FIELD
from search.engines.facets import (
    ACCESS,
    AGES,
    CATEGORY,
    COST,
    FORMAT,
    KIND,
    LANGUAGE,
    NEAR,
    OPEN,
    SESSIONS,
    STARTS,
    Clause,
    OnDays,
)
from search.engines.fields import OPEN_FIELD
from search.engines.moments import cells_at
from search.query import Ages, DirectoryQuery, Near
from search.registry import top_of

Filters = Mapping[str, Query]
# The server measures on a sphere a hair larger than ours; a listing on the circle counts as in.
_EDGE = 1.000_001


def any_of(field: str, values: Iterable[str]) -> Query:
    """Return the clause: one of these values."""
    return Q("terms", **{field: [clean(value) for value in values]})


def all_of(clauses: Iterable[Query]) -> Query:
    """Return the clause: each of these."""
    return Q("bool", filter=list(clauses))


def but_not(unwanted: Query) -> Query:
    """Return the clause: not this."""
    return Q("bool", must_not=[unwanted])


def numbers(field: str, low: int | None, high: int | None) -> Query:
    """Return the clause: a number in a closed range, open where None."""
    ends: dict[str, Any] = {}
    if low is not None:
        ends["gte"] = _in_range(low)
    if high is not None:
        ends["lte"] = _in_range(high)
    return Q("range", **{field: ends})


def _in_range(number: int) -> int:
    return max(-(2**31), min(number, 2**31 - 1))


def dates(first: date, last: date) -> Query:
    """Return the clause: a session on a day of a closed range."""
    if first > last:
        return Q("match_none")
    return numbers("date", first.toordinal(), last.toordinal())


def clause(one: Clause) -> Query:
    """Return what a count asks for."""
    if isinstance(one, OnDays):
        return dates(one.first, one.last)
    return any_of(one.field, one.values)


def filters(query: DirectoryQuery) -> dict[str, Query]:
    """Return the clauses by group, so that a count can leave one group out."""
    found: dict[str, Query] = _categories(query.categories) | _when(query) | _flags(query)
    if query.ages is not None:
        found[AGES] = _ages(query.ages)
    if query.free or query.most_pence is not None:
        free = any_of("cost", ("free",))
        found[COST] = free if query.free else numbers("pence", None, query.most_pence)
    for group, field, values in (
        (LANGUAGE, "spoken", query.spoken),
        (FORMAT, "format", query.formats),
        (KIND, "kind", query.kinds),
    ):
        if values:
            found[group] = any_of(field, values)
    if query.access:
        found[ACCESS] = all_of(any_of("access", (value,)) for value in query.access)
    if query.not_kinds:
        found["not_kinds"] = but_not(any_of("kind", query.not_kinds))
    if query.near is not None and query.near.within_miles is not None:
        found[NEAR] = within(query.near, query.near.within_miles)
    return found


def _when(query: DirectoryQuery) -> dict[str, Query]:
    found: dict[str, Query] = {}
    if query.days and query.times:
        both = (f"{day}-{time}" for day in query.days for time in query.times)
        found[SESSIONS] = any_of("session", both)
    elif query.days or query.times:
        found[SESSIONS] = any_of("day", query.days) if query.days else any_of("time", query.times)
    if query.starts is not None:
        found[STARTS] = dates(*query.starts)
    if query.open_at is not None:
        found[OPEN] = any_of(OPEN_FIELD, cells_at(query.open_at))
    return found


def _flags(query: DirectoryQuery) -> dict[str, Query]:
    names = ("term_time", "women_only", "men_only", "beginners", "no_booking")
    return {name: any_of(name, ("yes",)) for name in names if getattr(query, name)}


def _categories(codes: Iterable[str]) -> dict[str, Query]:
    by_top: dict[str, list[str]] = {}
    for code in dict.fromkeys(codes):
        by_top.setdefault(top_of(code), []).append(code)
    return {CATEGORY + top: any_of("category", wanted) for top, wanted in by_top.items()}


def _ages(ages: Ages) -> Query:
    if ages.covered:
        return all_of(
            (
                any_of("covers", ("yes",)),
                numbers("lowest_age", None, ages.lowest),
                numbers("highest_age", ages.highest, None),
            )
        )
    return all_of(
        (numbers("lowest_age", None, ages.highest), numbers("highest_age", ages.lowest, None))
    )


def within(near: Near, miles: float) -> Query:
    """Return the clause: at most so many miles away (a listing without a place is out)."""
    if not miles > 0:
        return Q("match_none")
    distance = f"{min(miles * _EDGE, 13_000):.6f}mi"
    return Q("geo_distance", distance=distance, **{POINT_FIELD: {"lat": near.lat, "lon": near.lon}})
