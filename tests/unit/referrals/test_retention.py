"""Does every state of a line have an end, and is nothing kept for ever?"""

from datetime import UTC, date, datetime

import pytest

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules.retention import LineEnd, Periods, due_at

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PERIODS = Periods(finished=24, declined=12, unreached=6, withdrawn=3, still=36)


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_an_end(state: str) -> None:
    end = due_at([LineEnd(state, NOW)], PERIODS)
    assert end is not None
    assert NOW < end <= NOW.replace(year=2029)


def test_how_the_help_ended_counts_after_it_was_closed_too() -> None:
    half_a_year = due_at([LineEnd("closed", NOW, "unreached")], PERIODS)
    assert half_a_year is not None
    assert half_a_year.date() == date(2027, 5, 25)
    assert due_at([LineEnd("closed", NOW, "completed")], PERIODS) == NOW.replace(year=2028)


def test_follow_ups_that_are_to_come_are_waited_for() -> None:
    far = date(2027, 11, 24)
    end = due_at([LineEnd("discharged", NOW, "declined", far)], PERIODS)
    assert end is not None
    assert end.date() == far.replace(year=2028)


def test_the_line_that_is_kept_longest_counts() -> None:
    ends = [LineEnd("withdrawn", NOW), LineEnd("completed", NOW)]
    assert due_at(ends, PERIODS) == NOW.replace(year=2028)
    assert due_at([], PERIODS) is None
