"""Is each persona given what the table, written before the rules, says they must be?"""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

import pytest

from selfassessment.engine import tables
from selfassessment.engine.decision import Decision
from selfassessment.journeys.rules.results import Composed, activities_without, compose
from tests.factories.personas import Persona, facts, journey, personas, read_json, texts, walk

AGES = ("0_4", "5_10", "11_15", "16_17", "18_39", "40_49", "50_64", "65_plus")
SAFE = {"signs": ["none"], "safe": ["none"]}
PARTS = ("title", "text")


@cache
def routing() -> tables.Routing:
    """Return the shipped tables."""
    return tables.load_tables(read_json("definitions", "routing.json"))


@cache
def rules() -> dict[str, Any]:
    """Return the rows of the results page."""
    found: dict[str, Any] = read_json("definitions", "routing.json")["extra"]["results"]
    return found


def decided(given: dict[str, Any], known: dict[str, Any]) -> tuple[Decision, Composed]:
    """Walk the check and return what is decided and shown."""
    context = tables.context(routing(), walk("check", given, known).path, known)
    decision = tables.run(routing(), context)
    return decision, compose(rules(), decision, context)


def shown(composed: Composed) -> set[str]:
    """Return the codes of all offers on the page."""
    groups = (composed.offers, composed.more_offers, composed.universal)
    return {offer.offer for group in groups for offer in group}


def pages_by_age(composed: Composed) -> list[str]:
    """Return the pages by age that the results lead to."""
    pages = {row["text"]: row.get("page", row["text"]) for row in rules()["ages"]}
    return [pages[code] for code in composed.ages]


ALL = [pytest.param(persona, id=persona.name) for persona in personas()]
NOT_EMERGENCY = [
    pytest.param(persona, id=persona.name)
    for persona in personas()
    if persona.expect["safety"] != "emergency"
]


def test_there_are_a_hundred_and_twenty_personas_of_every_age_with_names_of_their_own() -> None:
    everyone = personas()
    assert len(everyone) >= 120
    assert len({persona.name for persona in everyone}) == len(everyone)
    assert {persona.answers["age_band"] for persona in everyone} == set(AGES)


@pytest.mark.parametrize("persona", ALL)
def test_each_persona_has_the_needs_and_offers_of_the_table(persona: Persona) -> None:
    decision, composed = decided(dict(persona.answers), dict(persona.facts))
    assert set(persona.expect["needs"]) <= {need.need for need in decision.needs}
    assert set(persona.expect["offers"]) <= shown(composed)
    assert not set(persona.expect["not_offers"]) & shown(composed)
    assert set(persona.expect.get("going_well", ())) <= set(composed.going_well)
    assert set(persona.expect.get("first", ())) <= set(composed.first)
    if "ages" in persona.expect:
        assert pages_by_age(composed) == persona.expect["ages"]


@pytest.mark.parametrize("persona", ALL)
def test_safety_comes_out_as_the_table_says_without_exception(persona: Persona) -> None:
    decision, _ = decided(dict(persona.answers), dict(persona.facts))
    stop = decision.stop.stop if decision.stop else None
    assert stop == persona.expect["safety"]
    assert set(persona.expect.get("flags", ())) <= set(decision.flags)
    if stop == "emergency":
        assert not decision.offers


@pytest.mark.parametrize("persona", NOT_EMERGENCY)
def test_each_page_has_something_good_something_to_do_and_a_person_to_call(
    persona: Persona,
) -> None:
    _, composed = decided(dict(persona.answers), dict(persona.facts))
    assert composed.going_well
    assert 1 <= len(composed.first) <= 3
    assert "call_back" in shown(composed)


@pytest.mark.parametrize("persona", NOT_EMERGENCY)
def test_each_line_of_the_page_has_its_words(persona: Persona) -> None:
    _, composed = decided(dict(persona.answers), dict(persona.facts))
    words = texts()
    for code in composed.going_well:
        assert words[f"result.well.{code}.title"]
    for code in composed.first:
        assert words[f"result.first.{code}.text"]
    for offer in (*composed.offers, *composed.more_offers, *composed.universal):
        assert words[f"offer.{offer.offer}.summary"]
        assert words[f"offer.{offer.offer}.why.{offer.why}"]


@pytest.mark.parametrize("persona", NOT_EMERGENCY)
def test_how_rich_or_poor_the_area_is_never_changes_what_is_offered(persona: Persona) -> None:
    known = {key: value for key, value in persona.facts.items() if key != "imd_decile"}
    pages = {
        frozenset(shown(decided(dict(persona.answers), {**known, **decile})[1]))
        for decile in ({}, {"imd_decile": 1}, {"imd_decile": 5}, {"imd_decile": 10})
    }
    assert len(pages) == 1


def test_a_deprived_area_only_raises_the_priority() -> None:
    given = {**SAFE, "who_for": "self", "age_band": "18_39", "tobacco": ["cigarettes"]}
    priorities = [
        decided(given, facts(in_council_area=True, imd_decile=decile))[0].priority
        for decile in (1, 2, 3, 10)
    ]
    assert [p.priority if p else None for p in priorities] == ["soon", "soon", "routine", "routine"]


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
@pytest.mark.parametrize("inside", [True, False, None])
def test_nobody_who_skips_everything_leaves_with_nothing(
    language: str, *, inside: bool | None
) -> None:
    known = facts(language, in_council_area=inside)
    for who, age in product(("self", "cared_for", "child", "professional"), AGES):
        decision, composed = decided({**SAFE, "who_for": who, "age_band": age}, known)
        assert not decision.empty_handed
        assert {"call_back", "things_to_do"} <= shown(composed)
        assert composed.first
        assert composed.going_well


def test_an_unknown_place_never_refuses_and_is_checked_by_staff() -> None:
    given = {**SAFE, "who_for": "self", "age_band": "18_39", "tobacco": ["cigarettes"]}
    decision, composed = decided(given, facts())
    stop_smoking = next(offer for offer in composed.offers if offer.offer == "stop_smoking")
    assert stop_smoking.needs_check
    assert decision.needs_check


def test_nobody_with_pain_when_moving_is_told_to_move_more() -> None:
    given = {
        **SAFE,
        "who_for": "self",
        "age_band": "65_plus",
        "health": ["exertion", "falls"],
        "minutes": "none",
        "matters": ["moving"],
    }
    _, composed = decided(given, facts("pl", in_council_area=True))
    assert "doctor" in composed.first
    assert not {"moving", "falls"} & set(composed.first)


def test_a_drinker_who_shakes_is_not_told_to_take_days_off() -> None:
    given = {**SAFE, "safe": ["drink_shakes"], "who_for": "self", "age_band": "18_39"}
    _, composed = decided({**given, "matters": ["drinking"]}, facts(in_council_area=True))
    assert composed.first[0] == "urgent"
    assert "drinking" not in composed.first


def test_what_the_person_chose_comes_before_what_we_would_choose() -> None:
    given = {
        **SAFE,
        "who_for": "self",
        "age_band": "18_39",
        "tobacco": ["cigarettes"],
        "smoke_daily": "yes",
        "matters": ["company", "money"],
    }
    _, composed = decided(given, facts(in_council_area=True))
    assert composed.first == ("company", "money", "smoking")
    assert [offer.offer for offer in composed.offers][-1] == "stop_smoking"


def test_what_gets_in_the_way_is_answered_and_children_have_words_by_age() -> None:
    given = {**SAFE, "who_for": "self", "age_band": "18_39"}
    chosen = {"barriers": ["cost", "company"], "child_ages": ["0_4", "11_15"]}
    _, composed = decided({**given, **chosen}, facts(in_council_area=True))
    assert composed.barriers == ("cost", "company")
    assert composed.ages == ("0_4", "teenager")
    words = texts()
    rows = [("barrier", row) for row in rules()["barriers"]]
    rows += [("age", row) for row in rules()["ages"]]
    for group, row in rows:
        assert words[f"result.{group}.{row['text']}.title"]
        assert words[f"result.{group}.{row['text']}.text"]


@pytest.mark.parametrize(
    ("age", "group"),
    [("0_4", "0_4"), ("5_10", "5_10"), ("11_15", "teenager"), ("16_17", "teenager")],
)
def test_whoever_is_here_for_a_child_reads_about_that_age(age: str, group: str) -> None:
    given = {**SAFE, "who_for": "child", "age_band": age}
    assert decided(given, facts(in_council_area=True))[1].ages == (group,)


def test_a_possible_dependence_is_never_told_to_take_days_off() -> None:
    given = {**SAFE, "who_for": "self", "age_band": "18_39", "drinks": "yes"}
    answers = {"audit_frequency": "4_or_more_a_week", "audit_units": "10_or_more"}
    _, composed = decided(
        {**given, **answers, "audit_binge": "daily", "matters": ["drinking"]},
        facts(in_council_area=True),
    )
    assert composed.first[0] == "drinking_talk"
    assert "drinking" not in composed.first


def test_safety_comes_before_what_the_person_chose() -> None:
    given = {**SAFE, "safe": ["hurt"], "who_for": "self", "age_band": "18_39"}
    _, composed = decided({**given, "matters": ["moving"]}, facts(in_council_area=True))
    assert composed.first[:2] == ("abuse", "moving")
    assert composed.offers[0].offer == "abuse_support"


def test_what_matters_most_comes_before_what_was_only_wished_for_on_the_way() -> None:
    given = {
        **SAFE,
        "who_for": "self",
        "age_band": "50_64",
        "tobacco": ["cigarettes", "smokeless"],
        "stop_wish": "now",
        "matters": ["moving", "company"],
    }
    _, composed = decided(given, facts())
    assert composed.first == ("company", "moving", "smoking")
    assert "moving_more" in {offer.offer for offer in composed.offers}
    _, without = decided({**given, "matters": ["none"]}, facts())
    assert without.first[:2] == ("smoking", "smokeless")
    _, pregnant = decided({**given, "age_band": "18_39", "health": ["pregnant"]}, facts())
    assert pregnant.first[:2] == ("pregnancy", "smoking")


@pytest.mark.parametrize("topic", journey("check").questions["young_topics"].choice_keys)
@pytest.mark.parametrize("age", ["11_15", "16_17"])
def test_a_young_person_is_told_what_they_asked_for_and_never_of_their_child(
    age: str, topic: str
) -> None:
    given = {**SAFE, "who_for": "self", "age_band": age, "young_topics": [topic]}
    context = tables.context(routing(), walk("check", given, facts()).path, facts())
    composed = compose(rules(), tables.run(routing(), context), context)
    words = texts()
    told = [
        words[f"offer.{offer.offer}.{part}"]
        for offer in (*composed.offers, *composed.more_offers)
        for part in ("name", "summary", f"why.{offer.why}")
    ]
    told += [words[f"result.first.{code}.{part}"] for code in composed.first for part in PARTS]
    assert not [text for text in told if "your child" in text or "baby" in text.lower()]
    assert {"school_nurse", "young_people"} <= shown(composed)
    assert ("family_help" in shown(composed)) is (topic == "home")
    assert composed.own_age
    assert {"breastfeeding", "baby", "parenting"} <= set(activities_without(rules(), context))


def test_who_asks_for_somebody_else_s_child_is_not_told_it_is_theirs() -> None:
    given = {**SAFE, "who_for": "professional", "age_band": "11_15"}
    _, composed = decided({**given, "family_topics": ["worry"]}, facts())
    whys = {offer.offer: offer.why for offer in (*composed.offers, *composed.more_offers)}
    assert whys["public_health_nursing"] == whys["family_help"] == "someone"
    assert not composed.own_age
