"""The clock is aware, and the day is the day in the United Kingdom."""

from datetime import UTC, date, datetime, timedelta

import time_machine

from core.clock import LONDON, now, today


def test_now_is_aware_and_in_utc() -> None:
    assert now().utcoffset() == timedelta(0)


def test_today_is_the_day_in_london_also_just_after_midnight_in_summer() -> None:
    with time_machine.travel(datetime(2026, 6, 30, 23, 30, tzinfo=UTC), tick=False):
        assert today() == date(2026, 7, 1)
    with time_machine.travel(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), tick=False):
        assert today() == date(2026, 12, 31)


def test_the_hour_that_comes_twice_is_told_apart_by_utc() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone(LONDON)
    second = datetime(2026, 10, 25, 1, 30, tzinfo=UTC).astimezone(LONDON)
    assert first.hour == second.hour == 1
    assert first.utcoffset() != second.utcoffset()
