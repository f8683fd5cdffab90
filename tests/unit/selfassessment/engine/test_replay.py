"""Does the path follow the answers, and nothing but the answers on the path?"""

from __future__ import annotations

from decimal import Decimal

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.replay import Path, replay
from selfassessment.engine.truth import Truth
from tests.unit.selfassessment.engine.samples import FACTS, TO_CHECK, journey

SMALL = journey()


def walk(**answers: Answer) -> Path:
    return replay(SMALL, {**TO_CHECK, **answers}, FACTS)


def test_the_walk_stops_at_the_first_unanswered_page() -> None:
    path = replay(SMALL, {}, FACTS)
    assert path.ids == ("signs",)
    assert path.first_unanswered == path.steps[0]


def test_everything_answered_leads_to_check_answers() -> None:
    path = walk()
    assert path.ids == ("signs", "smoking", "body", "children", "consent", "check")
    assert path.ready_to_send
    assert not path.finished


def test_confirmed_answers_lead_to_the_end() -> None:
    path = replay(SMALL, {**TO_CHECK, seen_key("check"): Answer.seen()}, FACTS)
    assert path.ending is not None
    assert path.ending.id == "done"


def test_an_emergency_ends_the_walk_at_once() -> None:
    path = walk(signs=Answer.given(("chest_pain", "cannot_cope")))
    assert path.ids == ("signs", "emergency_999")
    assert path.emergency is not None
    assert not path.ready_to_send


def test_an_urgent_page_must_be_read_before_going_on() -> None:
    signs = Answer.given(("cannot_cope",))
    assert walk(signs=signs).ids == ("signs", "urgent")
    seen = replay(SMALL, {**TO_CHECK, "signs": signs, seen_key("urgent"): Answer.seen()}, FACTS)
    assert "smoking" in seen.ids


def test_an_exit_is_reached() -> None:
    exit_page = walk(share=Answer.given("no")).exit
    assert exit_page is not None
    assert exit_page.alternative == "phone"


def test_prefer_not_to_say_does_not_fire_a_route() -> None:
    path = walk(smoke=Answer.prefer_not())
    assert "cigarettes" not in path.ids
    assert path.conditions["smokes"] is Truth.UNKNOWN


def test_a_change_asks_what_is_newly_needed_and_then_comes_back() -> None:
    changed = walk(smoke=Answer.given("daily"))
    assert changed.after("smoking", changing=True).id == "cigarettes"
    answered = walk(smoke=Answer.given("daily"), per_day=Answer.given(20))
    assert answered.after("cigarettes", changing=True).id == "check"


def test_an_answer_off_the_path_is_kept_and_does_not_count() -> None:
    path = walk(per_day=Answer.given(20))
    assert "per_day" not in path.live
    back = walk(smoke=Answer.given("daily"), per_day=Answer.given(20))
    assert back.live["per_day"].value == 20
    assert back.ready_to_send


def test_an_answer_that_no_longer_fits_is_asked_again() -> None:
    for answer in (
        Answer.given("pipe"),
        Answer.given(("daily",)),
        Answer.not_sure(),
        Answer.skipped(),
        Answer.seen(),
    ):
        assert walk(smoke=answer).resume().id == "smoking"


def test_a_score_is_unknown_until_complete() -> None:
    assert walk().conditions["heavy"] is Truth.UNKNOWN
    half = walk(height=Answer.given(Decimal(170)))
    assert half.conditions["heavy"] is Truth.UNKNOWN
    assert half.scores["bmi"].band is None
    whole = walk(height=Answer.given(Decimal(170)), weight=Answer.given(Decimal(90)))
    assert whole.conditions["heavy"] is Truth.TRUE


def test_a_score_comes_from_the_injected_scorer() -> None:
    path = replay(SMALL, TO_CHECK, FACTS, scorer=lambda instrument, items, on: None)
    assert path.scores == {}


def test_a_group_is_walked_again_for_each_further_child() -> None:
    path = walk(
        has_children=Answer.given("yes"),
        child_age=Answer.given(12),
        another=Answer.given("yes"),
    )
    assert path.ids[-2:] == ("child", "child#2")
    assert path.resume().id == "child#2"


def test_any_child_makes_a_condition_outside_the_group_true() -> None:
    path = walk(
        **{
            "has_children": Answer.given("yes"),
            "child_age": Answer.given(12),
            "another": Answer.given("yes"),
            "child_age#2": Answer.given(3),
            "another#2": Answer.given("no"),
        }
    )
    assert path.conditions["has_toddler"] is Truth.TRUE
    assert path.ids[-2:] == ("consent", "check")
    assert path.rounds == {"children": 2}


def test_a_group_ends_at_its_cap() -> None:
    answers = {"has_children": Answer.given("yes")}
    for suffix in ("", "#2", "#3", "#4"):
        answers[f"child_age{suffix}"] = Answer.given(5)
        answers[f"another{suffix}"] = Answer.given("yes")
    path = walk(**answers)
    assert "child#3" in path.ids
    assert "child#4" not in path.ids


def test_back_and_continue_follow_the_path() -> None:
    path = walk()
    assert path.before("signs") is None
    before = path.before("body")
    assert before is not None
    assert before.id == "smoking"
    assert path.after("smoking").id == "body"
    assert path.after("cigarettes").id == "check"
    assert path.step("cigarettes") is None


def test_a_route_that_leads_back_is_never_taken() -> None:
    definition = journey(
        pages=[
            {"key": "a", "kind": "content"},
            {
                "key": "b",
                "kind": "question",
                "questions": [{"key": "x", "type": "yes_no"}],
                "routes": [{"when": {"question": "x", "op": "answered"}, "to": "a"}],
            },
            {"key": "c", "kind": "results"},
        ],
        groups={},
        conditions={},
        scores={},
    )
    path = replay(definition, {"@a": Answer.seen(), "x": Answer.given("yes")}, FACTS)
    assert path.ids == ("a", "b", "c")
