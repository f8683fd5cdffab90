"""Does every engine agree about order, places and counts in a whole town?"""

from datetime import timedelta
from typing import Any

import pytest

from geography.distance import miles
from search.query import FACETS, Ages, Near, Sort
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import TERMS, TODAY
from tests.factories.search_documents import document as listing

CENTRE = Near(52.6346, -1.1295, "LE1")
LEAVES = sorted(code for code, term in TERMS.items() if term["parent"])
COUNT = 60


@pytest.fixture(scope="module")
def town(lasting: Index) -> Index:
    """Give sixty listings of every kind, strewn over a town."""
    lasting.fill(
        *(
            listing(
                f"l{n:02}",
                category=LEAVES[n % len(LEAVES)],
                lat=52.6346 + (n * 37 % 60 - 30) / 300,
                lon=-1.1295 + (n * 53 % 60 - 30) / 200,
                free=n % 3 == 0,
                lowest_pence=None if n % 3 == 0 else 150 * (n % 9),
                spoken=("en", "gu") if n % 4 == 0 else ("en",),
                sessions=(f"{('mon', 'tue', 'sat')[n % 3]}-{('morning', 'evening')[n % 2]}",),
                dates=(TODAY + timedelta(days=n % 10),),
                lowest_age=(0, 18, 65)[n % 3],
                beginners=n % 5 == 0,
            )
            for n in range(COUNT)
        )
    )
    return lasting


def away(n: int) -> float:
    """Return how far a listing of the town is from its centre."""
    lat = 52.6346 + (n * 37 % 60 - 30) / 300
    lon = -1.1295 + (n * 53 % 60 - 30) / 200
    return miles(CENTRE.lat, CENTRE.lon, lat, lon)


@pytest.mark.parametrize("within", [0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0])
def test_a_circle_holds_exactly_what_is_in_it(town: Index, within: float) -> None:
    near = Near(CENTRE.lat, CENTRE.lon, "LE1", within_miles=within)
    inside = {f"l{n:02}" for n in range(COUNT) if away(n) <= within}
    found = town.ask(near=near, page_size=100)
    assert {hit.public_id for hit in found.hits} == inside
    assert found.total == len(inside)


def test_sorting_by_distance_is_exact(town: Index) -> None:
    hits = town.ask(near=CENTRE, sort=Sort.DISTANCE, page_size=100).hits
    measured = [hit.miles or 0.0 for hit in hits]
    assert measured == sorted(measured)
    assert measured == pytest.approx(sorted(away(n) for n in range(COUNT)), abs=0.001)


@pytest.mark.parametrize("page_size", [1, 7, 20, 60])
def test_pages_of_any_size_hold_the_same_order(town: Index, page_size: int) -> None:
    whole = town.ids(near=CENTRE, page_size=100)
    pages = [
        public_id
        for page in range(1, -(-COUNT // page_size) + 1)
        for public_id in town.ids(near=CENTRE, page=page, page_size=page_size)
    ]
    assert pages == whole


def test_soonest_goes_by_the_first_day(town: Index) -> None:
    found = town.ids(sort=Sort.SOONEST, page_size=100)
    days = [int(public_id[1:]) % 10 for public_id in found]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("facet", "value", "filters"),
    [
        ("cost", "free", {"free": True}),
        ("cost", "up_to_300", {"most_pence": 300}),
        ("cost", "up_to_1000", {"most_pence": 1000}),
        ("language", "gu", {"spoken": ("gu",)}),
        ("language", "en", {"spoken": ("en",)}),
        ("day", "mon", {"days": ("mon",)}),
        ("day", "sat", {"days": ("sat",)}),
        ("time", "morning", {"times": ("morning",)}),
        ("time", "evening", {"times": ("evening",)}),
        ("age", "65_plus", {"ages": Ages(65, 120)}),
        ("age", "5_10", {"ages": Ages(5, 10)}),
        ("flag", "beginners", {"beginners": True}),
        ("kind", "activity", {"kinds": ("activity",)}),
        ("category", "moving", {"categories": ("moving",)}),
        ("category", "walking", {"categories": ("walking",)}),
    ],
)
@pytest.mark.parametrize("near", [None, Near(52.6346, -1.1295, "LE1", within_miles=5.0)])
def test_a_count_is_what_choosing_the_value_gives(
    town: Index, facet: str, value: str, filters: dict[str, Any], near: Near | None
) -> None:
    counts = town.ask(near=near, facets=FACETS, page_size=0).facets[facet]
    assert counts.get(value, 0) == town.ask(near=near, **filters).total


@pytest.mark.parametrize("text", ["", "walk", "swiming", "ચાલવું", "تیراکی", "zajecia"])
def test_counts_beside_words_are_of_the_words_too(town: Index, text: str) -> None:
    found = town.ask(text, facets=("kind",), page_size=100)
    assert found.facets["kind"].get("activity", 0) == found.total == len(found.hits)


@pytest.mark.parametrize("text", ["walk", "swimming", "tea", "gentle exercise"])
def test_a_score_never_rises_down_the_page(town: Index, text: str) -> None:
    scores = [hit.score for hit in town.ask(text, page_size=100).hits]
    assert scores == sorted(scores, reverse=True)


def test_checked_first_holds_for_every_sort(index: Index) -> None:
    index.fill(
        listing("fresh", "Walk", lat=52.7, lon=-1.1, dates=(TODAY + timedelta(days=3),)),
        listing("stale", "Walk", lat=52.6346, lon=-1.1295, dates=(TODAY,), checked_on=None),
    )
    for sort in Sort:
        for text in ("", "walk"):
            found = index.ids(text, near=CENTRE, sort=sort, checked_first=True)
            assert found == ["fresh", "stale"]
