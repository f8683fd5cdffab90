"""Do the rules know a telephone number, a price and a pattern that cannot be?"""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.importers import clubs, libraries, nhs
from directory.rules.calendars import load_calendar
from directory.rules.completeness import FORMAT, WAY_IN, cost_mistakes, lacking, never_happens
from directory.rules.contacts import is_phone, whole_address
from directory.rules.recurrence import DateOff, Rule, Session


@pytest.mark.parametrize(
    "text",
    ["0116 496 0123", "(0116) 496-0123", "+44 116 496 0123", "0044 116 496 0123", "111", "116 123",
     "0800 1111", "0116 496 0123 ext 12", "07700 900123", "85258"],
)  # fmt: skip
def test_numbers_that_can_be_rung(text: str) -> None:
    assert is_phone(text)


@pytest.mark.parametrize(
    "text",
    ["", "12", "ring Hansa", "0116 496", "0116 496 0123 or 0116 496 0124", "011649601234567",
     "test@example.org", "0116 496 O123", "99999999"],
)  # fmt: skip
def test_what_cannot_be_rung(text: str) -> None:
    assert not is_phone(text)


def test_the_numbers_of_the_shipped_sources_are_numbers() -> None:
    for source in (nhs, libraries, clubs):
        for listing in source.listings():
            wrong = [value for kind, value in listing.contacts if kind == "phone"]
            assert [value for value in wrong if not is_phone(value)] == []


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    assert is_phone(text) in (True, False)
    assert whole_address(text).endswith(text.strip())


def test_https_is_put_in_front_of_a_name_alone() -> None:
    assert whole_address("www.example.org/club") == "https://www.example.org/club"
    assert whole_address("http://example.org") == "http://example.org"
    assert whole_address("hello@example.org") == "hello@example.org"


def test_a_place_online_or_a_contact_is_needed_and_a_way_to_take_part() -> None:
    nothing = {
        "has_place": False,
        "has_contact": False,
        "in_person": False,
        "online": False,
        "telephone": False,
    }
    assert lacking(**nothing) == (WAY_IN, FORMAT)
    assert lacking(**nothing | {"has_contact": True, "telephone": True}) == ()
    assert lacking(**nothing | {"online": True}) == ()
    assert lacking(**nothing | {"has_place": True, "in_person": True}) == ()


FULL = ("fixed", "everyone", "session", 300)


@pytest.mark.parametrize(
    ("prices", "mistakes"),
    [
        ([FULL, ("fixed", "child", "session", 100)], {}),
        ([FULL, ("fixed", "child", "session", 500)], {1: "dearer"}),
        ([("fixed", "child", "session", 500), FULL], {0: "dearer"}),
        ([FULL, ("fixed", "child", "month", 900)], {}),
        ([("free", "everyone", "session", 0), FULL],
         {1: "free_and_not"}),
        ([("fixed", "child", "week", 1), ("fixed", "child", "week", 2)], {1: "twice"}),
    ],
)  # fmt: skip
def test_prices_that_contradict_each_other(
    prices: list[tuple[str, str, str, int]], mistakes: dict[int, str]
) -> None:
    assert cost_mistakes(prices) == mistakes


def pattern(first: date, last: date | None, *, term_time: bool = False) -> Session:
    return Session(
        kind="session",
        rule=Rule(("mon",)),
        starts_on=first,
        ends_on=last,
        start=time(10),
        end=time(11),
        term_time=term_time,
        bank_holidays=False,
        as_of=None,
        online=False,
    )


def test_a_pattern_without_a_date_never_happens() -> None:
    school = load_calendar()
    tuesday, thursday = date(2026, 6, 2), date(2026, 6, 4)
    assert never_happens(pattern(tuesday, thursday), (), school)
    assert not never_happens(pattern(tuesday, None), (), school)
    monday = date(2026, 6, 8)
    assert not never_happens(pattern(monday, monday), (), school)
    assert never_happens(pattern(monday, monday), [DateOff(monday, None, "")], school)
    august = date(2026, 8, 3)
    assert never_happens(pattern(august, date(2026, 8, 24), term_time=True), (), school)
