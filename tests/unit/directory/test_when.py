"""How is a schedule said?"""

from datetime import date, time

import pytest

from directory.rules.recurrence import Rule, Session
from directory.rules.sentences import DayGroup, day_groups
from directory.when import clock, in_words

SINCE = date(2026, 1, 1)


def said(
    *rules: Rule, start: time = time(10), end: time = time(12), **more: bool
) -> tuple[str, ...]:
    sessions = [Session(rule, SINCE, start, end, **more) for rule in rules]  # type: ignore[arg-type]  # free flags of a test
    return in_words(sessions, "en")


def test_one_day_in_term_time() -> None:
    assert said(Rule(("tue",)), term_time=True) == ("Tuesdays, 10am to 12 noon, in term time",)


def test_two_days() -> None:
    words = said(Rule(("mon", "wed")), start=time(13), end=time(14))
    assert words == ("Mondays and Wednesdays, 1pm to 2pm",)


def test_three_single_days() -> None:
    assert said(Rule(("mon", "wed", "fri"))) == (
        "Mondays, Wednesdays and Fridays, 10am to 12 noon",
    )


def test_rows_that_differ_by_day_alone_are_one_sentence() -> None:
    rows = [Rule((day,)) for day in ("mon", "tue", "wed", "thu", "fri")]
    assert said(*rows) == ("Monday to Friday, 10am to 12 noon",)


def test_every_day() -> None:
    days = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    assert said(Rule(days)) == ("Every day, 10am to 12 noon",)


def test_every_second_week() -> None:
    assert said(Rule(("thu",), every=2)) == ("Every second week: Thursdays, 10am to 12 noon",)


def test_first_and_third_of_the_month() -> None:
    assert said(Rule(("tue",), nth=(3, 1))) == (
        "1st and 3rd Tuesday of the month, 10am to 12 noon",
    )


def test_last_of_the_month_comes_last() -> None:
    assert said(Rule(("fri",), nth=(-1, 2)))[0].startswith("2nd and last Friday")


@pytest.mark.parametrize(
    ("moment", "words"),
    [(time(0), "midnight"), (time(12), "12 noon"), (time(9, 30), "9:30am"), (time(18), "6pm")],
)
def test_clock_in_english(moment: time, words: str) -> None:
    assert clock(moment, "en") == words


def test_polish_has_a_clock_of_24_hours() -> None:
    assert clock(time(18, 5), "pl") == "18:05"


def test_days_in_a_row_are_drawn_together_from_three_on() -> None:
    assert day_groups(("mon", "tue", "thu", "fri", "sat")) == (
        DayGroup("mon", "mon"),
        DayGroup("tue", "tue"),
        DayGroup("thu", "sat"),
    )
