"""Are conditions over questions, scores and facts as true, false or unknown as they should be?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answer import Answer
from selfassessment.engine.conditions import Context, Truth, evaluate
from selfassessment.engine.conditions import truth_of as named_truth
from selfassessment.engine.kinds import Operator
from selfassessment.engine.model import Combination, Comparison, Condition, NamedCondition
from selfassessment.engine.reading_conditions import read_condition
from selfassessment.engine.replay import replay
from tests.unit.selfassessment.engine.samples import FACTS, JOURNEY, journey

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
SMALL = journey(
    conditions={
        **JOURNEY["conditions"],
        "a": {"named": "b"},
        "b": {"any": ["a", {"question": "smoke", "op": "is", "value": "daily"}]},
    }
)


def context(facts: dict[str, object] | None = None, **answers: Answer) -> Context:
    found = replay(SMALL, {}, {**FACTS, **(facts or {})}).context
    return replace(found, live=answers, _known={})


def truth_of(condition: Any, facts: dict[str, object] | None = None, **answers: Answer) -> Truth:
    return evaluate(read_condition(condition, "$"), context(facts, **answers))


def test_none_of_these_counts_as_nothing_chosen() -> None:
    count = {"question": "signs", "op": "count_is", "value": 0}
    assert truth_of(count, signs=Answer.given(("none",))) is T
    assert truth_of(count, signs=Answer.given(("chest_pain",))) is F
    assert truth_of(count) is U


def test_a_condition_defined_by_itself_is_decided_by_the_rest_or_unknown() -> None:
    assert truth_of("a") is U
    assert truth_of("a", smoke=Answer.given("daily")) is T
    assert truth_of("a", smoke=Answer.given("never")) is U


@pytest.mark.parametrize(
    ("test", "asks"),
    [
        ({"question": "smoke", "op": "is", "value": "daily"}, {"smoke"}),
        ({"question": "smoke", "op": "not_answered"}, None),
        ({"none": [{"question": "smoke", "op": "is", "value": "daily"}, "b"]}, None),
        ({"fact": "language", "op": "is", "value": "gu"}, None),
    ],
)
def test_a_condition_knows_the_questions_without_which_it_is_unknown(
    test: Any, asks: set[str] | None
) -> None:
    named = NamedCondition("named", "named", read_condition(test, "$"))
    assert named.asks == asks
    found = replace(context(), conditions={**context().conditions, "named": named})
    assert named_truth("named", found) is evaluate(named.test, found)


def test_a_later_round_alone_answers_a_condition() -> None:
    named = NamedCondition("n", "n", Comparison("question", "kind", Operator.IS, "x"))
    found = replace(
        context(),
        live={"kind#2": Answer.given("x")},
        conditions={"n": named},
        group_of={"kind": "each"},
        here=("each", 2),
    )
    assert named_truth("n", found) is T


def test_a_name_that_nobody_knows_is_unknown() -> None:
    assert truth_of("nobody") is U
    assert truth_of({"none": ["nobody"]}) is U


@pytest.mark.parametrize("state", [Answer.not_sure(), Answer.prefer_not(), Answer.skipped(), None])
def test_a_reply_without_a_value_is_not_answered_and_compares_as_unknown(
    state: Answer | None,
) -> None:
    answers: dict[str, Any] = {} if state is None else {"smoke": state}
    assert truth_of({"question": "smoke", "op": "not_answered"}, **answers) is T
    assert truth_of({"question": "smoke", "op": "is_not", "value": "daily"}, **answers) is U


def test_two_missing_answers_are_not_equal() -> None:
    both = {
        "all": [
            {"question": "height", "op": "equals", "value": 170},
            {"question": "weight", "op": "equals", "value": 70},
        ]
    }
    assert truth_of(both) is U
    assert truth_of({"none": [both]}) is U


@pytest.mark.parametrize(
    ("facts", "condition", "expected"),
    [
        ({"in_council_area": True}, {"fact": "in_council_area", "op": "is_true"}, T),
        ({"in_council_area": None}, {"fact": "in_council_area", "op": "is_false"}, U),
        ({"ward": "E05"}, {"fact": "ward", "op": "is_any_of", "value": ["E05", "E06"]}, T),
        ({"imd_decile": 2}, {"fact": "imd_decile", "op": "at_most", "value": 2}, T),
        ({"imd_decile": 3}, {"fact": "imd_decile", "op": "at_most", "value": 2}, F),
        (
            {"validated_instruments": frozenset({"ucla3"})},
            {"fact": "validated_instruments", "op": "includes", "value": "ucla3"},
            T,
        ),
        (
            {"validated_instruments": []},
            {"fact": "validated_instruments", "op": "includes", "value": "ucla3"},
            F,
        ),
        ({}, {"fact": "validated_instruments", "op": "includes", "value": "ucla3"}, U),
        ({}, {"fact": "today", "op": "after", "value": "2026-01-01"}, T),
    ],
)
def test_facts(facts: dict[str, object], condition: dict[str, Any], expected: Truth) -> None:
    assert truth_of(condition, facts) is expected


def test_an_ordered_choice_can_be_compared_by_its_order() -> None:
    ages = {
        "key": "age_band",
        "type": "single_choice",
        "ordered": True,
        "choices": ["0_4", "18_49", "65_plus"],
    }
    pages = [
        {"key": "age", "kind": "question", "questions": [ages]},
        {"key": "results", "kind": "results"},
    ]
    grown = {"question": "age_band", "op": "band_at_least", "value": "18_49"}
    definition = journey(pages=pages, groups={}, scores={}, conditions={"grown": grown})
    for band, expected in (("0_4", F), ("18_49", T), ("65_plus", T)):
        path = replay(definition, {"age_band": Answer.given(band)}, FACTS)
        assert path.conditions["grown"] is expected


missing_comparisons = st.builds(
    Comparison,
    source=st.sampled_from(["question", "fact", "score"]),
    key=st.sampled_from(["smoke", "height", "bmi", "imd_decile", "nothing"]),
    operator=st.sampled_from([o for o in Operator if "answered" not in o.value]),
    value=st.sampled_from(["daily", ("daily",)]),
)
conditions = st.recursive(
    missing_comparisons,
    lambda inner: st.builds(
        Combination,
        how=st.sampled_from(["all", "any", "none"]),
        parts=st.lists(inner, min_size=1, max_size=3).map(tuple),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(conditions)
def test_with_every_operand_missing_any_condition_is_unknown(condition: Condition) -> None:
    assert evaluate(condition, context()) is U


@settings(deadline=None)
@given(conditions, st.sampled_from(["daily", "never"]))
def test_none_of_is_the_opposite(condition: Condition, smoke: str) -> None:
    here = context(smoke=Answer.given(smoke))
    assert evaluate(Combination("none", (condition,)), here) is ~evaluate(condition, here)
