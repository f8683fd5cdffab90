"""How many listings would there be with each value of a filter?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from search.engines.embedded.compiled import Compiled
from search.engines.embedded.schema import SOON_FIELD, set_of
from search.engines.facets import (
    MOST_VALUES,
    NOW,
    STARTS,
    Clause,
    Counts,
    OnDays,
    TooManyValues,
    Wanted,
    kept,
    wanted,
)


def count(compiled: Compiled, facets: Sequence[str], today: date) -> dict[str, Counts]:
    """Return the counts of these facets, with one aggregation per set of filters."""
    active = compiled.filters.keys()
    together: dict[frozenset[str], list[Wanted]] = {}
    for facet in facets:
        for one in wanted(facet, compiled.query, active, today):
            together.setdefault(one.without, []).append(one)
    found: dict[str, Counts] = {facet: {} for facet in facets}
    for without, several in together.items():
        asked = {
            f"{one.name}/{key}": aggregation
            for one in several
            for key, aggregation in _aggregations(one).items()
        }
        answer = compiled.asker.aggregate(compiled.matching(without), asked)
        for one in several:
            for key in _aggregations(one):
                values = _values(key, answer[f"{one.name}/{key}"])
                found[one.facet] |= kept(one, values, active)
            if one.facet == STARTS:
                found[STARTS] = _by_name(one, found[STARTS])
    return found


def _aggregations(one: Wanted) -> dict[str, Any]:
    if one.facet == STARTS:
        now = {name: {"filter": _written(c)} for name, c in one.clauses.items() if name == NOW}
        return {SOON_FIELD: _terms(SOON_FIELD), **now}
    if one.column:
        return {"": _terms(one.column if one.column == "category" else set_of(one.column))}
    return {name: {"filter": _written(clause)} for name, clause in one.clauses.items()}


def _terms(column: str) -> dict[str, Any]:
    return {"terms": {"field": column, "size": MOST_VALUES}}


def _written(clause: Clause) -> str:
    """Return a clause in tantivy's query language."""
    if isinstance(clause, OnDays):
        return f"date:[{clause.first.toordinal()} TO {clause.last.toordinal()}]"
    return " OR ".join(f'{clause.field}:"{value}"' for value in clause.values)


def _by_name(one: Wanted, sets: Counts) -> Counts:
    """Return from counts of sets of dates those of the days that have a name, and of now."""
    names = {
        name: {str(day) for day in range(days.first.toordinal(), days.last.toordinal() + 1)}
        for name, days in one.clauses.items()
        if isinstance(days, OnDays)
    }
    counts = dict.fromkeys(names, 0)
    counts[NOW] = sets.pop(NOW, 0)
    for dates, number in sets.items():
        days = dates.split(" ")
        for name, those in names.items():
            counts[name] += 0 if those.isdisjoint(days) else number
    return {name: number for name, number in counts.items() if number}


def _values(key: str, answer: Mapping[str, Any]) -> Counts:
    if "buckets" not in answer:
        return {key: answer["doc_count"]} if answer["doc_count"] else {}
    if answer.get("sum_other_doc_count"):
        raise TooManyValues
    counts: Counts = {}
    for bucket in answer["buckets"]:
        values = [bucket["key"]] if key == SOON_FIELD else bucket["key"].split(" ")
        for value in values:
            counts[value] = counts.get(value, 0) + bucket["doc_count"]
    return counts
