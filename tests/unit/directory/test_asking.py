"""When is a group asked, and how soon is a listing due again?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from directory.rules.asking import (
    BETWEEN_MESSAGES,
    MOMENTS,
    Line,
    day_of_round,
    in_todays_message,
    moments_reached,
)
from directory.rules.freshness import (
    DAYS_UNTIL_CHECK,
    LEAST_DAYS,
    Freshness,
    Risk,
    Signs,
    counts_from,
    freshness,
    is_unanswered,
    next_check,
)

TODAY = date(2026, 11, 27)
DAYS = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
SIGNS = st.builds(
    Signs,
    first_seen=st.none() | DAYS,
    season_ends=st.none() | DAYS,
    changes=st.integers(0, 9),
    complaints=st.integers(0, 9),
    kept_by_nobody=st.booleans(),
)


def _days(signs: Signs, risk: Risk = Risk.ORDINARY) -> int:
    return (next_check(TODAY, risk, TODAY, signs) - TODAY).days


@given(st.sampled_from(Risk), SIGNS)
def test_signs_make_a_check_sooner_and_never_later(risk: Risk, signs: Signs) -> None:
    assert LEAST_DAYS <= _days(signs, risk) <= DAYS_UNTIL_CHECK[risk]


@given(st.sampled_from(Risk), SIGNS)
def test_one_more_complaint_or_change_never_puts_a_check_off(risk: Risk, signs: Signs) -> None:
    for more in (
        replace(signs, complaints=signs.complaints + 1),
        replace(signs, changes=signs.changes + 1),
    ):
        assert _days(more, risk) <= _days(signs, risk)


def test_what_is_new_changed_before_or_complained_of_is_due_sooner() -> None:
    assert _days(Signs()) == 182
    assert _days(Signs(first_seen=TODAY - timedelta(days=10))) == 91
    assert _days(Signs(first_seen=TODAY - timedelta(days=400))) == 182
    assert _days(Signs(changes=1)) == 121
    assert _days(Signs(changes=1, complaints=1)) == 80
    assert _days(Signs(kept_by_nobody=True), Risk.LOW) == 182


def test_a_season_is_asked_about_two_weeks_before_it_ends() -> None:
    assert _days(Signs(season_ends=TODAY + timedelta(days=90))) == 76
    assert _days(Signs(season_ends=TODAY + timedelta(days=20))) == LEAST_DAYS
    assert _days(Signs(season_ends=TODAY - timedelta(days=1))) == 182


def test_messages_go_out_thirty_and_seven_days_before_on_the_day_and_fourteen_after() -> None:
    sent = _simulated([Line(1, TODAY, 0)], range(-60, 200))
    assert [(day - TODAY).days for day, _lines in sent] == [-30, -7, 0, 14]


def test_several_listings_come_in_one_message() -> None:
    sent = _simulated([Line(1, TODAY, 0), Line(2, TODAY + timedelta(days=2), 0)], range(-60, 200))
    assert [(day - TODAY).days for day, _lines in sent] == [-30, -23, -7, 0, 7, 14, 21]
    assert [len(lines) for _day, lines in sent] == [1, 2, 2, 2, 2, 2, 2]


@given(
    st.lists(st.integers(-60, 90), min_size=1, max_size=6),
    st.sets(st.integers(-60, 150), max_size=60),
)
def test_an_address_is_never_written_to_twice_in_a_week(
    dues: list[int], days_without_a_worker: set[int]
) -> None:
    lines = [Line(key, TODAY + timedelta(days=due), 0) for key, due in enumerate(dues)]
    sent = _simulated(lines, (n for n in range(-100, 200) if n not in days_without_a_worker))
    days = [day for day, _lines in sent]
    assert all(later - day >= BETWEEN_MESSAGES for day, later in pairwise(days))
    assert {key for _day, keys in sent for key in keys} == {line.key for line in lines}
    assert len(days) <= len(MOMENTS) * len(lines)


def _simulated(lines: list[Line], offsets: Iterable[int]) -> list[tuple[date, tuple[int, ...]]]:
    """Return the messages that one address gets when nobody ever answers."""
    state = {line.key: line for line in lines}
    sent: list[tuple[date, tuple[int, ...]]] = []
    for offset in offsets:
        day = TODAY + timedelta(days=offset)
        last = sent[-1][0] if sent else None
        told = in_todays_message(list(state.values()), last, day)
        if told:
            sent.append((day, tuple(line.key for line in told)))
        for line in told:
            state[line.key] = replace(line, asked=moments_reached(line.due, day))
    return sent


def test_a_round_that_opens_late_is_about_the_day_it_opens() -> None:
    assert day_of_round(TODAY - timedelta(days=300), TODAY) == TODAY
    assert day_of_round(TODAY + timedelta(days=30), TODAY) == TODAY + timedelta(days=30)


def test_a_listing_is_unanswered_a_week_after_the_last_message() -> None:
    due = TODAY - timedelta(days=21)
    checked = TODAY - timedelta(days=112)
    assert not is_unanswered(due, TODAY)
    assert is_unanswered(due, TODAY + timedelta(days=1))
    assert freshness(checked, TODAY, due) is Freshness.FRESH
    assert freshness(checked, TODAY + timedelta(days=1), due) is Freshness.OLD
    assert not is_unanswered(None, TODAY)


@given(st.none() | DAYS, st.none() | DAYS)
def test_unanswered_counts_as_older_and_held_as_younger(
    checked: date | None, due: date | None
) -> None:
    plain = counts_from(checked, None, False, TODAY)
    left, held = counts_from(checked, due, False, TODAY), counts_from(checked, due, True, TODAY)
    if checked is None:
        assert plain is left is held is None
    else:
        assert left is not None
        assert held is not None
        assert left <= checked <= held
        assert held >= TODAY - timedelta(days=182)


def test_an_unanswered_listing_that_is_older_still_gets_no_younger_by_it() -> None:
    ancient, overdue = TODAY - timedelta(days=1000), TODAY - timedelta(days=800)
    assert counts_from(ancient, overdue, False, TODAY) == ancient
    recent = TODAY - timedelta(days=200)
    assert counts_from(recent, overdue, False, TODAY) == TODAY - timedelta(days=730)
