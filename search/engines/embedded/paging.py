"""Which listings stand on the page asked for, and in which order?

A question is cut into tiers (nearer rings, earlier days, checked before unchecked), each a query
of its own, and only the tiers that the page touches are asked for.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Query

from geography.distance import miles_to_many
from search.engines.embedded.compiled import Compiled
from search.engines.embedded.filtering import all_of, any_of, but_not, dates, numbers, term
from search.engines.embedded.reader import count_of
from search.engines.embedded.schema import CELL_FIELD
from search.engines.ranking import STILL_CHECKED, nearness
from search.query import Near, Sort

_RINGS = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, float("inf"))
# Of so many best by words the nearer ones move up; the rest stay in the order of the words.
_BLENDED = 400
# So few hits are sorted by distance at once; more go ring by ring, so that far ones cost nothing.
_FEW = 500
_DAYS_AHEAD = 60
# From here on the total is looked up before hits are collected, as there may be none so far down.
_FAR_DOWN = 1_000
Found = list[tuple[float, tantivy.DocAddress]]


class Order(Enum):
    """How the hits of one tier stand."""

    WORDS = "words"
    RANK = "rank"
    BLENDED = "blended"
    MILES = "miles"


@dataclass(frozen=True, slots=True)
class Tier:
    """Some of the hits, and their order."""

    query: Query
    order: Order


@dataclass(frozen=True, slots=True)
class Placed:
    """A hit: where it is stored, its score, and the miles to it (None where not known)."""

    address: tantivy.DocAddress
    score: float
    miles: float | None


def page(compiled: Compiled, today: date) -> tuple[list[Placed], int]:
    """Return the hits of the page asked for and the exact total."""
    everything = compiled.matching()
    query = compiled.query
    tiers = _tiers(compiled, everything, today)
    if isinstance(tiers, Tier) and query.page_size and query.first < _FAR_DOWN:
        return _take(compiled, tiers, query.first, query.page_size)
    if query.page_size and not query.checked_first and _goes_by_distance(compiled):
        nearest, total = _few_by_distance(compiled, everything)
        if total <= _FEW:
            return nearest, total
    else:
        total = compiled.asker.count(everything)
    if not query.page_size or query.first >= total:
        return [], total
    if isinstance(tiers, Tier):
        return _take(compiled, tiers, query.first, query.page_size)
    skip, found = query.first, list[Placed]()
    for tier in tiers:
        hits, count = _take(compiled, tier, skip, query.page_size - len(found))
        found += hits
        skip = max(0, skip - count)
        if len(found) == query.page_size:
            break
    return found, total


def _tiers(compiled: Compiled, everything: Query, today: date) -> Tier | Iterator[Tier]:
    query = compiled.query
    order = Order.WORDS if compiled.has_words else Order.RANK
    near = query.near
    if query.checked_first:
        checked = numbers("checked", (today - STILL_CHECKED).toordinal(), None)
        parts = [all_of((everything, _unscored(checked))), but_not(everything, checked)]
    else:
        parts = [everything]
    if query.sort is Sort.SOONEST:
        return (tier for part in parts for tier in _by_day(compiled, part, order, today))
    if near is not None and _goes_by_distance(compiled):
        return (tier for part in parts for tier in _by_ring(compiled, part, near, order))
    if near is not None:
        order = Order.BLENDED
    plain = [Tier(part, order) for part in parts]
    return plain[0] if len(plain) == 1 else iter(plain)


def _goes_by_distance(compiled: Compiled) -> bool:
    """Say whether the nearest come first: when asked for, or when there are no words to go by."""
    query = compiled.query
    return query.near is not None and (query.sort is Sort.DISTANCE or not compiled.has_words)


def _few_by_distance(compiled: Compiled, everything: Query) -> tuple[list[Placed], int]:
    """Return the page asked for, nearest first and without a place last, and how many there are.

    More than a few are only counted.
    """
    order = Order.WORDS if compiled.has_words else Order.RANK
    found = _ask(compiled, Tier(everything, order), 0, _FEW)
    total = count_of(found)
    if total > _FEW:
        return [], total
    query = compiled.query
    return _nearest_of(compiled, found.hits, query.first, query.page_size), total


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _by_ring(compiled: Compiled, part: Query, near: Near, order: Order) -> Iterator[Tier]:
    """Yield rings around the point, then what has no place."""
    points = compiled.points
    if points is None:
        yield Tier(part, order)
        return
    miles = points.miles_from(near.lat, near.lon)
    reach = float("inf") if near.within_miles is None else near.within_miles
    inner = -1.0
    for outer in _RINGS:
        inside = (miles > inner) & (miles <= min(outer, reach))
        if inside.any():
            ring = any_of(CELL_FIELD, points.terms(inside))
            yield Tier(all_of((part, ring)), Order.MILES)
        if outer >= reach:
            break
        inner = outer
    if near.within_miles is not None:
        return
    yield Tier(but_not(part, term("placed", "yes")), order)


def _by_day(compiled: Compiled, part: Query, order: Order, today: date) -> Iterator[Tier]:
    """Yield the listings of the first day, those of the next that were not yet there, and so on."""
    first, last = compiled.query.starts or (today, today + timedelta(days=_DAYS_AHEAD))
    first = min(max(first, today), date.max - timedelta(days=_DAYS_AHEAD))
    last = min(last, first + timedelta(days=_DAYS_AHEAD))
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        on_day = all_of((part, _unscored(dates(day, day))))
        earlier = dates(first, day - timedelta(days=1))
        yield Tier(but_not(on_day, earlier) if ahead else on_day, order)
    yield Tier(but_not(part, dates(first, last)), order)


def _take(compiled: Compiled, tier: Tier, skip: int, wanted: int) -> tuple[list[Placed], int]:
    """Return the hits of a tier after `skip`, at most `wanted`, and how many it has."""
    if tier.order is Order.MILES:
        count = compiled.asker.count(tier.query)
        return _nearest(compiled, tier.query, count, skip, wanted) if count > skip else [], count
    if tier.order is Order.BLENDED and skip < _BLENDED:
        found = _ask(compiled, tier, 0, _BLENDED)
        blended = _blended(compiled, found.hits)[skip : skip + wanted]
        if len(blended) < wanted and count_of(found) > _BLENDED:
            rest, _ = _take(
                compiled, Tier(tier.query, Order.WORDS), _BLENDED, wanted - len(blended)
            )
            blended += rest
        return blended, count_of(found)
    found = _ask(compiled, tier, skip, wanted)
    return _placed(compiled, found.hits), count_of(found)


def _ask(compiled: Compiled, tier: Tier, skip: int, wanted: int) -> tantivy.SearchResult:
    """Return hits of a tier as tantivy orders them: by rank alone, or by words and rank."""
    if tier.order is Order.RANK:
        return compiled.asker.search(tier.query, wanted, offset=skip, order_by_field="rank")
    return compiled.asker.search(tier.query, wanted, offset=skip, weight_by_field="rank")


def _placed(compiled: Compiled, hits: Found) -> list[Placed]:
    miles = _miles_of(compiled, hits)
    return [_place(hit, away) for hit, away in zip(hits, miles, strict=True)]


def _place(hit: tuple[float, tantivy.DocAddress], miles: float) -> Placed:
    score, address = hit
    return Placed(address, float(score), None if math.isnan(miles) else float(miles))


def _nearest(compiled: Compiled, query: Query, count: int, skip: int, wanted: int) -> list[Placed]:
    hits = compiled.asker.search(query, count, order_by_field="rank").hits
    return _nearest_of(compiled, hits, skip, wanted)


def _nearest_of(compiled: Compiled, hits: Found, skip: int, wanted: int) -> list[Placed]:
    """Return some of these hits, nearest first and without a place last."""
    miles = _miles_of(compiled, hits)
    nearest = np.argsort(miles, kind="stable")[skip : skip + wanted]
    return [_place(hits[one], miles[one]) for one in nearest]


def _blended(compiled: Compiled, hits: Found) -> list[Placed]:
    weighed = [
        replace(hit, score=hit.score * nearness(hit.miles)) for hit in _placed(compiled, hits)
    ]
    return sorted(weighed, key=lambda hit: -hit.score)


def _miles_of(compiled: Compiled, hits: Found) -> NDArray[np.float64]:
    """Return the miles of hits from the point asked for; no number where there is no place."""
    near = compiled.query.near
    if near is None or not hits:
        return np.full(len(hits), np.nan)
    lats, lons = compiled.asker.columns(("lat", "lon"), [address for _, address in hits])
    # None becomes "no number" by itself.
    return miles_to_many(
        near.lat, near.lon, np.array(lats, dtype=np.float64), np.array(lons, dtype=np.float64)
    )
