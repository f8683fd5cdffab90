"""Do freshness, completeness and nearness count as README.md says?"""

from datetime import date, timedelta

import pytest

from search.engines.ranking import freshness, gain, nearness

TODAY = date(2026, 11, 25)


def test_freshness_halves_in_a_year() -> None:
    assert freshness(TODAY, TODAY) == 1
    assert freshness(TODAY - timedelta(days=365), TODAY) == pytest.approx(0.5)
    assert freshness(None, TODAY) == 0.25
    assert freshness(TODAY + timedelta(days=9), TODAY) == 1


def test_the_gain_is_small_and_silence_never_removes() -> None:
    best = gain("a", TODAY, 1.0, TODAY)
    worst = gain("a", TODAY - timedelta(days=9000), 0.0, TODAY)
    assert 1 <= worst < best < 1.26


def test_nearness_falls_with_the_miles_and_never_to_nothing() -> None:
    assert nearness(0) == 1
    assert nearness(3) == pytest.approx(0.7)
    assert nearness(None) == 0.4 < nearness(500)
