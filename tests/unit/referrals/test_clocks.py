"""What is so many working days from now, and when is the desk open?"""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from selfassessment.referrals.rules import clocks

HOURS = clocks.Hours(
    weekdays=frozenset(range(5)),
    opens=time(9),
    closes=time(17),
    closed=frozenset({date(2026, 12, 25), date(2026, 12, 28)}),
)


def test_one_working_day_after_friday_is_monday() -> None:
    assert clocks.working_day_after(HOURS, date(2026, 11, 27), 1) == date(2026, 11, 30)


def test_bank_holidays_are_not_working_days() -> None:
    assert clocks.working_day_after(HOURS, date(2026, 12, 24), 1) == date(2026, 12, 29)


def test_after_closing_time_the_clock_starts_on_the_next_working_day() -> None:
    friday_evening = datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    assert clocks.effective_start(HOURS, friday_evening) == date(2026, 11, 30)


def test_before_opening_the_clock_starts_the_same_day() -> None:
    early = datetime(2026, 11, 27, 6, 0, tzinfo=UTC)
    assert clocks.effective_start(HOURS, early) == date(2026, 11, 27)
    assert clocks.opens_next(HOURS, early).hour == 9


def test_in_summer_the_desk_opens_at_nine_by_the_clock_on_the_wall() -> None:
    assert clocks.is_open(HOURS, datetime(2026, 7, 1, 8, 0, tzinfo=UTC))
    assert not clocks.is_open(HOURS, datetime(2026, 12, 1, 8, 0, tzinfo=UTC))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(0, 20))
def test_counting_back_gives_the_days_counted_forward(start: date, days: int) -> None:
    first = clocks.working_day_after(HOURS, start, 0)
    end = clocks.working_day_after(HOURS, start, days)
    assert HOURS.is_working_day(end)
    assert clocks.working_days_between(HOURS, first, end) == days


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC)))
def test_the_next_opening_is_never_in_the_past_and_always_open(moment: datetime) -> None:
    opening = clocks.opens_next(HOURS, moment)
    assert opening >= moment
    assert clocks.is_open(HOURS, opening)
    assert opening - moment < timedelta(days=6)


def test_dates_are_read_in_both_usual_forms_and_others_are_named() -> None:
    dates, wrong = clocks.parse_dates("24/12/2026\n\n2026-12-31\nChristmas")
    assert dates == {date(2026, 12, 24), date(2026, 12, 31)}
    assert list(wrong) == ["Christmas"]


def test_minutes_are_counted_while_the_desk_is_open() -> None:
    friday = datetime(2026, 11, 27, 16, 30, tzinfo=UTC)
    monday = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    assert clocks.open_minutes_after(HOURS, friday, 20) == friday + timedelta(minutes=20)
    assert clocks.open_minutes_after(HOURS, friday, 60) == monday
    assert clocks.open_minutes_after(HOURS, friday + timedelta(hours=2), 30) == monday
