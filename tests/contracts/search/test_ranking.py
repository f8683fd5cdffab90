"""Does every engine weigh words, nearness, freshness and completeness as search/README.md says?"""

from datetime import date, timedelta
from typing import Any

import pytest

from search.engines.ranking import gain, nearness
from search.query import Near, Sort
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import TODAY
from tests.factories.search_documents import document as listing

HERE = Near(52.6346, -1.1295, "LE1")
MILE = 1 / 69.093  # of latitude, in degrees
# The lot that settles ties counts up to 0.2 %; what an engine rounds, less.
CLOSE = 0.005


def scores(index: Index, text: str, **asked: Any) -> dict[str, float]:
    """Return the score of each listing found."""
    return {hit.public_id: hit.score for hit in index.ask(text, **asked).hits}


def away(miles: float) -> dict[str, Any]:
    """Return the place so far north of here."""
    return {"lat": HERE.lat + miles * MILE, "lon": HERE.lon}


def days_ago(days: int | None) -> date | None:
    """Return when a listing was checked so long ago."""
    return None if days is None else TODAY - timedelta(days=days)


# Relevance


def test_a_word_counts_by_where_it_stands(index: Index) -> None:
    index.fill(
        listing("in the summary", "Club A", summaries={"en": "a walk"}),
        listing("in the place", "Club B", place_words=("Walk Hall",)),
        listing("in the organisation", "Club C", organisations={"en": "Walk Friends"}),
        listing("in the name", "Gentle walk for all"),
        listing("a kind of thing", "Club D", category_words={"en": ("walk",)}),
    )
    found = index.ids("walk")
    assert found[0] == "a kind of thing"
    assert found[1] == "in the name"
    assert set(found[2:4]) == {"in the organisation", "in the place"}
    assert found[4] == "in the summary"
    of = scores(index, "walk")
    assert of["in the organisation"] == pytest.approx(of["in the place"], rel=0.5)
    assert of["in the name"] > 2 * of["in the summary"]


def test_a_word_in_two_places_counts_a_little_more_than_in_one(index: Index) -> None:
    index.fill(
        listing("once", "Walk"),
        listing("twice", "Walk", summaries={"en": "a walk"}),
        listing("other", "Tea", summaries={"en": "a walk"}),
    )
    of = scores(index, "walk")
    assert 1 < of["twice"] / of["once"] < 1.1


@pytest.mark.parametrize(
    ("better", "worse", "typed"),
    [
        ("walking", "walked", "walking"),
        ("badminton", "badmintons", "badmintons"),
    ],
)
def test_a_word_as_typed_goes_before_a_form_of_it(
    index: Index, better: str, worse: str, typed: str
) -> None:
    first, second = (better, worse) if typed == better else (worse, better)
    index.fill(listing("form", second), listing("typed", first))
    assert index.ids(typed) == ["typed", "form"]


def test_the_words_of_a_name_in_order_go_before_the_same_words_apart(index: Index) -> None:
    index.fill(listing("apart", "Morning for a tea"), listing("in order", "Tea morning"))
    assert index.ids("tea morning") == ["in order", "apart"]


# Distance


@pytest.mark.parametrize("miles", [0.5, 1.0, 3.0, 10.0])
def test_distance_weighs_the_words_and_never_to_nothing(index: Index, miles: float) -> None:
    index.fill(listing("far", "Walk", **away(miles)), listing("here", "Walk", **away(0)))
    of = scores(index, "walk", near=HERE)
    assert of["far"] / of["here"] == pytest.approx(nearness(miles), rel=CLOSE)


def test_a_listing_without_a_place_counts_as_one_far_away(index: Index) -> None:
    index.fill(listing("online", "Walk"), listing("here", "Walk", **away(0)))
    of = scores(index, "walk", near=HERE)
    assert of["online"] / of["here"] == pytest.approx(0.4, rel=CLOSE)


def test_what_was_asked_for_far_away_goes_before_something_else_next_door(index: Index) -> None:
    index.fill(
        listing("next door", "Chess", summaries={"en": "or a walk"}, **away(0)),
        listing("five miles", "Walk", **away(5)),
    )
    assert index.ids("walk", near=HERE) == ["five miles", "next door"]
    assert index.ids("walk", near=HERE, sort=Sort.DISTANCE) == ["next door", "five miles"]


def test_without_words_the_nearest_goes_first_however_old(index: Index) -> None:
    index.fill(
        listing("fresh and far", checked_on=TODAY, completeness=1.0, **away(2)),
        listing("old and near", checked_on=None, completeness=0.0, **away(1)),
    )
    assert index.ids(near=HERE) == ["old and near", "fresh and far"]
    assert index.ids() == ["fresh and far", "old and near"]


# Freshness


@pytest.mark.parametrize("days", [30, 365, 730, 3650, None])
def test_freshness_weighs_the_words_as_the_table_says(index: Index, days: int | None) -> None:
    index.fill(
        listing("today", "Walk", checked_on=TODAY),
        listing("before", "Walk", checked_on=days_ago(days)),
    )
    of = scores(index, "walk")
    expected = gain("before", days_ago(days), 0.8, TODAY) / gain("today", TODAY, 0.8, TODAY)
    assert of["before"] / of["today"] == pytest.approx(expected, rel=0.001)


@pytest.mark.parametrize("text", ["", "walk"])
def test_what_was_checked_last_goes_first(index: Index, text: str) -> None:
    order = [0, 60, 200, 400, None, 2000]
    index.fill(*(listing(f"{days}", "Walk", checked_on=days_ago(days)) for days in order[::-1]))
    assert index.ids(text) == [f"{days}" for days in order]


def test_freshness_never_outweighs_the_words_nor_removes_anything(index: Index) -> None:
    index.fill(
        listing("today", "Chess", summaries={"en": "or a walk"}, checked_on=TODAY),
        listing("never", "Walk", checked_on=None, completeness=0.0),
    )
    assert index.ids("walk") == ["never", "today"]


# Completeness


@pytest.mark.parametrize("completeness", [0.0, 0.4, 1.0])
def test_completeness_weighs_the_words_as_the_table_says(index: Index, completeness: float) -> None:
    index.fill(
        listing("half", "Walk", completeness=0.5, checked_on=TODAY),
        listing("other", "Walk", completeness=completeness, checked_on=TODAY),
    )
    of = scores(index, "walk")
    expected = gain("other", TODAY, completeness, TODAY) / gain("half", TODAY, 0.5, TODAY)
    assert of["other"] / of["half"] == pytest.approx(expected, rel=0.001)


@pytest.mark.parametrize("text", ["", "walk"])
def test_what_says_more_goes_first(index: Index, text: str) -> None:
    order = [1.0, 0.7, 0.3, 0.0]
    index.fill(*(listing(f"{full}", "Walk", completeness=full) for full in order[::-1]))
    assert index.ids(text) == [f"{full}" for full in order]


def test_completeness_counts_less_than_freshness_and_never_outweighs_the_words(
    index: Index,
) -> None:
    index.fill(
        listing("fresh and thin", "Walk", checked_on=TODAY, completeness=0.0),
        listing("old and full", "Walk", checked_on=days_ago(3650), completeness=1.0),
        listing("other and full", "Chess", summaries={"en": "walk"}, completeness=1.0),
    )
    assert index.ids("walk") == ["fresh and thin", "old and full", "other and full"]


# Ties


def test_a_tie_is_settled_by_a_lot_and_not_by_the_alphabet(index: Index) -> None:
    names = [f"Walk {letter}" for letter in "abcdefghijklmnop"]
    index.fill(*(listing(name, name) for name in names))
    first = index.ids("walk")
    assert sorted(first) == names != first
    index.fill(*(listing(name, name) for name in names[::-1]))
    assert index.ids("walk") == first
