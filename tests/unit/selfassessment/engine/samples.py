"""Which small journey and routing do the engine's tests share?"""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from selfassessment.engine.answer import Answer
from selfassessment.engine.definition import load
from selfassessment.engine.model import JourneyDefinition, Question
from selfassessment.engine.reading_questions import read_question

TODAY = date(2026, 11, 25)
FACTS: dict[str, object] = {"today": TODAY}
PURPOSE = {"used_by": "the team", "decision": "which help fits", "retention": "28 days"}

SIGNS = {
    "key": "signs",
    "type": "multi_choice",
    "sensitivity": "safety",
    "choices": [
        {"key": "chest_pain", "red_flag": "emergency"},
        {"key": "cannot_cope", "red_flag": "urgent"},
        {"key": "none", "exclusive": True, "divider": True},
    ],
}
SMOKE = {
    "key": "smoke",
    "type": "single_choice",
    "choices": ["daily", "sometimes", "used_to", "never"],
    "prefer_not": True,
    "sensitivity": "health",
}
BODY = [
    {
        "key": key,
        "type": "measurement",
        "quantity": key,
        "required": False,
        "not_sure": True,
        "sensitivity": "health",
    }
    for key in ("height", "weight")
]
JOURNEY: dict[str, Any] = {
    "format": 1,
    "slug": "small",
    "kind": "wizard",
    "locales": ["en"],
    "pages": [
        {
            "key": "signs",
            "kind": "question",
            "questions": [SIGNS],
            "routes": [
                {"when": "chest_pain", "to": "emergency_999"},
                {"when": "cannot_cope", "to": "urgent"},
            ],
            "default": "smoking",
        },
        {"key": "urgent", "kind": "interrupt", "urgent": True},
        {
            "key": "smoking",
            "kind": "question",
            "questions": [SMOKE],
            "routes": [{"when": "smokes", "to": "cigarettes"}],
            "default": "body",
        },
        {
            "key": "cigarettes",
            "kind": "question",
            "questions": [{"key": "per_day", "type": "whole_number", "min": 0, "max": 100}],
        },
        {"key": "body", "kind": "question", "questions": BODY},
        {
            "key": "children",
            "kind": "question",
            "questions": [{"key": "has_children", "type": "yes_no"}],
            "routes": [
                {"when": {"question": "has_children", "op": "is", "value": "yes"}, "to": "child"}
            ],
            "default": "consent",
        },
        {
            "key": "child",
            "kind": "question",
            "questions": [
                {"key": "child_age", "type": "whole_number", "min": 0, "max": 19},
                {"key": "another", "type": "yes_no"},
            ],
        },
        {
            "key": "consent",
            "kind": "consent",
            "questions": [{"key": "share", "type": "yes_no"}],
            "routes": [
                {"when": {"question": "share", "op": "is", "value": "no"}, "to": "not_shared"}
            ],
        },
        {"key": "check", "kind": "check_answers"},
        {"key": "done", "kind": "confirmation"},
        {"key": "not_shared", "kind": "exit", "alternative": "phone"},
        {"key": "emergency_999", "kind": "emergency"},
    ],
    "groups": {"children": {"pages": ["child"], "another": "another", "at_most": 3}},
    "conditions": {
        "chest_pain": {"question": "signs", "op": "includes", "value": "chest_pain"},
        "cannot_cope": {"question": "signs", "op": "includes", "value": "cannot_cope"},
        "smokes": {
            "name": "smokes",
            "test": {"question": "smoke", "op": "is_any_of", "value": ["daily", "sometimes"]},
        },
        "heavy": {"score": "bmi", "op": "at_least", "value": 30},
        "has_toddler": {"question": "child_age", "op": "less_than", "value": 4},
    },
    "scores": {
        "bmi": {
            "instrument": "bmi",
            "inputs": {"height": "height", "weight": "weight"},
            "bands": [
                "underweight",
                "healthy",
                "overweight",
                "obesity_1",
                "obesity_2",
                "obesity_3",
            ],
        }
    },
}

TO_CHECK = {
    "signs": Answer.given(("none",)),
    "smoke": Answer.given("never"),
    "height": Answer.skipped(),
    "weight": Answer.skipped(),
    "has_children": Answer.given("no"),
    "share": Answer.given("yes"),
}

CLOSED = {"action": "directory", "redirect": "activities", "reason": "other_help"}


def offer(need: str | None, **more: object) -> dict[str, Any]:
    """Return an offer that redirects to the activities."""
    outcomes = {"eligible": {"action": "refer"}, "not_now": CLOSED, "not_eligible": CLOSED}
    return {"need": need, "outcomes": outcomes, **more}


ROUTING: dict[str, Any] = {
    "format": 1,
    "conditions": {
        "smokes": {
            "name": "smokes",
            "test": {"question": "smoke", "op": "is_any_of", "value": ["daily", "sometimes"]},
        },
        "smokes_daily": {"question": "smoke", "op": "is", "value": "daily"},
        "smoking_unknown": {"question": "smoke", "op": "not_answered"},
        "chest_pain": {"question": "signs", "op": "includes", "value": "chest_pain"},
        "cannot_cope": {"question": "signs", "op": "includes", "value": "cannot_cope"},
        "outside": {"fact": "in_council_area", "op": "is_false"},
        "inside": {"fact": "in_council_area", "op": "is_true"},
        "poor_area": {"fact": "imd_decile", "op": "at_most", "value": 2},
        "rich_area": {"fact": "imd_decile", "op": "at_least", "value": 9},
        "heavy": {"score": "bmi", "op": "band_at_least", "value": "obesity_1"},
        "very_heavy": {"score": "bmi", "op": "at_least", "value": 50},
    },
    "needs": {"quitting": {}, "weight": {}},
    "strengths": ["some", "strong"],
    "offers": {
        "stop_smoking": offer("quitting"),
        "weight_group": offer("weight"),
        "activities": {
            **offer(None),
            "universal": True,
            "outcomes": {
                "eligible": {"action": "directory"},
                "not_now": {"action": "directory"},
                "not_eligible": {"action": "directory"},
            },
        },
    },
    "providers": {"team": {}, "clinic": {"clinician_required": True}},
    "tables": {
        "safety": [
            {
                "order": 10,
                "when": ["chest_pain"],
                "then": {"stop": "emergency", "page": "emergency_999", "flag": "chest_pain"},
            },
            {
                "order": 20,
                "when": ["cannot_cope"],
                "then": {"stop": "urgent", "page": "urgent", "flag": "cannot_cope"},
            },
            {"order": 90, "when": [], "then": {"continue": True}},
        ],
        "scope": [
            {
                "order": 10,
                "when": ["outside"],
                "then": {"exit": "not_shared", "alternative": "activities"},
            },
            {"order": 90, "when": [], "then": {"continue": True}},
        ],
        "needs": [
            {
                "order": 10,
                "when": ["smokes_daily"],
                "then": {"need": "quitting", "strength": "strong"},
            },
            {"order": 20, "when": ["smokes"], "then": {"need": "quitting", "strength": "some"}},
            {"order": 30, "when": ["heavy"], "then": {"need": "weight", "strength": "some"}},
        ],
        "offers": [
            {
                "order": 10,
                "when": ["inside"],
                "then": {"offer": "stop_smoking", "outcome": "eligible"},
            },
            {
                "order": 20,
                "when": ["very_heavy"],
                "then": {"offer": "weight_group", "outcome": "not_eligible", "reason": "see_gp"},
            },
        ],
        "allocation": [
            {
                "order": 10,
                "when": ["poor_area"],
                "for": ["stop_smoking"],
                "then": {"provider": "clinic"},
            },
            {"order": 90, "when": [], "then": {"provider": "team"}},
        ],
        "priority": [
            {
                "order": 10,
                "when": ["poor_area"],
                "then": {"priority": "soon", "outreach": "phone"},
            },
            {"order": 90, "when": [], "then": {"priority": "routine"}},
        ],
    },
}


def journey(**changes: Any) -> JourneyDefinition:
    """Load the small journey with some fields replaced."""
    return load({**deepcopy(JOURNEY), **changes})


def question(kind: str, **fields: Any) -> Question:
    """Load one question of a type."""
    return read_question({"key": "q", "type": kind, **fields}, "$")
