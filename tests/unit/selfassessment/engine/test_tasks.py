"""Can sections be answered in any order, and does everything else stay as it is?"""

from __future__ import annotations

from copy import deepcopy
from itertools import permutations
from typing import Any

import pytest

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.definition import load
from selfassessment.engine.findings import Severity
from selfassessment.engine.path import Path
from selfassessment.engine.proof import prove
from selfassessment.engine.reading import LoadError
from selfassessment.engine.replay import replay
from selfassessment.engine.tasks import TaskStatus
from selfassessment.engine.validate import validate
from tests.unit.selfassessment.engine.samples import FACTS


def yes_no(key: str, section: str, **more: Any) -> dict[str, Any]:
    questions = [{"key": key, "type": "yes_no", "required": False}]
    return {
        "key": key,
        "kind": "question",
        "section": section,
        "questions": questions,
        "routes": [],
        **more,
    }


def says(key: str, value: str = "yes") -> dict[str, Any]:
    return {"question": key, "op": "is", "value": value}


TASKS: dict[str, Any] = {
    "format": 1,
    "slug": "tasks",
    "kind": "health_check",
    "locales": ["en"],
    "pages": [
        yes_no("adult", "front"),
        {
            "key": "list",
            "kind": "task_list",
            "sections": [
                "about",
                {"key": "move", "needs": ["about"]},
                {"key": "smoke", "when": says("adult")},
                "home",
            ],
            "default": "wishes",
        },
        yes_no("ill", "about"),
        yes_no("tired", "about", routes=[{"when": says("tired", "no"), "to": "walks"}]),
        yes_no("sleep", "about"),
        yes_no("walks", "move"),
        yes_no("runs", "move", routes=[{"when": says("ill"), "to": "smokes"}]),
        yes_no("swims", "move"),
        yes_no("smokes", "smoke"),
        yes_no("gas", "home", routes=[{"when": says("gas"), "to": "emergency"}]),
        yes_no("damp", "home"),
        yes_no("wishes", "end"),
        {"key": "results", "kind": "results"},
        {"key": "emergency", "kind": "emergency"},
    ],
}
JOURNEY = load(TASKS)
YES, NO = Answer.given("yes"), Answer.given("no")


def walked(**answers: Answer) -> Path:
    left = {seen_key("list"): Answer.seen()} if answers.pop("left", None) else {}
    return replay(JOURNEY, {**answers, **left}, FACTS)


def statuses(path: Path) -> dict[str, str]:
    return {task.section: task.status.value for task in path.tasks}


def test_the_list_waits_with_every_section_that_can_be_started() -> None:
    path = walked(adult=YES)
    assert path.resume().id == "list"
    assert statuses(path) == {
        "about": "not_started",
        "move": "cannot_start",
        "smoke": "not_started",
        "home": "not_started",
    }
    assert path.ids == ("adult", "list", "ill", "smokes", "gas")


def test_a_section_whose_condition_is_not_true_is_not_on_the_list() -> None:
    for adult in (NO, Answer.skipped()):
        path = walked(adult=adult, smokes=YES)
        assert statuses(path)["smoke"] == "not_offered"
        assert "smokes" not in path.live
        assert path.step("smokes") is None


def test_a_section_opens_when_the_one_it_needs_is_done() -> None:
    about = {"ill": NO, "tired": NO}
    assert statuses(walked(adult=YES, **about))["about"] == "done"
    assert statuses(walked(adult=YES, **about))["move"] == "not_started"
    assert statuses(walked(adult=YES, ill=NO))["about"] == "in_progress"


def test_a_route_to_the_page_after_a_section_ends_it() -> None:
    path = walked(adult=YES, ill=YES, tired=NO, walks=YES, runs=NO)
    assert statuses(path)["move"] == "done"
    assert "swims" not in path.ids
    assert walked(adult=YES, ill=NO, tired=NO, walks=YES, runs=NO).step("swims") is not None


def test_the_order_in_which_sections_are_answered_does_not_matter() -> None:
    answers = {"adult": YES, "ill": NO, "tired": NO, "walks": YES, "smokes": NO, "gas": NO}
    paths = {
        replay(JOURNEY, {key: answers[key] for key in order}, FACTS).ids
        for order in list(permutations(answers))[::97]
    }
    assert len(paths) == 1
    places = [JOURNEY.position(key) for key in paths.pop()]
    assert places == sorted(places)


def test_continue_leads_through_a_section_and_back_to_the_list() -> None:
    path = walked(adult=YES, ill=NO, tired=YES, sleep=NO, gas=NO)
    assert path.after("adult").id == "list"
    assert path.after("ill").id == "tired"
    assert path.after("sleep").id == "list"
    assert path.after("gas").id == "damp"
    assert path.after("damp").id == "damp"
    assert path.after("list").id == "list"


def test_back_leads_through_a_section_and_to_the_list() -> None:
    path = walked(adult=YES, ill=NO, tired=YES, sleep=NO, gas=NO, damp=NO, left=YES, wishes=NO)
    back = {key: step.id for key in path.ids if (step := path.before(key)) is not None}
    assert back["ill"] == back["gas"] == back["wishes"] == "list"
    assert (back["tired"], back["damp"], back["list"]) == ("ill", "gas", "adult")


def test_who_leaves_the_list_goes_on_with_whatever_is_done() -> None:
    path = walked(adult=YES, gas=NO, left=YES)
    assert path.resume().id == "wishes"
    assert not path.tasks_done
    assert path.after("list").id == "wishes"
    done = walked(adult=YES, gas=NO, left=YES, wishes=NO)
    assert done.finished
    assert done.live["gas"] == NO


def test_all_done_is_said_when_every_offered_section_is_done() -> None:
    everything = {"ill": YES, "tired": NO, "walks": NO, "runs": NO, "gas": NO, "damp": NO}
    assert walked(adult=NO, **everything).tasks_done
    assert not walked(adult=YES, **everything).tasks_done


def test_a_red_flag_in_a_section_ends_the_whole_walk() -> None:
    path = walked(adult=YES, ill=NO, gas=YES, left=YES, wishes=NO)
    assert path.emergency is not None
    assert path.after("gas").id == "emergency"
    assert path.ids[-1] == "emergency"


def test_a_section_that_leads_to_the_results_leads_to_the_list_first() -> None:
    data = deepcopy(TASKS)
    data["pages"] = [page for page in data["pages"] if page["key"] != "wishes"]
    data["pages"][1]["default"] = "results"
    journey = load(data)
    done = {"adult": NO, "ill": NO, "tired": NO, "walks": NO, "runs": NO, "swims": NO}
    path = replay(journey, {**done, "gas": NO, "damp": NO}, FACTS)
    assert (path.resume().id, path.finished) == ("list", False)
    assert path.after("damp").id == "list"
    left = {**done, "gas": NO, "damp": NO, seen_key("list"): Answer.seen()}
    assert replay(journey, left, FACTS).finished
    assert prove(journey).outcomes == {("results",), ("emergency",)}


def test_without_a_task_list_nothing_is_different() -> None:
    data = deepcopy(TASKS)
    data["pages"] = [page for page in data["pages"] if page["key"] != "list"]
    path = replay(load(data), {"adult": YES, "ill": NO}, FACTS)
    assert path.tasks == ()
    assert path.hub is None


def test_the_proof_walks_sections_in_part_and_not_at_all() -> None:
    proof = prove(JOURNEY)
    assert not proof.sampled
    assert proof.never_reached == ()
    assert proof.never_taken == ()
    assert proof.ends_well
    assert (proof.shortest, proof.longest) == (4, 13)
    assert proof.outcomes == {("results",), ("emergency",)}


def test_a_section_that_is_never_offered_is_never_reached() -> None:
    data = deepcopy(TASKS)
    never = {"all": [says("adult"), says("adult", "no")]}
    data["pages"][1]["sections"][2] = {"key": "smoke", "when": never}
    assert prove(load(data)).never_reached == ("smokes",)
    assert "route_never" in codes(data)


def test_a_sampled_proof_sees_the_sections_too() -> None:
    proof = prove(JOURNEY, limit=1, walks=400)
    assert proof.sampled
    assert proof.never_reached == ()


def codes(data: dict[str, Any]) -> set[str]:
    return {f.code for f in validate(load(data)) if f.severity is Severity.ERROR}


def changed(key: str, **fields: Any) -> dict[str, Any]:
    data = deepcopy(TASKS)
    next(page for page in data["pages"] if page["key"] == key).update(fields)
    return data


def test_the_sample_has_no_errors() -> None:
    assert codes(TASKS) == set()


MISTAKES = [
    (changed("list", sections=["about", "move", "smoke", "home", "sun"]), "unknown_section"),
    (changed("list", sections=["about", "about", "move"]), "duplicate_section"),
    (
        changed("list", sections=[{"key": "about", "needs": ["home"]}, "home"]),
        "needs_later_section",
    ),
    (changed("list", sections=["move", "about", "smoke", "home"]), "section_apart"),
    (changed("swims", section="home"), "section_apart"),
    (changed("list", default="damp"), "task_list_default"),
    (changed("ill", routes=[{"when": says("ill"), "to": "gas"}]), "leaves_section"),
    (changed("ill", default="smokes"), "leaves_section"),
    (changed("list", sections=[{"key": "about", "when": "nobody"}]), "unknown_condition"),
    (changed("list", sections=[{"key": "about", "when": says("damp")}]), "reads_later_page"),
]


@pytest.mark.parametrize(("data", "code"), MISTAKES)
def test_mistakes_of_a_task_list(data: dict[str, Any], code: str) -> None:
    assert code in codes(data)


def test_two_task_lists_are_a_mistake() -> None:
    data = deepcopy(TASKS)
    data["pages"].insert(-2, {"key": "more", "kind": "task_list", "sections": ["about"]})
    assert "two_task_lists" in codes(data)


def test_only_a_task_list_has_sections() -> None:
    with pytest.raises(LoadError, match="sections"):
        load(changed("ill", sections=["about"]))


def test_statuses_are_the_ones_the_page_has_words_for() -> None:
    assert {status.value for status in TaskStatus} == {
        "not_offered",
        "cannot_start",
        "not_started",
        "in_progress",
        "done",
    }
