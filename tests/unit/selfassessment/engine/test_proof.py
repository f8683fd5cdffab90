"""Does the proof see every page, route and outcome, and say so when it did not look at all?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.definition import load
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.proof import difference, prove
from selfassessment.engine.replay import replay
from selfassessment.engine.tables import load_tables
from tests.unit.selfassessment.engine.samples import FACTS, JOURNEY, ROUTING, TODAY, journey

SMALL = journey()
SURE = load_tables(ROUTING)


def with_pages(**pages: dict[str, Any]) -> JourneyDefinition:
    data = deepcopy(JOURNEY)
    for page in data["pages"]:
        page.update(pages.get(page["key"], {}))
    return load(data)


def test_every_page_route_and_end_is_seen() -> None:
    proof = prove(SMALL)
    assert not proof.sampled
    assert proof.never_reached == ()
    assert proof.never_taken == ()
    assert proof.outcomes == {("done",), ("not_shared",), ("emergency_999",)}
    assert (proof.shortest, proof.longest) == (2, 10)
    assert proof.ends_well


def test_outcomes_name_what_is_offered() -> None:
    proof = prove(SMALL, SURE)
    assert not proof.sampled
    assert proof.ends_well
    offers = {part for outcome in proof.outcomes for part in outcome}
    assert {
        "stop_smoking:eligible",
        "weight_group:eligible",
        "weight_group:not_eligible",
        "stop:emergency_999",
        "exit:not_shared",
        "priority:soon",
    } <= offers


def test_a_page_that_no_answer_leads_to_is_named() -> None:
    never = {"all": ["smokes", {"question": "smoke", "op": "is", "value": "never"}]}
    proof = prove(with_pages(smoking={"routes": [{"when": never, "to": "cigarettes"}]}))
    assert proof.never_reached == ("cigarettes",)
    assert proof.never_taken == (("smoking", 0),)


def test_a_walk_that_gets_stuck_is_named() -> None:
    data = deepcopy(JOURNEY)
    data["pages"] = data["pages"][:8]
    data["pages"][0]["routes"] = []
    data["pages"][7]["routes"] = []
    proof = prove(load(data))
    assert proof.stuck == ("consent",)
    assert not proof.ends_well


def test_nobody_left_with_nothing_unless_the_universal_offers_go() -> None:
    data = deepcopy(ROUTING)
    data["offers"]["activities"]["universal"] = False
    proof = prove(SMALL, load_tables(data))
    assert proof.empty_handed
    assert not proof.ends_well


def test_too_many_states_are_sampled_and_said_to_be() -> None:
    proof = prove(SMALL, SURE, limit=50, walks=300)
    assert proof.sampled
    assert proof.ends_well
    assert proof.outcomes <= prove(SMALL, SURE).outcomes
    assert prove(SMALL, SURE, limit=50, walks=300) == proof


def test_a_change_shows_what_now_leads_elsewhere() -> None:
    data = deepcopy(ROUTING)
    data["tables"]["offers"][1]["then"]["outcome"] = "not_now"
    found = difference(prove(SMALL, SURE), prove(SMALL, load_tables(data)))
    assert any("weight_group:not_now" in outcome for outcome in found.gained)
    assert any("weight_group:not_eligible" in outcome for outcome in found.lost)
    assert difference(prove(SMALL), prove(SMALL)).nothing


@st.composite
def definitions(draw: st.DrawFn) -> JourneyDefinition:
    """Return a random journey of yes/no pages with forward routes and two ends."""
    count = draw(st.integers(2, 6))
    pages: list[dict[str, Any]] = []
    for index in range(count):
        later = [f"p{n}" for n in range(index + 1, count)] + ["results", "stop"]
        routes = [
            {
                "when": {
                    "question": f"q{draw(st.integers(0, index))}",
                    "op": draw(st.sampled_from(["is", "is_not"])),
                    "value": draw(st.sampled_from(["yes", "no"])),
                },
                "to": draw(st.sampled_from(later)),
            }
            for _ in range(draw(st.integers(0, 2)))
        ]
        asked = {"key": f"q{index}", "type": "yes_no", "not_sure": draw(st.booleans())}
        pages.append(
            {"key": f"p{index}", "kind": "question", "questions": [asked], "routes": routes}
        )
    pages.append({"key": "results", "kind": "results"})
    pages.append({"key": "stop", "kind": "exit", "alternative": "phone"})
    return load(
        {"format": 1, "slug": "any", "kind": "health_check", "locales": ["en"], "pages": pages}
    )


@settings(deadline=None)
@given(definitions(), st.data())
def test_no_walk_of_any_journey_leaves_what_was_proven(
    definition: JourneyDefinition, data: st.DataObject
) -> None:
    proof = prove(definition)
    assert not proof.sampled
    replies = st.sampled_from([Answer.given("yes"), Answer.given("no"), Answer.not_sure()])
    answers = {key: data.draw(replies) for key in definition.questions}
    path = replay(definition, answers, FACTS)
    assert {step.page.key for step in path.steps} <= proof.reached
    if path.ending is not None:
        assert (path.ending.page.key,) in proof.outcomes
        assert proof.shortest <= len(path.steps) <= proof.longest


@pytest.mark.parametrize("smoke", ["daily", "sometimes", "used_to", "never"])
def test_real_walks_end_in_proven_outcomes(smoke: str) -> None:
    answers = {
        "signs": Answer.given(("none",)),
        "smoke": Answer.given(smoke),
        "per_day": Answer.given(5),
        "height": Answer.not_sure(),
        "weight": Answer.skipped(),
        "has_children": Answer.given("no"),
        "share": Answer.given("yes"),
        seen_key("check"): Answer.seen(),
    }
    path = replay(SMALL, answers, {"today": TODAY})
    assert path.ending is not None
    assert (path.ending.page.key,) in prove(SMALL).outcomes
