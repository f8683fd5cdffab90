"""Is a span of time found at exactly the moments it holds?"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from search.engines.moments import LONGEST, cells, cells_at

FIRST = datetime(2026, 3, 28, 22, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
minutes = st.integers(0, 3000)


@given(start=minutes, length=st.integers(1, 2000), asked=minutes)
def test_a_moment_is_in_a_span_from_its_start_until_just_before_its_end(
    start: int, length: int, asked: int
) -> None:
    span = (FIRST + start * MINUTE, FIRST + (start + length) * MINUTE)
    found = not set(cells([span])).isdisjoint(cells_at(FIRST + asked * MINUTE))
    assert found == (start <= asked < start + length)


@given(start=minutes, length=st.integers(1, 24 * 60))
def test_a_day_needs_few_cells(start: int, length: int) -> None:
    span = (FIRST + start * MINUTE, FIRST + (start + length) * MINUTE)
    assert len(cells([span])) <= 30


def test_a_session_of_two_hours_is_two_cells() -> None:
    ten = datetime(2026, 11, 24, 10, tzinfo=UTC)
    assert len(cells([(ten, ten + 2 * timedelta(hours=1))])) == 2


def test_a_span_that_ends_before_it_starts_or_never_is_harmless() -> None:
    assert cells([(FIRST, FIRST - MINUTE)]) == []
    assert len(cells([(FIRST, FIRST + timedelta(days=9_000))])) <= LONGEST // 240 + 10
