"""Does a split always add up, follow need, and say every number on the way?"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.engine.places import split

COUNTS = st.dictionaries(st.integers(1, 10), st.integers(0, 200), max_size=10)
AREAS = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), COUNTS, min_size=1, max_size=12)
WEIGHTS = st.fixed_dictionaries(
    {decile: st.decimals(0, 9, places=3, allow_nan=False) for decile in range(1, 11)}
)


@given(st.integers(0, 100_000), AREAS, WEIGHTS)
def test_the_places_always_add_up(
    total: int, counts: dict[str, dict[int, int]], weights: dict[int, Decimal]
) -> None:
    assert sum(share.places for share in split(total, counts, weights)) == total


@given(st.integers(0, 100_000), AREAS, WEIGHTS)
def test_nobody_is_a_whole_place_from_the_exact_share(
    total: int, counts: dict[str, dict[int, int]], weights: dict[int, Decimal]
) -> None:
    assert all(abs(one.places - one.exact) < 1 for one in split(total, counts, weights))


@given(st.integers(0, 10_000), AREAS, WEIGHTS)
def test_more_need_never_gets_fewer_places(
    total: int, counts: dict[str, dict[int, int]], weights: dict[int, Decimal]
) -> None:
    found = sorted(split(total, counts, weights), key=lambda share: share.need)
    for less, more in pairwise(found):
        assert less.need == more.need or less.places <= more.places


def test_the_largest_remainders_get_what_is_left() -> None:
    found = split(10, {"north": {1: 1}, "east": {1: 1}, "west": {1: 1}}, {1: Decimal(2)})
    assert [share.places for share in found] == [4, 3, 3]
    assert [share.has_extra for share in found] == [True, False, False]


def test_a_heavier_decile_draws_places() -> None:
    weights = {1: Decimal(3), 10: Decimal(1)}
    poor, rich = split(100, {"poor": {1: 10}, "rich": {10: 10}}, weights)
    assert (poor.places, rich.places) == (75, 25)


def test_without_any_need_all_areas_count_alike() -> None:
    assert [one.places for one in split(4, {"a": {}, "b": {}}, {})] == [2, 2]


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not less than 0"):
        split(-1, {"a": {1: 1}}, {})
