"""What form does a journey exported as JSON have? (JSON Schema, draft 2020-12.)

Made from the engine's own lists of kinds and operators, so that it cannot fall behind; the file
that is published (`static/standards/journey.schema.json`) is compared with it by a test.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from selfassessment.engine.exporting.schema_routing import ROUTING, routing_definitions
from selfassessment.engine.kinds import (
    FactType,
    JourneyKind,
    Operator,
    PageKind,
    Quantity,
    QuestionType,
    RedFlag,
    Sensitivity,
    ShareWith,
)

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
FLAG: Schema = {"type": "boolean"}
WHOLE: Schema = {"type": "integer"}
NUMBER: Schema = {"type": ["number", "string"]}
KEY: Schema = {"$ref": "#/$defs/key"}
CONDITION: Schema = {"$ref": "#/$defs/condition"}


def schema() -> Schema:
    """Return the schema of an export."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A journey, its routing tables and its words",
        "description": "What each field means stands in selfassessment/engine/README.md.",
        **obj(
            {
                "$schema": TEXT,
                "format": {"const": 1},
                "name": KEY,
                "version": {"type": ["integer", "null"], "minimum": 1},
                "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
                "journey": {"$ref": "#/$defs/journey"},
                "routing": {"$ref": "#/$defs/routing"},
                "texts": by_key({"type": "object", "additionalProperties": TEXT}, "^[a-z]{2,3}"),
            },
            "format name version sha256 journey routing texts",
        ),
        "$defs": {**_journey_definitions(), "routing": ROUTING, **routing_definitions()},
    }


def obj(properties: Schema, required: str = "") -> Schema:
    """Return an object with these fields only, a note and extras besides."""
    fields = {**properties, "note": TEXT, "extra": {"type": "object"}}
    found: Schema = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**found, "required": required.split()} if required else found


def by_key(value: Schema, pattern: str = "^[a-z][a-z0-9_]{0,63}$") -> Schema:
    """Return an object whose names are keys and whose values all have one form."""
    return {
        "type": "object",
        "patternProperties": {pattern: value},
        "additionalProperties": False,
    }


def listed(value: Schema, least: int = 0) -> Schema:
    """Return a list of one form."""
    return {"type": "array", "items": value, **({"minItems": least} if least else {})}


def one_of(kind: type[StrEnum]) -> Schema:
    """Return one of the words of an enumeration."""
    return {"enum": [member.value for member in kind]}


def _journey_definitions() -> Schema:
    return {
        "key": {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,63}$"},
        "choice_key": {"type": "string", "pattern": "^[a-z0-9][a-z0-9_]{0,63}$"},
        "day": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "journey": _journey(),
        "page": _page(),
        "question": _question(),
        "condition": _condition(),
        "named_condition": {
            "anyOf": [obj({"name": TEXT, "test": CONDITION}, "test"), CONDITION],
        },
        "score": _score(),
    }


def _journey() -> Schema:
    group = obj({"pages": listed(KEY, 1), "another": KEY, "at_most": WHOLE}, "pages another")
    return obj(
        {
            "format": {"const": 1},
            "slug": KEY,
            "kind": one_of(JourneyKind),
            "locales": listed({"type": "string"}, 1),
            "quick_exit": FLAG,
            "retention": {"type": "object", "additionalProperties": WHOLE},
            "pages": listed({"$ref": "#/$defs/page"}, 1),
            "groups": by_key(group),
            "conditions": by_key({"$ref": "#/$defs/named_condition"}),
            "scores": by_key({"$ref": "#/$defs/score"}),
            "facts": by_key(one_of(FactType)),
        },
        "format slug kind locales pages",
    )


def _page() -> Schema:
    section = obj({"key": KEY, "when": CONDITION, "needs": listed(KEY)}, "key")
    return obj(
        {
            "key": KEY,
            "kind": one_of(PageKind),
            "questions": listed({"$ref": "#/$defs/question"}),
            "routes": listed(obj({"when": CONDITION, "to": KEY}, "when to")),
            "default": KEY,
            "section": TEXT,
            "quick_exit": FLAG,
            "instrument": KEY,
            "urgent": FLAG,
            "alternative": TEXT,
            "reason": TEXT,
            "sections": listed({"anyOf": [KEY, section]}),
        },
        "key kind",
    )


def _question() -> Schema:
    choice_key: Schema = {"$ref": "#/$defs/choice_key"}
    choice = obj(
        {"key": choice_key, "exclusive": FLAG, "divider": FLAG, "red_flag": one_of(RedFlag)}, "key"
    )
    limit: Schema = {"anyOf": [{"$ref": "#/$defs/day"}, {"const": "today"}]}
    protocol = obj({"used_by": TEXT, "decision": TEXT, "retention": TEXT})
    numbers = dict.fromkeys(("min", "max", "soft_min", "soft_max"), NUMBER)
    lengths = dict.fromkeys(("min_length", "max_length"), WHOLE)
    flags = ("required", "not_sure", "prefer_not", "why", "ordered", "hide_from_summary")
    return obj(
        {
            "key": KEY,
            "type": one_of(QuestionType),
            **dict.fromkeys(flags, FLAG),
            "sensitivity": one_of(Sensitivity),
            "choices": listed({"anyOf": [choice_key, choice]}, 1),
            **numbers,
            **lengths,
            "earliest": limit,
            "latest": limit,
            "quantity": one_of(Quantity),
            "protocol": protocol,
            "share_with": one_of(ShareWith),
            "item": {"type": "string", "pattern": r"^[^.]+\.[^.]+$"},
            "asks": TEXT,
        },
        "key type",
    )


def _condition() -> Schema:
    value: Schema = {"type": ["string", "number", "array"]}
    compared = [
        obj({source: KEY, "op": one_of(Operator), "value": value}, f"{source} op")
        for source in ("question", "score", "fact")
    ]
    joined = [obj({how: listed(CONDITION, 1)}, how) for how in ("all", "any", "none")]
    return {"anyOf": [KEY, *compared, *joined, obj({"named": KEY}, "named")]}


def _score() -> Schema:
    fixed: Schema = {"type": ["string", "number"]}
    source = obj({"question": KEY, "as": {"const": "age"}, "fact": KEY, "value": fixed})
    return obj(
        {
            "instrument": KEY,
            "version": {"type": ["string", "integer"]},
            "inputs": by_key({"anyOf": [KEY, source]}),
            "bands": listed(KEY),
        },
        "instrument",
    )
