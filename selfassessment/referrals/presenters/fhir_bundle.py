"""How do cases read as a FHIR R4 Bundle?

For each case a Patient, a Consent and a QuestionnaireResponse; for each line a ServiceRequest;
for each scored questionnaire and each number of its outcomes an Observation. Codes are our own,
under the address of the site. Nothing is sent anywhere: it is a file.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid5

from core.clock import day_of
from selfassessment.referrals.enums import State
from selfassessment.referrals.models import Case, Outcome, ReferralLine
from selfassessment.referrals.rules.identifying import nameless
from selfassessment.referrals.rules.outcome_sets import UnknownOutcome, set_of
from selfassessment.referrals.rules.standing import stage_of
from selfassessment.referrals.selectors.exporting import Taken

Resource = dict[str, Any]
_REVOKED = (State.WITHDRAWN, State.DECLINED, State.REDIRECTED, State.UNREACHED)


def bundle(taken: Taken, *, site: str, identity: bool, made_at: datetime) -> Resource:
    """Return a collection of the cases."""
    writer = _Writer(site, identity)
    entries = [
        {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
        for case in taken.cases
        for resource in writer.case(case, taken.outcomes)
    ]
    found: Resource = {"resourceType": "Bundle", "type": "collection"}
    found["timestamp"] = made_at.isoformat()
    return found | ({"entry": entries} if entries else {})


class _Writer:
    """Writes the resources of one bundle."""

    def __init__(self, site: str, identity: bool) -> None:
        self.site, self.identity = site, identity

    def case(self, case: Case, outcomes: Mapping[Any, Any]) -> Iterator[Resource]:
        """Yield the resources of a case."""
        yield self._patient(case)
        yield self._consent(case)
        yield self._response(case)
        for line in case.lines.all():
            yield self._request(case, line)
            for row in outcomes.get(line.pk, ()):
                observed = self._observation(case, line, row)
                if observed:
                    yield observed

    def _coded(self, kind: str, code: str, words: str = "") -> Resource:
        return {
            "coding": [{"system": f"{self.site}/codes/{kind}", "code": code}],
            "text": words or code.replace("_", " "),
        }

    def _patient(self, case: Case) -> Resource:
        found: Resource = {"resourceType": "Patient", "id": str(case.person_id)}
        found["communication"] = [
            {"language": {"coding": [{"system": "urn:ietf:bcp:47", "code": case.language}]}}
        ]
        if not self.identity:
            return found
        details = case.person.details
        if details.name:
            found["name"] = [{"text": details.name}]
        ways = [("phone", details.phone), ("email", details.email)]
        telecom = [{"system": system, "value": value} for system, value in ways if value]
        if telecom:
            found["telecom"] = telecom
        if details.date_of_birth:
            found["birthDate"] = details.date_of_birth.isoformat()
        if details.postcode:
            found["address"] = [{"postalCode": details.postcode}]
        return found

    def _consent(self, case: Case) -> Resource:
        given = bool(case.consents) and all(one["given"] for one in case.consents)
        return {
            "resourceType": "Consent",
            "id": _id(case.pk, "c"),
            "status": "active" if given else "rejected",
            "scope": _hl7("consentscope", "patient-privacy"),
            "category": [_hl7("v3-ActCode", "IDSCL")],
            "patient": _to(case.person_id),
            "dateTime": case.received_at.isoformat(),
            "policyRule": {"text": "; ".join(one["kind"] for one in case.consents) or "none"},
        }

    def _response(self, case: Case) -> Resource:
        shown = case.answers if self.identity else nameless(case.answers)
        items = [
            {
                "linkId": str(one.get("question") or number),
                **_said("text", one.get("staff_question") or one.get("question_text")),
                **_answered(one.get("staff_answer") or one.get("answer_text")),
            }
            for number, one in enumerate(shown, 1)
        ]
        version = case.journey_version.replace(" ", "-")
        found: Resource = {
            "resourceType": "QuestionnaireResponse",
            "id": _id(case.pk, "q"),
            "questionnaire": f"{self.site}/questionnaire/{case.journey}|{version}",
            "status": "completed",
            "subject": _to(case.person_id),
            "authored": case.received_at.isoformat(),
        }
        return found | ({"item": items} if items else {})

    def _request(self, case: Case, line: ReferralLine) -> Resource:
        return {
            "resourceType": "ServiceRequest",
            "id": str(line.pk),
            "identifier": [{"system": f"{self.site}/reference", "value": case.reference}],
            "status": _status(line.state),
            "intent": "order",
            "category": [self._coded("category", "self-referral")],
            "priority": "urgent" if line.priority == 1 else "routine",
            "code": self._coded("need", line.need),
            "subject": _to(case.person_id),
            "authoredOn": case.received_at.isoformat(),
            "performer": [{"display": line.provider}],
            "supportingInfo": [_to(_id(case.pk, "q"))],
        }

    def _observation(self, case: Case, line: ReferralLine, row: Outcome) -> Resource | None:
        value = row.value.get("total") if isinstance(row.value, dict) else row.value
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        try:
            field = set_of(row.set, day_of(row.recorded_at)).field(row.field)
        except UnknownOutcome:
            return None
        quantity: Resource = {"value": value}
        if field.unit:
            quantity["unit"] = field.unit
        return {
            "resourceType": "Observation",
            "id": str(row.pk),
            "status": "final",
            "basedOn": [_to(line.pk)],
            "code": self._coded(row.set, row.field, field.label),
            "subject": _to(case.person_id),
            "effectiveDateTime": row.recorded_at.isoformat(),
            "valueQuantity": quantity,
            "note": [{"text": f"Asked: {row.get_stage_display()}"}],
        }


def _to(key: object) -> Resource:
    return {"reference": f"urn:uuid:{key}"}


def _id(key: Any, kind: str) -> str:
    """Return an id of our own for what has none: the case's, told apart by its kind."""
    return str(uuid5(key, kind))


def _hl7(system: str, code: str) -> Resource:
    address = "http://terminology.hl7.org/CodeSystem"
    return {"coding": [{"system": f"{address}/{system}", "code": code}]}


def _said(name: str, text: str | None) -> Resource:
    return {name: text.strip()} if text and text.strip() else {}


def _answered(text: str | None) -> Resource:
    told = _said("valueString", text)
    return {"answer": [told]} if told else {}


def _status(state: str) -> str:
    """Return how far a line is: wanted, given up, or done."""
    if state in _REVOKED:
        return "revoked"
    return "completed" if stage_of(state) in ("closed", "follow_up") else "active"
