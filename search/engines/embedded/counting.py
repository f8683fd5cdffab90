"""How many listings would there be with each value of a filter?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from search.engines.embedded import filtering
from search.engines.embedded.compiled import Compiled
from search.engines.embedded.filtering import STARTS
from search.engines.embedded.schema import OPEN_FIELD, SOON_FIELD, set_of
from search.engines.moments import cells_at
from search.query import DAYS, FLAGS, TIMES, start_days
from search.registry import top_of

# More values, or sets of them, than this are never met; counts would be wrong: an error.
_MOST_VALUES = 10_000
Counts = dict[str, int]
_OWN_OF_STARTS = frozenset((filtering.STARTS, filtering.OPEN))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One aggregation: the facet, which groups of filters it leaves out, what it counts."""

    facet: str
    name: str
    without: frozenset[str]
    aggregations: Mapping[str, Any]


class TooManySets(RuntimeError):
    """An index has more combinations of values than can be counted."""


# Facet: column, and the group of filters that its own counts leave out. In an all-of group
# (access) the ticks stay: one more tick narrows further, and the count says to how many.
_SIMPLE: dict[str, tuple[str, str | None]] = {
    "cost": ("cost", filtering.COST),
    "access": ("access", None),
    "language": ("spoken", filtering.LANGUAGE),
    "age": ("age", filtering.AGES),
    "format": ("format", filtering.FORMAT),
    "kind": ("kind", filtering.KIND),
}


def count(compiled: Compiled, facets: Sequence[str], today: date) -> dict[str, Counts]:
    """Return the counts of these facets, with one aggregation per set of filters."""
    together: dict[frozenset[str], list[_Wanted]] = {}
    for facet in facets:
        for wanted in _wanted(facet, compiled):
            together.setdefault(wanted.without, []).append(wanted)
    found: dict[str, Counts] = {facet: {} for facet in facets}
    for without, several in together.items():
        asked = {
            f"{wanted.name}/{key}": aggregation
            for wanted in several
            for key, aggregation in wanted.aggregations.items()
        }
        answer = compiled.asker.aggregate(compiled.matching(without), asked)
        for wanted in several:
            for key in wanted.aggregations:
                values = _values(key, answer[f"{wanted.name}/{key}"])
                found[wanted.facet] |= _own(wanted, values, compiled)
    if STARTS in found:
        found[STARTS] = _by_name(found[STARTS], today) | _on_now(compiled)
    return found


def _wanted(facet: str, compiled: Compiled) -> list[_Wanted]:
    active = compiled.filters.keys()
    if facet == "category":
        groups = [group for group in active if group.startswith(filtering.CATEGORY)]
        values = {"": _terms("category")}
        return [_Wanted(facet, facet, frozenset(), values)] + [
            _Wanted(facet, group, frozenset((group,)), values) for group in groups
        ]
    if facet == "flag":
        return [_Wanted(facet, facet, frozenset(), {flag: _is_on(flag) for flag in FLAGS})]
    if facet in ("day", "time"):
        without = frozenset((filtering.SESSIONS,)).intersection(active)
        return [_Wanted(facet, facet, without, _session_counts(facet, compiled))]
    if facet == STARTS:
        without = _OWN_OF_STARTS.intersection(active)
        return [_Wanted(facet, facet, without, {SOON_FIELD: _terms(SOON_FIELD)})]
    column, own = _SIMPLE[facet]
    without = frozenset((own,)).intersection(active) if own else frozenset()
    return [_Wanted(facet, facet, without, {"": _terms(set_of(column))})]


def _terms(column: str) -> dict[str, Any]:
    return {"terms": {"field": column, "size": _MOST_VALUES}}


def _session_counts(facet: str, compiled: Compiled) -> dict[str, Any]:
    """Count days at the times chosen, or times on the days chosen: of one and the same session."""
    days = [day for day in DAYS if day in compiled.query.days]
    times = [time for time in TIMES if time in compiled.query.times]
    if facet == "day" and times:
        return {day: _filter([f"{day}-{time}" for time in times]) for day in DAYS}
    if facet == "time" and days:
        return {time: _filter([f"{day}-{time}" for day in days]) for time in TIMES}
    return {"": _terms(set_of(facet))}


def _by_name(sets: Counts, today: date) -> Counts:
    """Return from counts of sets of dates those of the days that have a name."""
    names = {
        name: {str(day) for day in range(first.toordinal(), last.toordinal() + 1)}
        for name, (first, last) in start_days(today).items()
    }
    counts = dict.fromkeys(names, 0)
    for dates, number in sets.items():
        days = dates.split(" ")
        for name, wanted in names.items():
            counts[name] += 0 if wanted.isdisjoint(days) else number
    return {name: number for name, number in counts.items() if number}


def _on_now(compiled: Compiled) -> Counts:
    """Count what is on at the moment: few listings, found by their own short lists."""
    if compiled.query.now is None:
        return {}
    on = filtering.any_of(OPEN_FIELD, cells_at(compiled.query.now))
    number = compiled.asker.count(filtering.all_of((compiled.matching(_OWN_OF_STARTS), on)))
    return {"now": number} if number else {}


def _filter(sessions: list[str]) -> dict[str, Any]:
    return {"filter": " OR ".join(f'session:"{session}"' for session in sessions)}


def _is_on(flag: str) -> dict[str, Any]:
    return {"filter": f'{flag}:"yes"'}


def _values(key: str, answer: Mapping[str, Any]) -> Counts:
    if key == SOON_FIELD:
        if answer.get("sum_other_doc_count"):
            raise TooManySets
        return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
    if "buckets" in answer:
        if answer.get("sum_other_doc_count"):
            raise TooManySets
        counts: Counts = {}
        for bucket in answer["buckets"]:
            for value in bucket["key"].split(" "):
                counts[value] = counts.get(value, 0) + bucket["doc_count"]
        return counts
    return {key: answer["doc_count"]} if answer["doc_count"] else {}


def _own(wanted: _Wanted, values: Counts, compiled: Compiled) -> Counts:
    """Keep the categories of the top group that was left out, or of all groups not chosen."""
    if wanted.facet != "category":
        return values
    group = next(iter(wanted.without), None)
    if group is None:
        return {
            code: number
            for code, number in values.items()
            if filtering.CATEGORY + top_of(code) not in compiled.filters
        }
    return {
        code: number
        for code, number in values.items()
        if filtering.CATEGORY + top_of(code) == group
    }
