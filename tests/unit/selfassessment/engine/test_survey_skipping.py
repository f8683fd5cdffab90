"""Does the engine skip, change and collect as a large survey engine is known to?

The behaviours are those of the routing and skip tests of the Office for National Statistics'
eQ questionnaire runner, re-expressed in our own words and format.
"""

from __future__ import annotations

from decimal import Decimal

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.replay import replay
from tests.unit.selfassessment.engine.surveys import TODAY, ask, condition, given, survey, walk

LATER = (ask("correct"), ask("incorrect"))


def test_a_block_is_skipped_and_what_was_answered_in_it_counts_no_more() -> None:
    definition = survey(
        ask("skip", routes=[(condition("skip", "is", "yes"), "p_last")]),
        ask("in_block"),
        ask("last", routes=[(condition("in_block", "is", "yes"), "stop")]),
    )
    answers = {"in_block": given("yes"), "last": given("no")}
    shown = walk(definition, skip=given("no"), **answers)
    assert (shown.ids, shown.exit is not None) == (("p_skip", "p_in_block", "p_last", "stop"), True)
    skipped = walk(definition, skip=given("yes"), **answers)
    assert skipped.ids == ("p_skip", "p_last", "results")
    assert "in_block" not in skipped.live


def test_a_group_of_blocks_is_skipped_by_one_answer_of_several() -> None:
    either = {"any": [condition("a", "is", "yes"), condition("b", "is", "yes")]}
    definition = survey(
        ask("a"), ask("b", routes=[(either, "p_last")]), ask("g1"), ask("g2"), ask("last")
    )
    assert walk(definition, a=given("no"), b=given("yes")).resume().id == "p_last"
    assert walk(definition, a=given("yes"), b=given("no")).resume().id == "p_last"
    assert walk(definition, a=given("no"), b=given("no")).resume().id == "p_g1"
    assert walk(definition, a=given("yes"), b=Answer.skipped()).resume().id == "p_last"


def test_a_condition_reads_an_answer_of_pages_before() -> None:
    definition = survey(
        ask("first"),
        ask("second"),
        ask("third", routes=[(condition("first", "is", "yes"), "results")]),
        ask("fourth"),
    )
    answers = {"second": given("no"), "third": given("no")}
    assert walk(definition, first=given("yes"), **answers).finished
    assert walk(definition, first=given("no"), **answers).resume().id == "p_fourth"


def test_routing_to_the_end_of_the_questionnaire() -> None:
    definition = survey(ask("go_on", routes=[(condition("go_on", "is", "no"), "results")]), *LATER)
    path = walk(definition, go_on=given("no"))
    assert path.finished
    assert path.ids == ("p_go_on", "results")


def test_changing_an_answer_opens_another_path_and_changing_back_keeps_the_first() -> None:
    definition = survey(
        ask("way", routes=[(condition("way", "is", "yes"), "p_right")]),
        ask("left", default="results"),
        ask("right"),
    )
    answers = {"left": given("yes")}
    done = walk(definition, way=given("no"), **answers)
    changed = walk(definition, way=given("yes"), **answers)
    assert (done.finished, changed.resume().id) == (True, "p_right")
    assert walk(definition, way=given("no"), right=given("no"), **answers).live == done.live


def test_a_total_of_several_answers_routes_through_a_score() -> None:
    items = {"companionship": "q1", "left_out": "q2", "isolated": "q3"}
    choices = ["hardly_ever", "some_of_the_time", "often"]
    definition = survey(
        *(ask(key, "single_choice", choices=choices) for key in ("q1", "q2")),
        ask(
            "q3",
            "single_choice",
            [({"score": "lonely", "op": "at_least", "value": 6}, "p_incorrect")],
            choices=choices,
        ),
        *LATER,
        scores={"lonely": {"instrument": "ucla3", "inputs": items, "bands": ["lower", "higher"]}},
    )
    some = {key: given("some_of_the_time") for key in ("q1", "q2", "q3")}
    assert walk(definition, **some).resume().id == "p_incorrect"
    assert walk(definition, **{**some, "q1": given("hardly_ever")}).resume().id == "p_correct"
    assert walk(definition, **{**some, "q1": Answer.skipped()}).resume().id == "p_correct"


def test_a_confirmation_turns_a_doubtful_answer_back_forwards_only() -> None:
    zero = condition("staff", "equals", 0)
    definition = survey(
        ask("staff", "whole_number", [(zero, "p_sure")], default="p_rest"),
        ask("sure", routes=[(condition("sure", "is", "no"), "p_staff_again")], default="p_rest"),
        ask("staff_again", "whole_number"),
        ask("rest"),
    )
    assert walk(definition, staff=given(0)).resume().id == "p_sure"
    assert walk(definition, staff=given(0), sure=given("no")).resume().id == "p_staff_again"
    assert walk(definition, staff=given(3)).resume().id == "p_rest"


def test_a_list_is_collected_one_by_one_and_stops_when_nobody_is_left() -> None:
    pages = (
        {
            "key": "person",
            "kind": "question",
            "questions": [
                {"key": "age", "type": "whole_number"},
                {"key": "more", "type": "yes_no"},
            ],
        },
        ask("household", routes=[(condition("age", "less_than", 18), "results")]),
        ask("adults_only"),
    )
    groups = {"people": {"pages": ["person"], "another": "more", "at_most": 3}}
    definition = survey(*pages, groups=groups)
    answers = {
        "age": given(40),
        "more": given("yes"),
        "age#2": given(9),
        "more#2": given("no"),
        "household": given("no"),
    }
    path = replay(definition, answers, {"today": TODAY})
    assert path.ids == ("person", "person#2", "p_household", "results")
    alone = {**answers, "more": given("no")}
    assert replay(definition, alone, {"today": TODAY}).resume().id == "p_adults_only"


def test_sections_of_a_hub_are_answered_in_any_order_and_one_waits_for_another() -> None:
    hub = {
        "key": "hub",
        "kind": "task_list",
        "sections": ["one", {"key": "two", "needs": ["one"]}, "three"],
        "default": "results",
    }
    definition = survey(
        hub,
        ask("a", section="one"),
        ask("b", section="two"),
        ask("c", section="three"),
    )
    first = walk(definition, c=given("yes"))
    assert {task.section: task.status.value for task in first.tasks} == {
        "one": "not_started",
        "two": "cannot_start",
        "three": "done",
    }
    done = {"a": given("no"), "b": given("no"), "c": given("no")}
    assert not walk(definition, **done).finished
    marks = {seen_key("hub"): Answer.seen()}
    assert replay(definition, {**done, **marks}, {"today": TODAY}).finished


def test_a_measurement_routes_by_its_base_unit_whatever_was_typed() -> None:
    tall = condition("height", "at_least", 180)
    definition = survey(
        ask("height", "measurement", [(tall, "p_incorrect")], quantity="height"), *LATER
    )
    typed = given(Decimal("180.34"), {"ft": "5", "in": "11", "unit": "ft_in"})
    assert walk(definition, height=typed).resume().id == "p_incorrect"
