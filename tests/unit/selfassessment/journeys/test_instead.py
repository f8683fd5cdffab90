"""When something does not fit, what is offered instead; and what does each topic lead to?"""

from __future__ import annotations

from typing import Any

import pytest

from selfassessment.engine import tables
from selfassessment.engine.decision import Decision
from selfassessment.engine.routing import Action
from tests.factories.personas import facts, journey, read_json, walk

ROUTING = tables.load_tables(read_json("definitions", "routing.json"))
TOPICS = [choice.key for choice in journey("refer").questions["topics"].choices]
ADULT = {
    "who_for": "self",
    "age_band": "18_39",
    "signs": ["none"],
    "safe": ["none"],
    "home_danger": ["none"],
    "health": ["none"],
}
ASKING = {
    **ADULT,
    "your_name": "Sample Person",
    "contact_by": ["phone"],
    "phone": "0116 496 0123",
    "voicemail_ok": "no",
    "text_ok": "no",
    "consent_share": "yes",
}
WEIGHT = {"adult_weight", "eat_well"}


def decision(slug: str, given: dict[str, Any]) -> Decision:
    """Return what somebody in the city with these answers is offered."""
    known = facts(in_council_area=True)
    return tables.run(ROUTING, tables.context(ROUTING, walk(slug, given, known).path, known))


def reached(found: Decision) -> set[str]:
    """Return the offers that are open, and those offered instead of closed ones."""
    return {o.redirect if o.redirect else o.offer for o in found.offers}


@pytest.mark.parametrize(
    ("changed", "instead", "never"),
    [
        ({"health": ["pregnant"]}, "midwife", WEIGHT),
        ({"health": ["eating"]}, "eating_support", WEIGHT),
        ({"age_band": "16_17"}, "school_nurse", WEIGHT),
        ({"height": {"cm": "170"}, "weight": {"kg": "50"}}, "gp_light", WEIGHT),
        ({"height": {"cm": "170"}, "weight": {"kg": "150"}}, "gp_weight", {"adult_weight"}),
        ({"health": ["exertion"]}, "gp_pharmacy", {"moving_more", "strong_steady"}),
    ],
    ids=["pregnant", "eating", "sixteen", "light", "heavy", "pain_when_moving"],
)
def test_an_exclusion_leads_to_something_better(
    changed: dict[str, Any], instead: str, never: set[str]
) -> None:
    found = decision("check", {**ADULT, "matters": ["food", "moving"], **changed})
    assert instead in reached(found)
    assert not never & reached(found)


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic != "not_sure_yet"])
def test_each_topic_leads_to_someone_who_takes_the_request(topic: str) -> None:
    found = decision("refer", {**ASKING, "topics": [topic]})
    taken = [
        offer
        for offer in found.open_offers
        if offer.action is Action.REFER and ROUTING.offers[offer.offer].extra["topic"] == topic
    ]
    assert taken or topic == "mood"
    assert all(offer.provider in ROUTING.providers for offer in taken)


def test_who_is_not_sure_gets_a_call() -> None:
    found = decision("refer", {**ASKING, "topics": ["not_sure_yet"]})
    assert "call_back" in reached(found)


def test_who_feels_low_is_pointed_to_a_wellbeing_worker_too() -> None:
    found = decision("refer", {**ASKING, "topics": ["mood"]})
    assert {"talking_therapies", "wellbeing"} <= reached(found)


def test_asking_about_being_hurt_is_flagged_and_urgent() -> None:
    found = decision("refer", {**ASKING, "topics": ["abuse"]})
    assert found.flags == ("hurt",)
    assert found.priority is not None
    assert found.priority.priority == "urgent"


def test_no_food_or_heating_for_today_is_urgent() -> None:
    found = decision("refer", {**ASKING, "topics": ["money"], "money_today": "no"})
    assert found.priority is not None
    assert found.priority.priority == "urgent"
    assert "food_help" in reached(found)
