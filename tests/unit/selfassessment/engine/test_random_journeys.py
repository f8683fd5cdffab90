"""Do the promises of the engine hold for journeys, tables and answers made up by chance?"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.invariants import CHEAP, DEAR
from tests.factories.random_journeys import Pair, pair

SEEDS = st.integers(0, 10**9)
NIGHTLY = int(os.environ.get("WAYMARK_NIGHTLY_PAIRS", "100000"))
# The dear promises walk all classes of answers of a journey: they are tried for one in so many.
DEAR_EACH = 50


@pytest.mark.parametrize("promise", CHEAP)
@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_a_promise_holds_for_any_journey_and_any_answers(
    promise: Callable[[Pair], None], seed: int
) -> None:
    promise(pair(seed))


@pytest.mark.parametrize("promise", DEAR)
@settings(max_examples=15, deadline=None)
@given(SEEDS)
def test_what_was_proven_holds_for_any_answers(promise: Callable[[Pair], None], seed: int) -> None:
    promise(pair(seed))


def test_a_seed_always_makes_the_same_pair() -> None:
    first, again = pair(7), pair(7)
    assert first.definition == again.definition
    assert first.answers == again.answers
    assert first.facts == again.facts


def test_pairs_are_of_all_kinds() -> None:
    pairs = [pair(seed) for seed in range(200)]
    kinds = {question.type for p in pairs for question in p.definition.questions.values()}
    assert len(kinds) == 6
    assert any(p.definition.task_list for p in pairs)
    assert any(not p.definition.task_list for p in pairs)


@pytest.mark.nightly
def test_a_hundred_thousand_pairs_break_no_promise() -> None:
    broken: list[str] = []
    for seed in range(NIGHTLY):
        made = pair(seed)
        for promise in CHEAP if seed % DEAR_EACH else (*CHEAP, *DEAR):
            try:
                promise(made)
            except AssertionError:
                broken.append(f"{promise.__name__}, seed {seed}")
    assert not broken, broken[:20]
