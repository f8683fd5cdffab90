"""Does every engine find what a filter asks for, and count it rightly?"""

from datetime import date, timedelta
from typing import Any

import pytest

from search.query import Ages, Near
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import TODAY
from tests.factories.search_documents import document as listing

LEICESTER = Near(52.6346, -1.1295, "LE1")


def test_a_session_must_have_the_day_and_the_time_itself(index: Index) -> None:
    index.fill(
        listing("both", sessions=("tue-morning",)),
        listing("apart", sessions=("tue-evening", "wed-morning")),
    )
    assert index.ids(days=("tue",), times=("morning",)) == ["both"]
    assert set(index.ids(days=("tue",))) == {"both", "apart"}
    assert set(index.ids(times=("morning",))) == {"both", "apart"}


def test_day_counts_are_of_the_times_chosen(index: Index) -> None:
    index.fill(
        listing("one", sessions=("tue-morning", "tue-evening")),
        listing("two", sessions=("tue-evening", "wed-morning")),
    )
    counts = index.ask(times=("morning", "evening"), facets=("day", "time")).facets
    assert counts["day"] == {"tue": 2, "wed": 1}
    assert counts["time"] == {"morning": 2, "evening": 2}
    counts = index.ask(days=("tue",), times=("morning",), facets=("day", "time")).facets
    assert counts["day"] == {"tue": 1, "wed": 1}
    assert counts["time"] == {"morning": 1, "evening": 2}


def test_dates_are_a_closed_range(index: Index) -> None:
    index.fill(
        listing("friday", dates=(date(2026, 11, 27),)),
        listing("later", dates=(date(2026, 12, 1), date(2026, 12, 8))),
    )
    assert index.ids(starts=(date(2026, 11, 27), date(2026, 11, 27))) == ["friday"]
    assert index.ids(starts=(date(2026, 12, 2), date(2026, 12, 8))) == ["later"]
    assert index.ids(starts=(date(2026, 12, 8), date(2026, 12, 2))) == []


def test_ages_overlap_unless_the_span_must_be_covered(index: Index) -> None:
    index.fill(
        listing("adults", lowest_age=18, highest_age=64),
        listing("older", lowest_age=65),
        listing("unsaid", ages_known=False),
    )
    assert set(index.ids(ages=Ages(60, 70))) == {"adults", "older", "unsaid"}
    assert index.ids(ages=Ages(60, 70, covered=True)) == []
    assert index.ids(ages=Ages(65, 120, covered=True)) == ["older"]
    assert set(index.ids(ages=Ages(5, 10))) == {"unsaid"}


def test_cost_free_and_at_most(index: Index) -> None:
    index.fill(
        listing("free", free=True),
        listing("cheap", free=False, lowest_pence=250),
        listing("dear", free=False, lowest_pence=900),
        listing("unsaid"),
    )
    assert index.ids(free=True) == ["free"]
    assert set(index.ids(most_pence=300)) == {"free", "cheap"}
    counts = index.ask(free=True, facets=("cost",)).facets["cost"]
    assert counts == {"free": 1, "up_to_300": 2, "up_to_500": 2, "up_to_1000": 3, "ask": 1}


def test_access_is_all_of_and_its_counts_keep_the_other_ticks(index: Index) -> None:
    index.fill(
        listing("ramp", access=("step_free",)),
        listing("ramp and loop", access=("step_free", "hearing_loop")),
        listing("loop", access=("hearing_loop",)),
    )
    found = index.ask(access=("step_free", "hearing_loop"), facets=("access",))
    assert [hit.public_id for hit in found.hits] == ["ramp and loop"]
    counts = index.ask(access=("step_free",), facets=("access",)).facets["access"]
    assert counts == {"step_free": 2, "hearing_loop": 1}


def test_languages_formats_and_kinds_are_any_of(index: Index) -> None:
    index.fill(
        listing("one", spoken=("en", "gu"), formats=("in_person",), kind="activity"),
        listing("two", spoken=("pl",), formats=("online",), kind="library"),
        listing("three", spoken=("en",), formats=("telephone",), kind="gp"),
    )
    assert set(index.ids(spoken=("gu", "pl"))) == {"one", "two"}
    assert set(index.ids(formats=("online", "telephone"))) == {"two", "three"}
    assert set(index.ids(kinds=("gp", "library"))) == {"two", "three"}
    assert set(index.ids(not_kinds=("gp", "pharmacy"))) == {"one", "two"}
    facets = index.ask(spoken=("pl",), facets=("language", "format", "kind")).facets
    assert facets["language"] == {"en": 2, "gu": 1, "pl": 1}
    assert facets["format"] == {"online": 1}
    assert facets["kind"] == {"library": 1}


def test_categories_are_any_within_a_group_and_all_across(index: Index) -> None:
    index.fill(
        listing("walk", category="walking"),
        listing("swim", category="swimming"),
        listing("walk and talk", categories=("walking", "moving", "befriending", "company")),
        listing("tea", category="befriending"),
    )
    assert set(index.ids(categories=("walking", "swimming"))) == {"walk", "swim", "walk and talk"}
    assert index.ids(categories=("walking", "befriending")) == ["walk and talk"]
    counts = index.ask(categories=("walking",), facets=("category",)).facets["category"]
    assert counts["swimming"] == 1
    assert counts["walking"] == 2
    assert counts["befriending"] == 1
    counts = index.ask(categories=("befriending",), facets=("category",)).facets["category"]
    assert counts["walking"] == 1
    assert "swimming" not in counts


@pytest.mark.parametrize("flag", ["women_only", "men_only", "beginners", "no_booking", "term_time"])
def test_a_tick_keeps_only_what_says_so(index: Index, flag: str) -> None:
    ticked: dict[str, Any] = {flag: True}
    index.fill(listing("yes", **ticked), listing("no"))
    assert index.ids(**ticked) == ["yes"]
    assert len(index.ids()) == 2


def test_age_counts_leave_the_age_chosen_out(index: Index) -> None:
    index.fill(listing("child", lowest_age=5, highest_age=10), listing("old", lowest_age=65))
    counts = index.ask(ages=Ages(65, 120), facets=("age",)).facets["age"]
    assert counts == {"5_10": 1, "65_plus": 1}


def test_within_is_exact_and_leaves_out_what_has_no_place(index: Index) -> None:
    index.fill(
        listing("here", lat=52.6346, lon=-1.1295),
        listing("a mile", lat=52.6346 + 1 / 69.1, lon=-1.1295),
        listing("nowhere"),
    )
    near = Near(LEICESTER.lat, LEICESTER.lon, "LE1", within_miles=0.5)
    assert index.ids(near=near) == ["here"]
    near = Near(LEICESTER.lat, LEICESTER.lon, "LE1", within_miles=1.01)
    assert index.ids(near=near) == ["here", "a mile"]
    assert index.ids(near=LEICESTER) == ["here", "a mile", "nowhere"]
    miles = [hit.miles for hit in index.ask(near=LEICESTER).hits]
    assert miles[0] == 0.0
    assert miles[1] == pytest.approx(1, abs=0.01)
    assert miles[2] is None


def test_soonest_first_with_the_undated_last(index: Index) -> None:
    index.fill(
        listing("undated"),
        listing("week", dates=tuple(TODAY + timedelta(days=7 * n) for n in range(1, 4))),
        listing("tomorrow", dates=(TODAY - timedelta(days=6), TODAY + timedelta(days=1))),
        listing("today", dates=(TODAY,)),
    )
    assert index.ids(sort="soonest") == ["today", "tomorrow", "week", "undated"]
    assert index.ids(sort="soonest", page=2, page_size=2) == ["week", "undated"]


def test_checked_first_puts_the_unchecked_after(index: Index) -> None:
    index.fill(
        listing("old", lat=52.6346, lon=-1.1295, checked_on=TODAY - timedelta(days=400)),
        listing("never", lat=52.6346, lon=-1.1295, checked_on=None),
        listing("checked", lat=52.70, lon=-1.1295),
    )
    assert index.ids(near=LEICESTER)[-1] == "checked"
    assert index.ids(near=LEICESTER, checked_first=True)[0] == "checked"
    assert len(index.ids(checked_first=True)) == 3


def test_a_listing_found_by_name_only_is_found_by_nothing_else(index: Index) -> None:
    index.fill(
        listing("shy", "Beaumont Hall Group", category="walking", name_only=True),
        listing("open", "Other walk", category="walking"),
    )
    assert index.ids("beaumont") == ["shy"]
    assert index.ids("walking") == ["open"]
    assert index.ids() == ["open"]
    assert index.ids(categories=("walking",)) == ["open"]
    assert index.ask(facets=("category",)).facets["category"]["walking"] == 1
