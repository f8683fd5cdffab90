"""What is counted beside each filter, whichever engine counts it?

A count says how many listings there would be with that value chosen. The filter's own group is
left out; in the all-of group (access) the ticks stay, because one more narrows further.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from search.engines.fields import OPEN_FIELD
from search.engines.moments import cells_at
from search.query import DAYS, FLAGS, TIMES, DirectoryQuery, start_days
from search.registry import top_of

# Groups of filters.
NEAR, SESSIONS, STARTS, OPEN, AGES, COST = "near", "sessions", "starts", "open", "ages", "cost"
LANGUAGE, ACCESS, FORMAT, KIND, CATEGORY = "language", "access", "format", "kind", "category:"
# Among the days on which something starts: this very moment.
NOW = "now"
# More values, or sets of them, than this are never met; counts would be wrong: an error.
MOST_VALUES = 10_000
Counts = dict[str, int]


class TooManyValues(RuntimeError):
    """An index has more values, or combinations of them, than can be counted."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Listings with one of these values in a field."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OnDays:
    """Listings with a session from one day to another."""

    first: date
    last: date


Clause = AnyOf | OnDays


@dataclass(frozen=True, slots=True)
class Wanted:
    """One count: of each value of a column, or of clauses by name.

    `without` are the groups of filters that it leaves out.
    """

    facet: str
    name: str
    without: frozenset[str]
    column: str = ""
    clauses: Mapping[str, Clause] = field(default_factory=dict)


_SIMPLE: dict[str, tuple[str, str | None]] = {
    "cost": ("cost", COST),
    "access": ("access", None),
    "language": ("spoken", LANGUAGE),
    "age": ("age", AGES),
    "format": ("format", FORMAT),
    "kind": ("kind", KIND),
}


def wanted(
    facet: str, query: DirectoryQuery, active: Collection[str], today: date
) -> Iterator[Wanted]:
    """Give the counts that a facet needs, when these groups of filters are in force."""
    if facet == "category":
        yield Wanted(facet, facet, frozenset(), column="category")
        for group in active:
            if group.startswith(CATEGORY):
                yield Wanted(facet, group, frozenset((group,)), column="category")
        return
    if facet == "flag":
        clauses: dict[str, Clause] = {flag: AnyOf(flag, ("yes",)) for flag in FLAGS}
        yield Wanted(facet, facet, frozenset(), clauses=clauses)
        return
    own: tuple[str | None, ...]
    if facet in ("day", "time"):
        own, clauses = (SESSIONS,), _sessions(facet, query)
        column = "" if clauses else facet
    elif facet == "starts":
        own, clauses, column = (STARTS, OPEN), _starts(query, today), ""
    else:
        column, group_of = _SIMPLE[facet]
        own, clauses = (group_of,), {}
    without = frozenset(group for group in own if group is not None and group in active)
    yield Wanted(facet, facet, without, column, clauses)


def _sessions(facet: str, query: DirectoryQuery) -> dict[str, Clause]:
    """Count days at the times chosen, or times on the days chosen: of one and the same session."""
    days = [day for day in DAYS if day in query.days]
    times = [time for time in TIMES if time in query.times]
    if facet == "day" and times:
        return {day: AnyOf("session", tuple(f"{day}-{time}" for time in times)) for day in DAYS}
    if facet == "time" and days:
        return {time: AnyOf("session", tuple(f"{day}-{time}" for day in days)) for time in TIMES}
    return {}


def _starts(query: DirectoryQuery, today: date) -> dict[str, Clause]:
    """Count what is on at the moment, and on each of the days that have a name."""
    clauses: dict[str, Clause] = {
        name: OnDays(first, last) for name, (first, last) in start_days(today).items()
    }
    if query.now is not None:
        clauses[NOW] = AnyOf(OPEN_FIELD, tuple(cells_at(query.now)))
    return clauses


def kept(one: Wanted, values: Counts, active: Collection[str]) -> Counts:
    """Keep of categories those of the top group that was left out, or of all groups not chosen."""
    if one.facet != "category":
        return values
    group = next(iter(one.without), None)
    if group is None:
        return {c: n for c, n in values.items() if CATEGORY + top_of(c) not in active}
    return {c: n for c, n in values.items() if CATEGORY + top_of(c) == group}
