"""What form do exported routing tables have?"""

from __future__ import annotations

from typing import Any

from selfassessment.engine.routing import (
    Action,
    OfferOutcome,
    Stop,
    TableName,
    Urgency,
)

Schema = dict[str, Any]
_NOTES: Schema = {"note": {"type": "string"}, "extra": {"type": "object"}}
_KEY: Schema = {"$ref": "#/$defs/key"}
_TEXT: Schema = {"type": "string"}


def _obj(properties: Schema, required: str = "") -> Schema:
    return {
        "type": "object",
        "properties": {**properties, **_NOTES},
        "additionalProperties": False,
        "required": required.split(),
    }


def _by_key(value: Schema) -> Schema:
    return {
        "type": "object",
        "propertyNames": _KEY,
        "additionalProperties": value,
    }


_DEFAULT = _obj(
    {"action": {"enum": [one.value for one in Action]}, "redirect": _KEY, "reason": _TEXT}, "action"
)
_OFFER = _obj(
    {
        "need": {
            "anyOf": [_KEY, {"type": "array", "items": _KEY}, {"type": "null"}],
        },
        "universal": {"type": "boolean"},
        "outcomes": _obj(
            {one.value: _DEFAULT for one in OfferOutcome},
            " ".join(one.value for one in OfferOutcome),
        ),
    },
    "outcomes",
)
ROUTING: Schema = _obj(
    {
        "format": {"const": 1},
        "conditions": _by_key({"$ref": "#/$defs/named_condition"}),
        "scores": _by_key({"$ref": "#/$defs/score"}),
        "facts": _by_key({"type": "string"}),
        "needs": _by_key({"type": "object"}),
        "strengths": {"type": "array", "items": _KEY, "minItems": 1},
        "offers": _by_key({"$ref": "#/$defs/offer"}),
        "providers": _by_key(_obj({"clinician_required": {"type": "boolean"}})),
        "tables": {"$ref": "#/$defs/tables"},
    },
    "format strengths offers tables",
)
_GO_ON = _obj({"continue": {"const": True}}, "continue")
_THEN: dict[TableName, Schema] = {
    TableName.SAFETY: {
        "anyOf": [
            _GO_ON,
            _obj(
                {"stop": {"enum": [one.value for one in Stop]}, "page": _KEY, "flag": _KEY},
                "stop page flag",
            ),
        ]
    },
    TableName.SCOPE: {
        "anyOf": [_GO_ON, _obj({"exit": _KEY, "alternative": _KEY}, "exit alternative")]
    },
    TableName.NEEDS: _obj({"need": _KEY, "strength": _KEY}, "need strength"),
    TableName.OFFERS: _obj(
        {
            "offer": _KEY,
            "outcome": {"enum": [one.value for one in OfferOutcome]},
            "redirect": _KEY,
            "reason": _TEXT,
        },
        "offer outcome",
    ),
    TableName.ALLOCATION: _obj({"provider": _KEY}, "provider"),
    TableName.PRIORITY: _obj(
        {"priority": {"enum": [one.value for one in Urgency]}, "outreach": _TEXT}, "priority"
    ),
}
_OWN_FIELDS: dict[TableName, Schema] = {
    TableName.ALLOCATION: {"for": {"type": "array", "items": _KEY}},
    TableName.NEEDS: {"if_unknown": {"enum": ["offer", "ignore"]}},
}


def routing_definitions() -> Schema:
    """Return the parts the schema of the tables is made of."""
    day: Schema = {"$ref": "#/$defs/day"}
    rows = {
        table.value: {
            "type": "array",
            "items": _obj(
                {
                    "order": {"type": "integer"},
                    "when": {"type": "array", "items": _KEY},
                    "then": then,
                    "valid_from": day,
                    "valid_to": day,
                    **_OWN_FIELDS.get(table, {}),
                },
                "order then",
            ),
        }
        for table, then in _THEN.items()
    }
    return {"offer": _OFFER, "tables": _obj(rows)}
