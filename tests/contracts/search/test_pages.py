"""Does every engine page, count and take changes in the same way?"""

from datetime import date, timedelta
from typing import Any

import pytest

from search.progress import Progress
from search.query import FACETS, Ages, Near, Sort
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import TODAY
from tests.factories.search_documents import document as listing


@pytest.fixture
def many(index: Index) -> Index:
    """Give an index of 45 listings on a line going north."""
    index.fill(*(listing(f"{n:02}", f"Walk {n}", lat=52.6 + n / 100, lon=-1.1) for n in range(45)))
    return index


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"text": "walk"},
        {"text": "walk", "near": Near(52.6, -1.1)},
        {"near": Near(52.6, -1.1)},
        {"sort": Sort.DISTANCE, "near": Near(52.8, -1.1)},
        {"sort": Sort.SOONEST},
        {"checked_first": True},
    ],
)
def test_pages_hold_every_hit_once(many: Index, asked: dict[str, object]) -> None:
    pages = [many.ids(page=n, page_size=20, **asked) for n in (1, 2, 3)]  # type: ignore[arg-type]  # the examples name fields
    assert [len(page) for page in pages] == [20, 20, 5]
    assert len({public_id for page in pages for public_id in page}) == 45


def test_a_page_beyond_the_end_is_empty_and_keeps_the_total(many: Index) -> None:
    for page in (4, 100, 10**30):
        found = many.ask(page=page)
        assert (found.hits, found.total) == ((), 45)


def test_a_page_before_the_first_is_the_first(many: Index) -> None:
    assert many.ids(page=-3) == many.ids(page=1)


def test_no_page_size_asks_for_the_total_only(many: Index) -> None:
    found = many.ask("walk", page_size=0, facets=("kind",))
    assert (found.hits, found.total, found.facets["kind"]) == ((), 45, {"activity": 45})


def test_nearest_first(many: Index) -> None:
    found = many.ask(near=Near(52.6, -1.1), sort=Sort.DISTANCE, page_size=45).hits
    assert [hit.public_id for hit in found] == [f"{n:02}" for n in range(45)]


def test_the_order_of_equals_is_the_same_after_a_rebuild(index: Index) -> None:
    documents = [listing(f"{n}", "Walk") for n in range(12)]
    index.fill(*documents)
    before = index.ids("walk")
    index.fill(*reversed(documents))
    assert index.ids("walk") == before
    assert index.ids() == index.ids()


def test_fresh_and_complete_listings_go_first(index: Index) -> None:
    index.fill(
        listing("stale", "Walk", checked_on=TODAY - timedelta(days=1500)),
        listing("fresh", "Walk", checked_on=TODAY),
        listing("never", "Walk", checked_on=None),
        listing("thin", "Walk", checked_on=TODAY, completeness=0.1),
    )
    assert index.ids("walk") == ["fresh", "thin", "never", "stale"]
    assert index.ids() == ["fresh", "thin", "never", "stale"]


def test_a_change_replaces_and_a_deletion_removes(index: Index) -> None:
    index.fill(listing("a", "Walk"), listing("b", "Walk"))
    index.put(listing("a", "Swim"), gone=["b"])
    assert index.ids("walk") == []
    assert index.ids("swim") == ["a"]
    assert index.ask().total == 1


def test_the_progress_is_of_the_last_commit(index: Index) -> None:
    index.engine.apply((), (), Progress(7, frozenset({9, 12})), today=TODAY)
    assert index.engine.progress() == Progress(7, frozenset({9, 12}))
    index.fill()
    assert index.engine.progress() == Progress()


def test_searching_goes_on_through_rebuilds(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    for number in range(4):
        assert index.ids("walk") == ["a"]
        index.fill(listing("a", "Walk"), *(listing(f"x{n}", "Swim") for n in range(number)))
    assert index.ask("swim").total == 3
    index.put(listing("b", "Walk"))
    assert set(index.ids("walk")) == {"a", "b"}


@pytest.mark.parametrize(
    "text",
    [
        '"swim', "'", "swim\x00walk", "\ud800", "swim \udfff", "a" * 10_000, "walk " * 2_000,
        "😀", "👩‍👩‍👧‍👦 walk", "name:walk AND NOT (", "*", "?", "~", "\\",
        "+-&&||!(){}[]^\"~*?:\\/",
        "\u202eklaw", "%00", "<script>", "٣٤", "Å" * 300, "\u0300" * 300, "્" * 50, " ", "",
    ],
)  # fmt: skip
def test_hostile_words_never_raise(index: Index, text: str) -> None:
    index.fill(listing("a", "Walk", category="walking"))
    assert index.ask(text, facets=FACETS).total <= 1


@pytest.mark.parametrize(
    "asked",
    [
        {"categories": ("\x00", "\ud800", "a b", "x" * 9000)},
        {"days": ("noday",), "times": ("\ud800",)},
        {"near": Near(float("nan"), 1.0, "", 2.0)},
        {"near": Near(float("inf"), -1e308, "", -5.0)},
        {"near": Near(52.6, -1.1, "", float("nan"))},
        {"near": Near(90.0, 180.0, "", 1e300), "sort": Sort.DISTANCE},
        {"ages": Ages(10**30, -(10**30))},
        {"most_pence": -(10**40)},
        {"most_pence": 10**40},
        {"starts": (date.min, date.max), "sort": Sort.SOONEST},
        {"starts": (date.max, date.max), "sort": Sort.SOONEST},
        {"spoken": ("\ud800",), "access": ("\x00",), "kinds": ("",), "not_kinds": ("\ud800",)},
        {"page": 10**40, "page_size": 10**40},
        {"page_size": -1},
        {"language": "\ud800"},
        {"facets": ("nonsense",)},
        {"sort": Sort.DISTANCE},
    ],
)
def test_absurd_filters_never_raise(index: Index, asked: dict[str, Any]) -> None:
    index.fill(listing("a", "Walk", lat=52.6, lon=-1.1, sessions=("mon-morning",)))
    for text in ("", "walk"):
        assert index.ask(text, **asked).total <= 1
