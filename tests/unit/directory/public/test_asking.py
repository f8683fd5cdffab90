"""Is an address read as it was meant, and written so that it means the same?"""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from directory.asking import Asked, as_query, narrowed, read
from directory.loosening import looser
from search.query import Ages, Near, Sort

TODAY = date(2026, 11, 25)
HEADINGS = {"moving": "", "yoga": "moving", "food": ""}
NEAR = Near(52.65, -1.13, "LE4")


def asked(query: str) -> Asked:
    """Return what a query string asks."""
    return read(QueryDict(query), HEADINGS)


def test_many_values_are_all_taken_and_each_once() -> None:
    found = asked("day=mon&day=tue&day=mon&access=step_free&category=yoga&category=food")
    assert found.day == ("mon", "tue")
    assert found.category == ("yoga", "food")
    assert found.ignored == ()


def test_what_nobody_knows_is_left_out_and_named() -> None:
    found = asked("day=blursday&age=500&cost=7&category=wings&page=0&sort=up&starts=2026-02-30")
    assert replace(found, ignored=(), age_unread="") == Asked()
    assert found.age_unread == "500"
    assert set(found.ignored) == {"day", "cost", "category", "page", "sort", "starts"}


def test_empty_values_are_no_mistake() -> None:
    assert asked("q=&near=&within=&age=&cost=&day=") == Asked()


def test_a_link_carries_the_outcode_and_never_what_was_typed() -> None:
    found = replace(asked("q=tea&near=LE4+5QD&within=2"), place="LE4")
    assert dict(parse_qsl(found.query_string()[1:])) == {"q": "tea", "near": "LE4", "within": "2"}


def test_a_link_without_a_known_place_carries_none() -> None:
    assert asked("near=LE4+5Q&within=2&q=tea").query_string() == "?q=tea"


def test_a_narrower_heading_takes_the_place_of_its_group() -> None:
    assert narrowed(asked("category=moving&category=yoga"), HEADINGS).category == ("yoga",)
    assert narrowed(asked("category=moving&category=food"), HEADINGS).category == (
        "moving",
        "food",
    )


@pytest.mark.parametrize(
    ("query", "ages"),
    [
        ("age=5_10", Ages(5, 10)),
        ("age=65_plus", Ages(65, 120)),
        ("age=34", Ages(34, 34)),
        ("age=5_10&age=16_17", Ages(5, 17)),
        ("age=60-70", Ages(60, 70)),
        ("age=60-", Ages(60, 120)),
        ("age=-12", Ages(0, 12)),
        ("age=65_plus&age=8", Ages(8, 8)),
        ("age=60-70&age=8", Ages(8, 8)),
        ("age=60-70&age=5_10", Ages(5, 10)),
        ("age=60-70&age=", Ages(60, 70)),
        ("age=60-70&age=old", Ages(60, 70)),
        ("", None),
    ],
)
def test_ages(query: str, ages: Ages | None) -> None:
    assert as_query(asked(query), None, "en", TODAY).ages == ages


def test_an_age_nobody_can_read_is_kept_for_its_field_and_in_no_link() -> None:
    found = asked("age=sixty&q=tea")
    assert found.age_unread == "sixty"
    assert found.query_string() == "?q=tea"


@pytest.mark.parametrize(
    ("starts", "first", "last"),
    [
        ("today", TODAY, TODAY),
        ("tomorrow", date(2026, 11, 26), date(2026, 11, 26)),
        ("week", TODAY, date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1), date(2026, 12, 1)),
        ("2026-12-01..2026-12-05", date(2026, 12, 1), date(2026, 12, 5)),
    ],
)
def test_dates(starts: str, first: date, last: date) -> None:
    assert as_query(asked(f"starts={starts}"), None, "en", TODAY).starts == (first, last)


def test_costs() -> None:
    free = as_query(asked("cost=free"), None, "en", TODAY)
    cheap = as_query(asked("cost=3"), None, "en", TODAY)
    assert (free.free, free.most_pence) == (True, None)
    assert (cheap.free, cheap.most_pence) == (False, 300)


def test_nearest_needs_a_place() -> None:
    assert as_query(asked("sort=nearest"), None, "en", TODAY).sort is Sort.RELEVANCE
    near = as_query(asked("sort=nearest&within=0.5"), NEAR, "en", TODAY)
    assert near.sort is Sort.DISTANCE
    assert near.near is not None
    assert near.near.within_miles == 0.5


def test_taking_one_value_away_goes_back_to_the_first_page() -> None:
    found = asked("day=mon&day=tue&page=3&cost=free")
    assert found.without("day", "mon") == replace(found, day=("tue",), page=1)
    assert found.without("cost") == replace(found, cost="", page=1)


WORDS = st.text(max_size=30)
NAMES = ("q", "near", "within", "category", "day", "time", "starts", "term", "age", "cost")
MORE_NAMES = ("language", "access", "for", "format", "booking", "sort", "view", "page")
KNOWN = st.sampled_from(
    ["mon", "yoga", "free", "3", "step_free", "women", "none", "1", "today", "60-70", "map"]
)


@given(st.lists(st.tuples(st.sampled_from(NAMES + MORE_NAMES), WORDS | KNOWN), max_size=12))
def test_any_address_is_read_and_its_link_means_the_same(pairs: list[tuple[str, str]]) -> None:
    parameters = QueryDict(mutable=True)
    for name, value in pairs:
        parameters.appendlist(name, value)
    found = replace(
        read(parameters, HEADINGS), near="", place="", within="", ignored=(), age_unread=""
    )
    again = read(QueryDict(found.query_string()[1:]), HEADINGS)
    assert again == found
    assert as_query(found, NEAR, "en", TODAY).tidied()


@given(st.lists(st.tuples(st.sampled_from(NAMES + MORE_NAMES), KNOWN), max_size=8))
def test_wider_searches_never_narrow_and_end_with_everything(pairs: list[tuple[str, str]]) -> None:
    parameters = QueryDict(mutable=True)
    for name, value in pairs:
        parameters.appendlist(name, value)
    found = read(parameters, HEADINGS)
    wider = list(looser(found))
    assert wider[-1].asked == Asked()
    for one in wider:
        for name in ("day", "time", "access", "language", "format", "people", "category"):
            assert set(getattr(one.asked, name)) <= set(getattr(found, name))
