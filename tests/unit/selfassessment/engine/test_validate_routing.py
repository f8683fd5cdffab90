"""Is each mistake of the routing tables found, and nothing in sound ones?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from selfassessment.engine.findings import Severity, Surroundings
from selfassessment.engine.tables import load_tables
from selfassessment.engine.validate import validate_routing
from tests.unit.selfassessment.engine.samples import ROUTING, journey, offer

SOUND = journey()


def routing_codes(severity: Severity = Severity.ERROR, **changes: Any) -> set[str]:
    data = deepcopy(ROUTING)
    tables = changes.pop("tables", {})
    data.update(changes)
    data["tables"].update(tables)
    around = Surroundings(routing=load_tables(data), journeys=(SOUND,))
    return {one.code for one in validate_routing(around) if one.severity is severity}


def row(then: dict[str, Any], *when: str, **more: Any) -> dict[str, Any]:
    return {"order": 10, "when": list(when), "then": then, **more}


LAST = {"order": 90, "when": [], "then": {"continue": True}}


def test_the_small_routing_is_sound() -> None:
    assert routing_codes() == set()


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"priority": []}, "no_catch_all"),
        ({"allocation": [row({"provider": "team"}, "smokes")]}, "no_catch_all"),
        ({"scope": [row({"continue": True}), LAST]}, "row_shadowed"),
        ({"needs": [row({"need": "fun", "strength": "some"})]}, "unknown_need"),
        ({"needs": [row({"need": "weight", "strength": "huge"})]}, "unknown_strength"),
        ({"needs": [row({"need": "weight", "strength": "some"}, "nobody")]}, "unknown_condition"),
        ({"offers": [row({"offer": "gold", "outcome": "eligible"})]}, "unknown_offer"),
        ({"allocation": [row({"provider": "nobody"})]}, "unknown_provider"),
        (
            {"safety": [row({"stop": "emergency", "page": "urgent", "flag": "x"}, "smokes"), LAST]},
            "page_kind",
        ),
        (
            {"safety": [row({"stop": "urgent", "page": "nowhere", "flag": "x"}, "smokes"), LAST]},
            "unknown_page",
        ),
        (
            {"scope": [row({"exit": "done", "alternative": "activities"}, "outside"), LAST]},
            "page_kind",
        ),
        (
            {"scope": [row({"exit": "not_shared", "alternative": "gold"}, "outside"), LAST]},
            "unknown_offer",
        ),
        (
            {
                "scope": [
                    row({"exit": "not_shared", "alternative": "activities"}, "rich_area"),
                    LAST,
                ]
            },
            "deprivation_misused",
        ),
        (
            {"offers": [row({"offer": "stop_smoking", "outcome": "not_eligible"}, "rich_area")]},
            "deprivation_misused",
        ),
        (
            {"needs": [row({"need": "weight", "strength": "some"}, "inside", "outside")]},
            "row_never",
        ),
        (
            {
                "needs": [
                    row(
                        {"need": "weight", "strength": "some"},
                        valid_from="2027-01-01",
                        valid_to="2026-01-01",
                    )
                ]
            },
            "dates_reversed",
        ),
        (
            {
                "priority": [
                    row({"priority": "soon"}, "smokes"),
                    {"order": 20, "when": ["smokes_daily"], "then": {"priority": "urgent"}},
                    {"order": 90, "when": [], "then": {"priority": "routine"}},
                ]
            },
            "row_shadowed",
        ),
    ],
)
def test_mistakes_of_tables(tables: dict[str, Any], code: str) -> None:
    assert code in routing_codes(tables=tables)


def test_mistakes_of_offers() -> None:
    offers = ROUTING["offers"]
    without = {"eligible": {"action": "refer"}, "not_now": {"action": "phone"}}
    no_way = {**without, "not_eligible": {"action": "phone", "redirect": "gold"}}
    found = routing_codes(
        offers={**offers, "stop_smoking": {"need": "quitting", "outcomes": no_way}}
    )
    assert {"no_redirect", "unknown_offer"} <= found
    assert "need_without_offer" in routing_codes(needs={**ROUTING["needs"], "fun": {}})
    closed = {key: offers[key] for key in ("stop_smoking", "weight_group")}
    assert "no_universal_offer" in routing_codes(
        offers={**closed, "activities": offer("quitting", universal=False)}
    )


def test_deprivation_asked_of_an_open_offer_is_a_warning() -> None:
    rows = [row({"offer": "stop_smoking", "outcome": "eligible"}, "poor_area")]
    assert "deprivation_misused" in routing_codes(Severity.WARNING, tables={"offers": rows})


def test_nothing_used_is_a_warning() -> None:
    found = routing_codes(
        Severity.WARNING,
        providers={**ROUTING["providers"], "idle": {}},
        conditions={**ROUTING["conditions"], "idle": {"question": "smoke", "op": "answered"}},
        offers={**ROUTING["offers"], "idle": offer(None)},
        needs={**ROUTING["needs"], "idle": {}},
    )
    assert {"provider_never", "unused_condition", "offer_never", "need_never"} <= found
