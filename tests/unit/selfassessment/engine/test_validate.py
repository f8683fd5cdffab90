"""Is each kind of mistake found, with its code and place, and nothing in a sound definition?"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from selfassessment.engine.definition import load
from selfassessment.engine.findings import Finding, Severity, Surroundings
from selfassessment.engine.tables import load_tables
from selfassessment.engine.validate import publishable, validate
from tests.unit.selfassessment.engine.samples import JOURNEY, ROUTING, journey

SOUND = journey()
SURE = load_tables(ROUTING)


def mended(**pages: dict[str, Any]) -> dict[str, Any]:
    """Return the small journey with fields of some pages changed."""
    data = deepcopy(JOURNEY)
    for page in data["pages"]:
        page.update(pages.get(page["key"], {}))
    return data


def check(data: dict[str, Any], **around: Any) -> list[Finding]:
    return validate(load(data), Surroundings(**around))


def codes(findings: list[Finding], severity: Severity = Severity.ERROR) -> set[str]:
    return {finding.code for finding in findings if finding.severity is severity}


def route(to: str, when: object = "smokes") -> dict[str, Any]:
    return {"routes": [{"when": when, "to": to}]}


def test_the_small_journey_is_publishable() -> None:
    findings = validate(SOUND, Surroundings(routing=SURE))
    assert publishable(findings), [str(f) for f in findings]


@pytest.mark.parametrize(
    ("page", "change", "code", "place"),
    [
        ("not_shared", {"alternative": "magic"}, "unknown_offer", "pages.not_shared"),
        ("child", {"default": "not_shared", **route("check")}, "leaves_group", "groups.children"),
    ],
)
def test_mistakes_of_a_journey(page: str, change: dict[str, Any], code: str, place: str) -> None:
    findings = check(mended(**{page: change}), routing=SURE)
    assert (code, place) in {(finding.code, finding.place) for finding in findings}
    assert code in codes(findings)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (
            "conditions",
            {**JOURNEY["conditions"], "a": {"named": "b"}, "b": {"named": "a"}},
            "condition_circle",
        ),
        (
            "scores",
            {"bmi": {**JOURNEY["scores"]["bmi"], "bands": ["thin", "fat"]}},
            "bands_changed",
        ),
        (
            "scores",
            {"bmi": {**JOURNEY["scores"]["bmi"], "inputs": {"height": "height"}}},
            "item_missing",
        ),
        (
            "scores",
            {"bmi": {**JOURNEY["scores"]["bmi"], "inputs": {"height": "tall", "weight": "weight"}}},
            "unknown_question",
        ),
        (
            "groups",
            {"children": {"pages": ["child", "check"], "another": "another", "at_most": 2}},
            "group_apart",
        ),
        (
            "groups",
            {"children": {"pages": ["child"], "another": "child_age", "at_most": 2}},
            "group_another",
        ),
        (
            "groups",
            {"children": {"pages": ["x"], "another": "another", "at_most": 2}},
            "unknown_page",
        ),
    ],
)
def test_mistakes_of_the_other_parts(field: str, value: object, code: str) -> None:
    assert code in codes(check({**deepcopy(JOURNEY), field: value}))


def test_an_unreachable_page_is_found() -> None:
    findings = check(mended(smoking={"routes": [], "default": "body"}))
    assert "unreachable" in codes(findings)


def test_a_walk_that_stops_nowhere_is_found() -> None:
    data = deepcopy(JOURNEY)
    data["pages"] = [page for page in data["pages"] if page["kind"] not in {"exit", "emergency"}]
    data["pages"].pop()
    findings = check(data)
    assert {"no_default", "dead_end", "no_confirmation"} <= codes(findings)


@pytest.mark.parametrize(
    ("page", "change", "code"),
    [
        ("body", {"default": "children", **route("children")}, "useless_route"),
        ("signs", {}, "routes_overlap"),
        (
            "cigarettes",
            {"questions": [{"key": "per_day", "type": "decimal", "sensitivity": "health"}]},
            "no_way_out",
        ),
        ("smoking", {"routes": [], "default": "cigarettes"}, "unused_condition"),
    ],
)
def test_warnings_of_a_journey(page: str, change: dict[str, Any], code: str) -> None:
    assert code in codes(check(mended(**{page: change})), Severity.WARNING)


def test_a_branch_that_never_leads_here_is_a_warning() -> None:
    data = mended(
        urgent={"default": "consent"},
        smoking={"routes": []},
    )
    data["pages"][1]["kind"] = "question"
    data["pages"][1]["questions"] = [{"key": "coping", "type": "yes_no"}]
    data["pages"][2]["routes"] = [
        {"when": {"question": "coping", "op": "is", "value": "no"}, "to": "cigarettes"}
    ]
    found = check(data)
    assert "reads_other_branch" in codes(found, Severity.WARNING)


def test_signs_asked_late_and_a_long_path_are_warnings() -> None:
    found = check(deepcopy(JOURNEY), longest=5, safety_within=0)
    assert {"long_path", "safety_late"} <= codes(found, Severity.WARNING)


def test_an_instrument_in_an_unvalidated_language_needs_its_twin() -> None:
    items = ["companionship", "left_out", "isolated"]
    options = ["hardly_ever", "some_of_the_time", "often"]
    ucla = {
        "kind": "instrument",
        "instrument": "ucla3",
        "questions": [
            {"key": item, "type": "single_choice", "item": f"ucla3.{item}", "choices": options}
            for item in items
        ],
    }
    validated = {"fact": "validated_instruments", "op": "includes", "value": "ucla3"}
    data = mended(cigarettes=ucla)
    data["locales"] = ["en", "ur"]
    assert "instrument_not_validated" in codes(check(data))
    guarded = deepcopy(data)
    guarded["pages"][2]["routes"] = [{"when": {"all": ["smokes", validated]}, "to": "cigarettes"}]
    assert "instrument_not_validated" not in codes(check(guarded))


@pytest.mark.parametrize(
    ("instrument", "items", "options", "code"),
    [
        (
            "phq2",
            ["interest", "down"],
            ["not_at_all", "several_days", "more_than_half", "nearly_every_day"],
            "sign_off_missing",
        ),
        (
            "who5",
            ["cheerful", "calm", "active", "rested", "interest"],
            [
                "at_no_time",
                "some_of_the_time",
                "less_than_half",
                "more_than_half",
                "most_of_the_time",
                "all_of_the_time",
            ],
            "licence_not_accepted",
        ),
    ],
)
def test_an_instrument_behind_a_gate_must_be_switched_on_or_walked_around(
    instrument: str, items: list[str], options: list[str], code: str
) -> None:
    questions = [
        {"key": i, "type": "single_choice", "item": f"{instrument}.{i}", "choices": options}
        for i in items
    ]
    page = {"kind": "instrument", "instrument": instrument, "questions": questions}
    data = mended(cigarettes=page)
    assert code in codes(check(data))
    assert code not in codes(check(data, switched_on={instrument}))
    allowed = {"fact": "validated_instruments", "op": "includes", "value": instrument}
    data["pages"][2]["routes"] = [{"when": {"all": ["smokes", allowed]}, "to": "cigarettes"}]
    assert code not in codes(check(data))
