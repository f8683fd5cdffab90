"""Which clauses of the embedded index are the filters of a question?"""

from collections.abc import Iterable, Mapping
from datetime import date

import tantivy
from tantivy import Occur, Query

from search.analysis.letters import clean
from search.engines.embedded import schema as fields
from search.engines.embedded.places import Points
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
)
from search.engines.moments import cells_at
from search.query import Ages, DirectoryQuery, Near
from search.registry import top_of

Filters = Mapping[str, Query]


def term(field: str, value: str) -> Query:
    """Return the clause: this value in this field."""
    return Query.term_query(fields.schema(), field, clean(value))


def any_of(field: str, values: Iterable[str]) -> Query:
    """Return the clause: one of these values."""
    wanted = [clean(value) for value in values]
    if len(wanted) == 1:
        return Query.term_query(fields.schema(), field, wanted[0])
    return Query.term_set_query(fields.schema(), field, wanted)


def all_of(clauses: Iterable[Query]) -> Query:
    """Return the clause: each of these."""
    wanted = list(clauses)
    return wanted[0] if len(wanted) == 1 else Query.boolean_query([(Occur.Must, q) for q in wanted])


def but_not(query: Query, unwanted: Query) -> Query:
    """Return the clause: the first without the second."""
    return Query.boolean_query([(Occur.Must, query), (Occur.MustNot, unwanted)])


def numbers(field: str, low: int | None, high: int | None) -> Query:
    """Return the clause: a number in a closed range, open where None."""
    return Query.range_query(fields.schema(), field, tantivy.FieldType.Integer, low, high)


def dates(first: date, last: date) -> Query:
    """Return the clause: a session on a day of a closed range."""
    if first > last:
        return Query.empty_query()
    return numbers("date", first.toordinal(), last.toordinal())


def filters(query: DirectoryQuery, points: Points | None) -> dict[str, Query]:
    """Return the clauses by group, so that a count can leave one group out."""
    found: dict[str, Query] = _categories(query.categories)
    found |= _when(query)
    if query.ages is not None:
        found[AGES] = _ages(query.ages)
    if query.free or query.most_pence is not None:
        found[COST] = (
            term("cost", "free") if query.free else numbers("pence", None, query.most_pence)
        )
    for group, field, values in (
        (LANGUAGE, "spoken", query.spoken),
        (FORMAT, "format", query.formats),
        (KIND, "kind", query.kinds),
    ):
        if values:
            found[group] = any_of(field, values)
    if query.access:
        found[ACCESS] = all_of(term("access", value) for value in dict.fromkeys(query.access))
    if query.not_kinds:
        found["not_kinds"] = but_not(Query.all_query(), any_of("kind", query.not_kinds))
    if query.near is not None and points is not None:
        found[NEAR] = within(query.near, points)
    return found | _flags(query)


def _when(query: DirectoryQuery) -> dict[str, Query]:
    found: dict[str, Query] = {}
    if query.days or query.times:
        found[SESSIONS] = sessions(query.days, query.times)
    if query.starts is not None:
        found[STARTS] = dates(*query.starts)
    if query.open_at is not None:
        found[OPEN] = any_of(fields.OPEN_FIELD, cells_at(query.open_at))
    return found


def _flags(query: DirectoryQuery) -> dict[str, Query]:
    names = ("term_time", "women_only", "men_only", "beginners", "no_booking")
    return {name: term(name, "yes") for name in names if getattr(query, name)}


def _categories(codes: Iterable[str]) -> dict[str, Query]:
    by_top: dict[str, list[str]] = {}
    for code in dict.fromkeys(codes):
        by_top.setdefault(top_of(code), []).append(code)
    return {CATEGORY + top: any_of("category", wanted) for top, wanted in by_top.items()}


def sessions(days: Iterable[str], times: Iterable[str]) -> Query:
    """Return the clause: one session on one of the days at one of the times of day."""
    wanted_days, wanted_times = list(days), list(times)
    if not wanted_times:
        return any_of("day", wanted_days)
    if not wanted_days:
        return any_of("time", wanted_times)
    return any_of("session", (f"{day}-{time}" for day in wanted_days for time in wanted_times))


def _ages(ages: Ages) -> Query:
    if ages.covered:
        return all_of(
            (
                term("covers", "yes"),
                numbers("lowest_age", None, ages.lowest),
                numbers("highest_age", ages.highest, None),
            )
        )
    return all_of(
        (numbers("lowest_age", None, ages.highest), numbers("highest_age", ages.lowest, None))
    )


def within(near: Near, points: Points) -> Query:
    """Return the clause: at most so many miles away (a listing without a place is out)."""
    return points.within(near.lat, near.lon, near.within_miles or 0.0, _in_cells)


def _in_cells(terms: list[str]) -> Query:
    return any_of(fields.CELL_FIELD, terms) if terms else Query.empty_query()
