"""How old may hours and checks be?"""

from datetime import date, timedelta

import pytest

from directory.rules.freshness import Freshness, Risk, freshness, next_check, risk_of
from directory.rules.opening import are_current, months_before

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("as_of", "current"),
    [
        (date(2026, 11, 1), True),
        (date(2025, 11, 25), True),
        (date(2025, 11, 24), False),
        (date(2022, 3, 31), False),
        (None, False),
    ],
)
def test_hours_older_than_twelve_months_are_never_current(
    as_of: date | None, current: bool
) -> None:
    assert are_current(as_of, TODAY) is current


def test_twelve_months_before_a_leap_day() -> None:
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)


def test_a_listing_for_people_in_danger_is_checked_soonest() -> None:
    assert risk_of("service", {"abuse", "home_abuse"}) is Risk.HIGH
    assert risk_of("activity", {"moving"}) is Risk.ORDINARY
    assert risk_of("gp", {"gp", "health"}) is Risk.LOW


def test_next_check_follows_the_risk() -> None:
    dues = [next_check(TODAY, risk, TODAY) for risk in (Risk.HIGH, Risk.ORDINARY, Risk.LOW)]
    assert dues == sorted(dues)
    assert next_check(None, Risk.LOW, TODAY) == TODAY


def test_freshness() -> None:
    assert freshness(TODAY, TODAY) is Freshness.FRESH
    assert freshness(TODAY - timedelta(days=183), TODAY) is Freshness.OLD
    assert freshness(None, TODAY) is Freshness.NEVER
