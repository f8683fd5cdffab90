"""Does logic keep unknown unknown?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.truth import Truth, all_of, any_of, none_of, truth

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
values = st.sampled_from(Truth)


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T),
        (T, F, F, T),
        (T, U, U, T),
        (F, F, F, F),
        (F, U, F, U),
        (U, U, U, U),
    ],
)
def test_and_and_or(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert (left & right, right & left) == (both, both)
    assert (left | right, right | left) == (either, either)


def test_not_unknown_is_unknown() -> None:
    assert (~T, ~F, ~U) == (F, T, U)


def test_nothing_at_all() -> None:
    assert (all_of([]), any_of([]), none_of([])) == (T, F, T)


def test_a_truth_is_no_plain_yes_or_no() -> None:
    with pytest.raises(TypeError, match="three values"):
        bool(T)


def test_plain_answers() -> None:
    assert (truth(True), truth(False), truth(None)) == (T, F, U)


@settings(deadline=None)
@given(st.lists(values))
def test_none_of_is_not_any_of(parts: list[Truth]) -> None:
    assert none_of(parts) is ~any_of(parts)
    assert any_of(parts) is ~all_of([~part for part in parts])


@settings(deadline=None)
@given(st.lists(values), st.randoms())
def test_order_does_not_matter(parts: list[Truth], shuffle: object) -> None:
    mixed = sorted(parts, key=lambda part: part.value)
    assert all_of(parts) is all_of(mixed)
    assert any_of(parts) is any_of(mixed)
