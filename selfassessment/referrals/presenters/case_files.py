"""How do cases look as JSON and as tables, with or without what says who somebody is?

Without identity a case holds the reference, codes and choices; names, contacts, dates of birth,
free text, notes and staff are left out. Notes are never in it. The form is published as a JSON
schema (`static/standards/cases.schema.json`); a test compares the two.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from selfassessment.referrals.enums import About, Channel, EventKind, OutcomeStage, State
from selfassessment.referrals.models import Case, Departure, Outcome
from selfassessment.referrals.presenters.sheets import Sheet, Value
from selfassessment.referrals.rules.identifying import nameless
from selfassessment.referrals.selectors.exporting import Taken

FORMAT = "waymark-cases-1"
SCHEMA_FILE = "standards/cases.schema.json"
Document = dict[str, Any]


def document(taken: Taken, *, identity: bool, made_at: datetime, schema_url: str) -> Document:
    """Return the whole export."""
    return {
        "$schema": schema_url,
        "format": FORMAT,
        "made_at": made_at.isoformat(),
        "identity": identity,
        "cases": [_case(case, taken, identity) for case in taken.cases],
    }


def _case(case: Case, taken: Taken, identity: bool) -> Document:
    found: Document = {
        "reference": case.reference,
        "received_at": case.received_at.isoformat(),
        "journey": case.journey,
        "journey_version": case.journey_version,
        "language": case.language,
        "channel": case.channel,
        "about": case.about,
        "ward": case.ward,
        "deprivation_tenth": case.imd_decile,
        "safety_flags": case.safety_flags,
        "is_sample": case.is_sample,
        "answers": [_answer(one) for one in (case.answers if identity else nameless(case.answers))],
        "consents": [{"kind": one["kind"], "given": one["given"]} for one in case.consents],
        "lines": [_line(line, taken.outcomes.get(line.pk, ())) for line in case.lines.all()],
        "events": [_event(event) for event in case.events.all()],
    }
    if identity:
        found["person"] = case.person.details.as_json()
    return found


def _answer(one: Mapping[str, Any]) -> Document:
    return {
        "question": one.get("question", ""),
        "question_text": one.get("staff_question") or one.get("question_text", ""),
        "answer_text": one.get("staff_answer") or one.get("answer_text", ""),
        "value": one.get("value"),
    }


def _line(line: Any, outcomes: Sequence[Outcome]) -> Document:
    return {
        "id": str(line.pk),
        "need": line.need,
        "offer": line.offer,
        "provider": line.provider,
        "state": line.state,
        "state_since": line.state_since.isoformat(),
        "priority": line.priority,
        **_departure(line),
        "outcomes": [_outcome(row) for row in outcomes],
    }


def _departure(line: Any) -> Document:
    """Return why a line ended before the help came, last, and where its person was sent."""
    last = next(reversed(line.departures.all()), None)
    return {
        "ended_because": last.reason if last else "",
        "sent_where": last.where if last else "",
        "sent_code": last.code if last else "",
    }


def _outcome(row: Outcome) -> Document:
    return {
        "set": row.set,
        "field": row.field,
        "stage": row.stage,
        "value": row.value,
        "recorded_at": row.recorded_at.isoformat(),
    }


def _event(event: Any) -> Document:
    return {
        "number": event.number,
        "at": event.at.isoformat(),
        "kind": event.kind,
        "line": str(event.line_id) if event.line_id else None,
        "from": event.from_state,
        "to": event.to_state,
        "channel": event.channel,
        "outcome": event.outcome,
    }


def tables(taken: Taken, *, identity: bool) -> list[Sheet]:
    """Return the same as four tables: cases, lines, events, outcomes."""
    made = [_case(case, taken, identity) for case in taken.cases]
    return [
        Sheet("Cases", list(_cases_table(made, identity))),
        Sheet("Lines", list(_table(made, "lines"))),
        Sheet("Events", list(_table(made, "events"))),
        Sheet("Outcomes", list(_outcome_table(made))),
    ]


_PLAIN = (
    *("reference", "received_at", "journey", "journey_version", "language", "channel", "about"),
    *("ward", "deprivation_tenth", "is_sample"),
)
_PERSON = ("name", "date_of_birth", "age_band", "postcode", "phone", "email")
_LISTS = {
    "lines": (
        *("id", "need", "offer", "provider", "state", "state_since", "priority"),
        *("ended_because", "sent_where", "sent_code"),
    ),
    "events": ("number", "at", "kind", "line", "from", "to", "channel", "outcome"),
}
_OUTCOME = ("set", "field", "stage", "value", "recorded_at")


def _cases_table(made: Iterable[Document], identity: bool) -> Iterator[list[Value]]:
    yield [*_PLAIN, "safety_flags", *(_PERSON if identity else ())]
    for case in made:
        line: list[Value] = [case[name] for name in _PLAIN]
        line.append("; ".join(case["safety_flags"]))
        yield line + ([case["person"][name] for name in _PERSON] if identity else [])


def _table(made: Iterable[Document], name: str) -> Iterator[list[Value]]:
    yield ["reference", *_LISTS[name]]
    for case in made:
        for row in case[name]:
            yield [case["reference"], *(row[one] for one in _LISTS[name])]


def _outcome_table(made: Iterable[Document]) -> Iterator[list[Value]]:
    yield ["reference", "line", *_OUTCOME]
    for case in made:
        for line in case["lines"]:
            for row in line["outcomes"]:
                told = {**row, "value": _flat(row["value"])}
                yield [case["reference"], line["id"], *(told[one] for one in _OUTCOME)]


def _flat(value: Any) -> Value:
    if isinstance(value, dict):
        return _flat(value["total"] if value.get("total") is not None else value.get("band"))
    if isinstance(value, list):
        return "; ".join(map(str, value))
    found: Value = value
    return found


_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "format": "date-time"}


def _object(properties: Document, optional: Sequence[str] = ()) -> Document:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Document) -> Document:
    return {"type": "array", "items": items}


def _one_of(kind: Any) -> Document:
    return {"enum": list(kind.values)}


def schema() -> Document:
    """Return the JSON schema of an export."""
    outcome = {
        **{"set": _TEXT, "field": _TEXT, "stage": _one_of(OutcomeStage), "value": {}},
        "recorded_at": _MOMENT,
    }
    line = {
        **dict.fromkeys(("id", "need", "offer", "provider"), _TEXT),
        "ended_because": {"enum": ["", *Departure.Why.values]},
        "sent_where": {"enum": ["", *Departure.Where.values]},
        "sent_code": _TEXT,
        **{"state": _one_of(State), "state_since": _MOMENT, "priority": {"type": "integer"}},
        "outcomes": _list(_object(outcome)),
    }
    event = {
        **{"number": {"type": ["integer", "null"]}, "at": _MOMENT, "kind": _one_of(EventKind)},
        "line": {"type": ["string", "null"]},
        **dict.fromkeys(("from", "to", "channel", "outcome"), _TEXT),
    }
    answer = {
        **dict.fromkeys(("question", "question_text", "answer_text"), _TEXT),
        "value": {},
    }
    case = {
        **{"reference": _TEXT, "received_at": _MOMENT},
        **dict.fromkeys(("journey", "journey_version", "language"), _TEXT),
        **{"channel": _one_of(Channel), "about": _one_of(About), "ward": _TEXT},
        "deprivation_tenth": {"type": ["integer", "null"], "minimum": 1, "maximum": 10},
        "safety_flags": _list(_TEXT),
        "is_sample": {"type": "boolean"},
        "answers": _list(_object(answer)),
        "consents": _list(_object({"kind": _TEXT, "given": {"type": "boolean"}})),
        "lines": _list(_object(line)),
        "events": _list(_object(event)),
        "person": {"type": "object"},
    }
    whole = {
        **{"$schema": _TEXT, "format": {"const": FORMAT}, "made_at": _MOMENT},
        "identity": {"type": "boolean"},
        "cases": _list(_object(case, optional=("person",))),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Cases of a referral desk with lines, events and outcomes",
        **_object(whole),
    }
