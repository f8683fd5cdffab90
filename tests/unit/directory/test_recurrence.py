"""On which dates does a session take place?"""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.calendars import SchoolCalendar, calendar_from, load_calendar
from directory.rules.recurrence import (
    DAYS,
    DateOff,
    Occurrence,
    Rule,
    Session,
    UnknownRuleError,
    next_dates,
    occurrences,
    pattern_dates,
    slots,
)

NO_HOLIDAYS = calendar_from([])
days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=7).map(tuple)
weekly = st.builds(Rule, days=days, every=st.integers(1, 4))
monthly = st.builds(
    Rule,
    days=days,
    nth=st.lists(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1, max_size=3).map(tuple),
)
some_date = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def session(rule: Rule, starts_on: date = date(2026, 1, 1), **more: object) -> Session:
    return Session(rule=rule, starts_on=starts_on, start=time(10), end=time(12), **more)  # type: ignore[arg-type]  # free fields of a test


@given(rule=st.one_of(weekly, monthly))
def test_a_rule_survives_being_written_as_an_rrule(rule: Rule) -> None:
    assert Rule.parse(rule.as_rrule()) == rule


@given(rule=st.one_of(weekly, monthly), starts_on=some_date, start=some_date)
def test_dates_are_those_of_the_rrule(rule: Rule, starts_on: date, start: date) -> None:
    until = start + timedelta(days=120)
    begin = max(start, starts_on)
    expected = [
        moment.date()
        for moment in rrulestr(
            rule.as_rrule(), dtstart=datetime.combine(starts_on, time.min)
        ).between(datetime.combine(begin, time.min), datetime.combine(until, time.min), inc=True)
    ]
    assert list(pattern_dates(session(rule, starts_on), start, until)) == expected


@given(rule=st.one_of(weekly, monthly), start=some_date, count=st.integers(1, 8))
def test_next_dates_are_in_order_and_on_ticked_days(rule: Rule, start: date, count: int) -> None:
    found = next_dates([session(rule)], [], NO_HOLIDAYS, start, count)
    assert found == sorted(found)
    assert len(found) <= count
    assert all(one.on >= start and DAYS[one.on.weekday()] in rule.days for one in found)


@given(start=some_date)
def test_every_second_week_is_always_fourteen_days_apart(start: date) -> None:
    rule = Rule(("tue",), every=2)
    found = next_dates([session(rule)], [], NO_HOLIDAYS, start, 6)
    gaps = {(b.on - a.on).days for a, b in pairwise(found)}
    assert gaps == {14}


def test_the_clock_stays_at_ten_when_summer_time_ends() -> None:
    before, after = next_dates([session(Rule(("sun",)))], [], NO_HOLIDAYS, date(2026, 10, 18), 2)
    assert (before.starts_at.hour, after.starts_at.hour) == (10, 10)
    assert before.starts_at.astimezone(UTC).hour == 9
    assert after.starts_at.astimezone(UTC).hour == 10


def test_first_and_third_tuesday() -> None:
    found = next_dates([session(Rule(("tue",), nth=(3, 1)))], [], NO_HOLIDAYS, date(2026, 12, 1), 4)
    assert [one.on.isoformat() for one in found] == [
        "2026-12-01",
        "2026-12-15",
        "2027-01-05",
        "2027-01-19",
    ]


def test_a_cancelled_date_is_left_out_and_the_rest_stays() -> None:
    off = [DateOff(date(2026, 12, 8))]
    found = next_dates([session(Rule(("tue",)))], off, NO_HOLIDAYS, date(2026, 12, 1), 2)
    assert [one.on.day for one in found] == [1, 15]


def test_one_of_two_sessions_of_a_day_can_be_off() -> None:
    early = session(Rule(("tue",)))
    late = Session(Rule(("tue",)), date(2026, 1, 1), time(18), time(19))
    off = [DateOff(date(2026, 12, 1), time(18))]
    found = occurrences([early, late], off, NO_HOLIDAYS, date(2026, 12, 1), date(2026, 12, 1))
    assert found == [Occurrence(date(2026, 12, 1), time(10), time(12))]


def test_term_time_leaves_out_the_holidays() -> None:
    calendar = calendar_from([(date(2026, 11, 2), date(2026, 12, 4))])
    found = next_dates(
        [session(Rule(("thu",)), term_time=True)], [], calendar, date(2026, 11, 20), 8
    )
    assert [one.on.isoformat() for one in found] == ["2026-11-26", "2026-12-03"]


def test_a_saturday_after_the_last_school_friday_is_in_term() -> None:
    calendar = calendar_from([(date(2026, 11, 2), date(2026, 12, 4))])
    assert calendar.in_term(date(2026, 12, 5))
    assert not calendar.in_term(date(2026, 12, 12))


def test_bank_holidays_are_off_unless_the_session_says_otherwise() -> None:
    christmas = SchoolCalendar((), frozenset({date(2026, 12, 25)}))
    friday = session(Rule(("fri",)))
    assert next_dates([friday], [], christmas, date(2026, 12, 24), 1)[0].on == date(2027, 1, 1)
    always = session(Rule(("fri",)), bank_holidays=True)
    assert next_dates([always], [], christmas, date(2026, 12, 24), 1)[0].on == date(2026, 12, 25)


def test_a_pattern_that_has_ended_has_no_dates() -> None:
    ended = session(Rule(("mon",)), ends_on=date(2026, 2, 1))
    assert next_dates([ended], [], NO_HOLIDAYS, date(2026, 3, 1), 3) == []


def test_an_end_before_the_start_is_on_the_next_day() -> None:
    night = Occurrence(date(2026, 12, 1), time(22), time(2))
    assert night.ends_at.date() == date(2026, 12, 2)


@pytest.mark.parametrize(
    "rrule", ["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=MONTHLY;BYDAY=1MO,2TU", "nonsense"]
)
def test_a_recurrence_the_form_cannot_show_is_refused(rrule: str) -> None:
    with pytest.raises(UnknownRuleError):
        Rule.parse(rrule)


def test_slots_name_day_and_time_of_day() -> None:
    late = Session(Rule(("tue",)), date(2026, 1, 1), time(17), time(18))
    assert slots([session(Rule(("mon", "tue"))), late]) == (
        "mon-morning",
        "tue-evening",
        "tue-morning",
    )


def test_the_shipped_calendar_knows_term_and_christmas() -> None:
    calendar = load_calendar()
    assert calendar.in_term(date(2026, 11, 25))
    assert not calendar.in_term(date(2026, 12, 29))
    assert calendar.is_bank_holiday(date(2026, 12, 25))
