"""Do the six tables decide as written, and can they say why?"""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from selfassessment.engine.answer import Answer
from selfassessment.engine.reading import LoadError
from selfassessment.engine.replay import replay
from selfassessment.engine.tables import Decision, Wording, context, load_tables, run
from tests.unit.selfassessment.engine.samples import FACTS, ROUTING, TO_CHECK, journey

SMALL = journey()
HEAVY = {"height": Answer.given(Decimal(170)), "weight": Answer.given(Decimal(95))}


def decide(
    answers: dict[str, Answer], facts: dict[str, object] | None = None, **tables: Any
) -> Decision:
    data = deepcopy(ROUTING)
    data["tables"].update(tables)
    routing = load_tables(data)
    known = {**FACTS, "in_council_area": True, **(facts or {})}
    known = {key: value for key, value in known.items() if value is not None}
    path = replay(SMALL, {**TO_CHECK, **answers}, known)
    return run(routing, context(routing, path, known))


def test_an_emergency_stops_all_else() -> None:
    decision = decide({"signs": Answer.given(("chest_pain", "cannot_cope"))})
    assert decision.stop is not None
    assert decision.stop.page == "emergency_999"
    assert decision.flags == ("chest_pain", "cannot_cope")
    assert (decision.needs, decision.offers, decision.universal) == ((), (), ())


def test_an_urgent_sign_flags_and_goes_on() -> None:
    decision = decide(
        {
            "signs": Answer.given(("cannot_cope",)),
            "@urgent": Answer.seen(),
            "smoke": Answer.given("daily"),
        }
    )
    assert decision.flags == ("cannot_cope",)
    assert [need.need for need in decision.needs] == ["quitting"]


def test_outside_the_area_there_is_an_alternative() -> None:
    decision = decide({}, {"in_council_area": False})
    assert decision.exit is not None
    assert decision.exit.alternative == "activities"
    assert decision.universal == ("activities",)


def test_an_unknown_area_does_not_send_anyone_away() -> None:
    decision = decide({"smoke": Answer.given("daily")}, {"in_council_area": None})
    assert decision.exit is None
    assert decision.needs_check
    (offer,) = decision.open_offers
    assert offer.needs_check
    assert offer.offer == "stop_smoking"


def test_the_strongest_row_gives_a_need_its_strength() -> None:
    (need,) = decide({"smoke": Answer.given("daily"), "per_day": Answer.given(9)}).needs
    assert need.strength == "strong"
    assert len(need.why) == 2


def test_several_needs_make_several_offers_the_strongest_first() -> None:
    decision = decide({"smoke": Answer.given("daily"), "per_day": Answer.given(9), **HEAVY})
    assert [offer.offer for offer in decision.offers] == ["stop_smoking", "weight_group"]
    assert all(offer.provider == "team" for offer in decision.offers)


def test_an_exclusion_redirects_and_gives_its_reason() -> None:
    very = {"height": Answer.given(Decimal(150)), "weight": Answer.given(Decimal(120))}
    (offer,) = decide(very).offers
    assert (offer.outcome, offer.redirect, offer.reason) == (
        "not_eligible",
        "activities",
        "see_gp",
    )
    assert offer.provider is None


def test_not_now_has_its_own_way_on() -> None:
    rows = [{"order": 5, "when": [], "then": {"offer": "stop_smoking", "outcome": "not_now"}}]
    (offer,) = decide(
        {"smoke": Answer.given("daily"), "per_day": Answer.given(9)}, offers=rows
    ).offers
    assert (offer.outcome, offer.redirect, offer.reason) == ("not_now", "activities", "other_help")


def test_all_rows_false_refuses_with_the_default() -> None:
    rows = [
        {
            "order": 5,
            "when": ["heavy"],
            "then": {"offer": "stop_smoking", "outcome": "eligible"},
        }
    ]
    light = {"height": Answer.given(Decimal(170)), "weight": Answer.given(Decimal(60))}
    smoker = {"smoke": Answer.given("daily"), "per_day": Answer.given(9)}
    (offer,) = decide({**smoker, **light}, offers=rows).offers
    assert (offer.outcome, offer.redirect) == ("not_eligible", "activities")
    (unsure,) = decide(smoker, offers=rows).offers
    assert (unsure.outcome, unsure.needs_check) == ("eligible", True)


def test_deprivation_can_neither_exclude_nor_be_demanded() -> None:
    smoker = {"smoke": Answer.given("daily"), "per_day": Answer.given(9)}
    for outcome, condition in (("not_eligible", "rich_area"), ("eligible", "poor_area")):
        rows = [
            {
                "order": 5,
                "when": [condition],
                "then": {"offer": "stop_smoking", "outcome": outcome},
            }
        ]
        (offer,) = decide(smoker, {"imd_decile": 10}, offers=rows).offers
        assert (offer.outcome, offer.needs_check) == ("eligible", True)


def test_a_score_fed_with_deprivation_is_as_blind_as_deprivation_itself() -> None:
    data = deepcopy(ROUTING)
    minutes = {"moderate": {"fact": "imd_decile"}, "vigorous": {"fact": "imd_decile"}}
    data["scores"] = {"hidden": {"instrument": "minutes", "inputs": minutes, "bands": []}}
    data["conditions"]["by_the_back_door"] = {"score": "hidden", "op": "at_least", "value": 9}
    excluded = {"offer": "stop_smoking", "outcome": "not_eligible"}
    data["tables"]["offers"] = [{"order": 1, "when": ["by_the_back_door"], "then": excluded}]
    data["tables"]["needs"].append(
        {
            "order": 40,
            "when": ["by_the_back_door"],
            "then": {"need": "weight", "strength": "some"},
        }
    )
    routing = load_tables(data)
    facts = {**FACTS, "in_council_area": True, "imd_decile": 10}
    smoker = {"smoke": Answer.given("daily"), "per_day": Answer.given(9)}
    path = replay(SMALL, {**TO_CHECK, **smoker}, facts)
    decision = run(routing, context(routing, path, facts))
    assert [need.need for need in decision.needs] == ["quitting", "weight"]
    assert [offer.outcome for offer in decision.offers] == ["eligible", "eligible"]


def test_deprivation_may_speed_things_up() -> None:
    smoker = {"smoke": Answer.given("daily"), "per_day": Answer.given(9)}
    decision = decide(smoker, {"imd_decile": 1})
    assert decision.priority is not None
    assert (decision.priority.priority, decision.priority.outreach) == ("soon", "phone")
    (offer,) = decision.offers
    assert (offer.provider, offer.clinician_required) == ("clinic", True)


def test_an_undecided_allocation_row_is_passed_over_and_checked() -> None:
    (offer,) = decide({"smoke": Answer.given("daily"), "per_day": Answer.given(9)}).offers
    assert (offer.provider, offer.needs_check) == ("team", True)


def test_an_undecided_need_counts_only_when_the_row_says_so() -> None:
    row = {"order": 1, "when": ["smokes"], "then": {"need": "quitting", "strength": "strong"}}
    unsure = {"smoke": Answer.prefer_not()}
    assert decide(unsure, needs=[row]).needs == ()
    (need,) = decide(unsure, needs=[{**row, "if_unknown": "offer"}]).needs
    assert (need.strength, need.needs_check) == ("some", True)


@pytest.mark.parametrize(
    ("dates", "fires"),
    [
        ({"valid_from": "2026-11-25"}, True),
        ({"valid_from": "2026-11-26"}, False),
        ({"valid_to": "2026-11-25"}, True),
        ({"valid_to": "2026-11-24"}, False),
    ],
)
def test_rows_count_between_their_dates(dates: dict[str, str], fires: bool) -> None:
    row = {"order": 1, "when": [], "then": {"need": "quitting", "strength": "some"}, **dates}
    assert bool(decide({}, needs=[row]).needs) is fires


def test_each_row_is_said_in_a_sentence() -> None:
    decision = decide({"smoke": Answer.prefer_not()})
    sentences = {result.id: result.sentence for result in decision.rows}
    assert sentences["needs:20"] == "If smokes, then note the need “quitting” (some)."
    assert sentences["priority:90"] == "Always treat it as routine."
    assert "needs:20" in {result.id for result in decision.nearly}
    assert "safety:90" in {result.id for result in decision.fired}


def test_sentences_can_be_said_in_another_language() -> None:
    wording = Wording(
        names={"condition.smokes_daily": "pali codziennie", "need.quitting": "rzucenie palenia"},
        if_then="Jeśli {conditions}, to {outcome}.",
        need="potrzeba: {need}",
    )
    routing = load_tables(ROUTING)
    path = replay(SMALL, TO_CHECK, FACTS)
    decision = run(routing, context(routing, path, FACTS), wording)
    found = next(result for result in decision.rows if result.id == "needs:10")
    assert found.sentence == "Jeśli pali codziennie, to potrzeba: rzucenie palenia."


def test_answers_of_an_earlier_journey_count() -> None:
    routing = load_tables(ROUTING)
    facts = {**FACTS, "in_council_area": True}
    smoker = {"smoke": Answer.given("daily"), "per_day": Answer.given(9)}
    earlier = replay(SMALL, {**TO_CHECK, **smoker}, facts)
    later = replay(SMALL, {"signs": Answer.given(("none",))}, facts)
    assert run(routing, context(routing, later, facts)).needs == ()
    both = run(routing, context(routing, later, facts, earlier=earlier))
    assert [need.need for need in both.needs] == ["quitting"]


def test_a_day_is_needed() -> None:
    routing = load_tables(ROUTING)
    path = replay(SMALL, TO_CHECK, {})
    with pytest.raises(ValueError, match="today"):
        run(routing, context(routing, path, {}))


def test_redirects_are_followed_to_an_open_offer() -> None:
    data = deepcopy(ROUTING)
    data["offers"]["stop_smoking"]["outcomes"]["not_eligible"]["redirect"] = "weight_group"
    data["tables"]["offers"] = [
        {"order": 1, "when": [], "then": {"offer": "stop_smoking", "outcome": "not_eligible"}},
        {"order": 2, "when": [], "then": {"offer": "weight_group", "outcome": "not_now"}},
    ]
    routing = load_tables(data)
    facts = {**FACTS, "in_council_area": True}
    smoker = {"smoke": Answer.given("daily"), "per_day": Answer.given(9)}
    path = replay(SMALL, {**TO_CHECK, **smoker}, facts)
    (offer,) = run(routing, context(routing, path, facts)).offers
    assert offer.redirect == "activities"


@pytest.mark.parametrize(
    ("table", "row", "where"),
    [
        ("needs", {"order": 1, "when": [], "then": {"need": "x"}}, "needs[0].then.strength"),
        ("needs", {"order": 1, "when": "x", "then": {}}, "needs[0].when"),
        (
            "offers",
            {"order": 1, "then": {"offer": "x", "outcome": "yes"}},
            "offers[0].then.outcome",
        ),
        ("safety", {"order": 1, "then": {"continue": False}}, "safety[0].then.continue"),
        ("scope", {"order": 1, "then": {"exit": "x"}}, "scope[0].then.alternative"),
        ("priority", {"order": "1", "then": {"priority": "soon"}}, "priority[0].order"),
        ("offers", {"order": 1, "for": ["x"], "then": {}}, "offers[0].for"),
        ("needs", {"order": 1, "valid_from": "soon", "then": {}}, "needs[0]"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(table: str, row: dict[str, Any], where: str) -> None:
    data = deepcopy(ROUTING)
    data["tables"][table] = [row]
    with pytest.raises(LoadError) as caught:
        load_tables(data)
    assert caught.value.path.startswith(f"$.tables.{where}")


def test_an_order_is_used_once() -> None:
    data = deepcopy(ROUTING)
    data["tables"]["priority"][0]["order"] = 90
    with pytest.raises(LoadError, match="used twice"):
        load_tables(data)
