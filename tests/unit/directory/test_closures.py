"""Which sessions fall out while a place is closed?"""

from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from directory.rules.calendars import calendar_from
from directory.rules.closures import Closure, dates_closed, falls_out, until_closed
from directory.rules.recurrence import DAYS, DateOff, Rule, Session, occurrences

TUESDAY = date(2026, 12, 1)
CALENDAR = calendar_from([(date(2026, 1, 1), date(2027, 12, 31))])
ALL_AHEAD = (date(2026, 11, 1), date(2027, 3, 31))


def session(
    days: tuple[str, ...] = ("tue",), start: int = 10, end: int = 12, online: bool = False
) -> Session:
    return Session(Rule(days), date(2026, 1, 6), time(start), time(end), online=online)


def dates(sessions: list[Session], off: list[DateOff]) -> list[tuple[date, int]]:
    return [(one.on, one.start.hour) for one in occurrences(sessions, off, CALENDAR, *ALL_AHEAD)]


def test_every_session_of_the_closed_days_falls_out_and_no_other() -> None:
    twice = [session(), session(start=14, end=16)]
    off = dates_closed(twice, [Closure(TUESDAY, TUESDAY + timedelta(days=7))], CALENDAR)
    assert [(one.on, one.starts_at) for one in off] == [
        (date(2026, 12, 1), time(10)),
        (date(2026, 12, 1), time(14)),
        (date(2026, 12, 8), time(10)),
        (date(2026, 12, 8), time(14)),
    ]
    gone = set(dates(twice, [])) - set(dates(twice, off))
    assert {day for day, _ in gone} == {date(2026, 12, 1), date(2026, 12, 8)}


def test_a_session_that_runs_over_midnight_into_the_closed_days_falls_out() -> None:
    night = session(("mon",), start=22, end=2)
    assert falls_out(night, date(2026, 11, 30), Closure(TUESDAY, TUESDAY))
    off = dates_closed([night], [Closure(TUESDAY, TUESDAY)], CALENDAR)
    assert [one.on for one in off] == [date(2026, 11, 30)]


def test_a_session_that_ends_at_midnight_is_over_before_the_closed_days() -> None:
    evening = session(("mon",), start=22, end=0)
    assert not falls_out(evening, date(2026, 11, 30), Closure(TUESDAY, TUESDAY))


def test_online_sessions_go_on_also_at_the_same_time() -> None:
    both = [session(), session(online=True)]
    off = dates_closed(both, [Closure(TUESDAY, TUESDAY)], CALENDAR)
    assert (TUESDAY, 10) in dates(both, off)
    assert (TUESDAY, 10) not in dates(both[:1], off)


def test_overlapping_closures_take_a_date_out_once_and_each_can_go() -> None:
    first = Closure(TUESDAY, TUESDAY + timedelta(days=10))
    second = Closure(TUESDAY + timedelta(days=5), TUESDAY + timedelta(days=15))
    both = dates_closed([session()], [first, second], CALENDAR)
    assert [one.on.day for one in both] == [1, 8, 15]
    assert [one.on.day for one in dates_closed([session()], [second], CALENDAR)] == [8, 15]


def test_a_date_that_is_off_already_keeps_its_own_reason() -> None:
    known = [DateOff(TUESDAY, None, "cancelled")]
    assert dates_closed([session()], [Closure(TUESDAY, TUESDAY)], CALENDAR, known) == []


def test_a_place_closed_for_good_ends_the_pattern_the_day_before() -> None:
    ended = until_closed([session(), session(online=True)], [Closure(TUESDAY)])
    assert [one.ends_on for one in ended] == [date(2026, 11, 30), None]
    assert all(day < TUESDAY for day, _ in dates(ended[:1], []))


def test_a_place_closed_for_good_before_the_first_date_leaves_nothing() -> None:
    assert until_closed([session()], [Closure(date(2025, 1, 1))]) == []


def test_the_night_before_a_place_closes_for_good_is_not_begun() -> None:
    nights = until_closed([session(DAYS, start=22, end=2)], [Closure(TUESDAY)])
    assert nights[0].ends_on == date(2026, 11, 29)


@given(
    start=st.integers(0, 23),
    length=st.integers(1, 20),
    first=st.integers(0, 60),
    days=st.integers(0, 30),
    on=st.sets(st.sampled_from(DAYS), min_size=1),
)
def test_no_session_that_remains_touches_a_closed_day(
    start: int, length: int, first: int, days: int, on: set[str]
) -> None:
    one = Session(Rule(tuple(on)), date(2026, 1, 6), time(start), time((start + length) % 24))
    closed = Closure(TUESDAY + timedelta(days=first), TUESDAY + timedelta(days=first + days))
    off = dates_closed([one], [closed], CALENDAR)
    before = occurrences([one], [], CALENDAR, *ALL_AHEAD)
    after = occurrences([one], off, CALENDAR, *ALL_AHEAD)
    for occurrence in after:
        ends = occurrence.ends_at - timedelta(seconds=1)
        assert not closed.covers(occurrence.on)
        assert not closed.covers(ends.date())
    for gone in set(before) - set(after):
        ends = gone.ends_at - timedelta(seconds=1)
        assert closed.covers(gone.on) or closed.covers(ends.date())
