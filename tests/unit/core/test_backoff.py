"""Waits double and never pass the longest."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.backoff import delay


def test_waits_double_from_the_first() -> None:
    assert [delay(number).seconds for number in (1, 2, 3)] == [30, 60, 120]


@given(st.integers(1, 10_000))
def test_waits_never_shrink_and_never_pass_the_longest(attempt: int) -> None:
    assert delay(attempt) <= delay(attempt + 1) <= timedelta(hours=1)


def test_attempts_are_counted_from_one() -> None:
    with pytest.raises(ValueError, match="from 1"):
        delay(0)
