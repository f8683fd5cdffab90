"""Does the engine route and skip as a large survey engine is known to?

The behaviours are those of the routing and skip tests of the Office for National Statistics'
eQ questionnaire runner, re-expressed in our own words and format.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from selfassessment.engine.answer import Answer
from tests.unit.selfassessment.engine.surveys import ask, condition, given, survey, walk

LATER = (ask("correct"), ask("incorrect"))


@pytest.mark.parametrize(
    ("op", "value", "answer", "goes"),
    [
        ("equals", 123, 123, True),
        ("equals", 123, 555, False),
        ("more_than", 123, 124, True),
        ("more_than", 123, 123, False),
        ("less_than", 123, 122, True),
        ("less_than", 123, 123, False),
        ("at_least", 123, 123, True),
        ("at_most", 123, 123, True),
        ("at_most", 123, 124, False),
    ],
)
def test_routing_on_a_number(op: str, value: int, answer: int, goes: bool) -> None:
    definition = survey(
        ask("n", "whole_number", [(condition("n", op, value), "p_incorrect")]), *LATER
    )
    assert walk(definition, n=given(answer)).resume().id == ("p_incorrect" if goes else "p_correct")


@pytest.mark.parametrize(
    ("op", "value", "chosen", "goes"),
    [
        ("includes", "a", ("a",), True),
        ("includes", "a", ("a", "b"), True),
        ("includes", "a", ("b",), False),
        ("includes_all_of", ["a", "b"], ("a", "b", "c"), True),
        ("includes_all_of", ["a", "b"], ("a", "c"), False),
        ("includes_any_of", ["a", "b"], ("b", "c"), True),
        ("includes_any_of", ["a", "b"], ("c",), False),
        ("does_not_include", "a", ("b", "c"), True),
        ("does_not_include", "a", ("a", "c"), False),
        ("count_is", 2, ("a", "c"), True),
        ("count_is", 2, ("a",), False),
        ("count_more_than", 1, ("a", "b"), True),
        ("count_less_than", 2, ("a",), True),
    ],
)
def test_routing_on_check_boxes(op: str, value: Any, chosen: tuple[str, ...], goes: bool) -> None:
    boxes = ask(
        "boxes",
        "multi_choice",
        [(condition("boxes", op, value), "p_incorrect")],
        choices=["a", "b", "c"],
    )
    path = walk(survey(boxes, *LATER), boxes=given(chosen))
    assert path.resume().id == ("p_incorrect" if goes else "p_correct")


@pytest.mark.parametrize(
    ("op", "value", "day", "goes"),
    [
        ("before", "2018-02-28", date(2018, 2, 27), True),
        ("before", "2018-02-28", date(2018, 2, 28), False),
        ("after", "2018-02-28", date(2018, 3, 1), True),
        ("after", "2018-02-28", date(2018, 2, 28), False),
        ("within_days", 7, date(2026, 11, 18), True),
        ("within_days", 7, date(2026, 11, 17), False),
        ("within_days", 7, date(2026, 11, 26), False),
    ],
)
def test_routing_on_a_date(op: str, value: Any, day: date, goes: bool) -> None:
    dated = ask("day", "date", [(condition("day", op, value), "p_incorrect")])
    path = walk(survey(dated, *LATER), day=given(day))
    assert path.resume().id == ("p_incorrect" if goes else "p_correct")


def test_the_first_rule_that_is_true_wins_and_the_default_catches_the_rest() -> None:
    definition = survey(
        ask(
            "n",
            "whole_number",
            [(condition("n", "at_least", 10), "p_ten"), (condition("n", "at_least", 5), "p_five")],
            default="p_few",
        ),
        ask("few", default="results"),
        ask("five", default="results"),
        ask("ten"),
    )
    ends = {n: walk(definition, n=given(n)).resume().id for n in (3, 5, 10)}
    assert ends == {3: "p_few", 5: "p_five", 10: "p_ten"}


@pytest.mark.parametrize(
    ("op", "answer", "goes"),
    [
        ("answered", given(5), True),
        ("answered", Answer.skipped(), False),
        ("answered", Answer.not_sure(), False),
        ("not_answered", Answer.skipped(), True),
        ("not_answered", given(0), False),
    ],
)
def test_routing_on_whether_something_was_answered(op: str, answer: Answer, goes: bool) -> None:
    definition = survey(ask("n", "whole_number", [(condition("n", op), "p_incorrect")]), *LATER)
    assert walk(definition, n=answer).resume().id == ("p_incorrect" if goes else "p_correct")


def test_a_missing_answer_takes_no_route_whichever_way_it_is_asked() -> None:
    for test in (condition("n", "more_than", 5), {"none": [condition("n", "more_than", 5)]}):
        definition = survey(ask("n", "whole_number", [(test, "p_incorrect")]), *LATER)
        assert walk(definition, n=Answer.skipped()).resume().id == "p_correct"
