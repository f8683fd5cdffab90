"""Are cases as files valid, without names unless asked for, and written down one by one?"""

import csv
import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core import clock
from core.models import AuditEvent
from selfassessment.referrals.actions import cases, outcomes
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case
from selfassessment.referrals.presenters import case_files
from selfassessment.referrals.selectors import exporting
from selfassessment.referrals.types import AnswerShown, NeedLine
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[3] / "static" / case_files.SCHEMA_FILE
SECRET = "My neighbour Zachariah"
FORMULA = "=1+1"


def made(**changes: Any) -> Case:
    """Return a case with own words, a note and outcomes."""
    told = (
        AnswerShown("topics", "What would you like?", "Move more", ["moving"]),
        AnswerShown("else", "Anything else?", SECRET, SECRET, free_text=True),
        AnswerShown("your_name", "Your name", "Nandini", "Nandini"),
        AnswerShown("their_number", "Number", "0116 496 0777", "01164960777", identifies=True),
    )
    facts: dict[str, Any] = {
        "answers": told,
        "needs": (NeedLine("smoking", "stop_smoking", "team"),),
        "person": person(name=FORMULA, email="asha@example.org"),
    }
    received = receive(submission=submission(**facts | changes), now=clock.now())
    case = Case.objects.get(pk=received.case_id)
    by = User.objects.get()
    cases.add_note(case=case, text="A note about a neighbour", by=by, now=clock.now())
    scored = {"items": {"answer": "7"}, "total": 7, "band": "high", "version": "1.1"}
    for code, values in (
        ("stop_smoking", {"co_ppm": 22, "gender": "female"}),
        ("wellbeing", {"ons4_happy": scored}),
    ):
        outcomes.keep(
            line=case.lines.get(),
            code=code,
            stage="before",
            values=values,
            by=by,
            now=clock.now(),
        )
    return case


def taken(client: Client, kind: str, **more: str) -> Any:
    """Take the cases of today."""
    today = clock.today().isoformat()
    sent = {"first": today, "last": today, "kind": kind} | more
    return client.post(reverse("referrals:export-cases"), sent)


def test_the_published_schema_is_that_of_the_code() -> None:
    assert json.loads(SCHEMA.read_text()) == case_files.schema()


@pytest.mark.parametrize("identity", [{}, {"identity": "on"}])
def test_json_keeps_to_its_schema(desk: Client, identity: dict[str, str]) -> None:
    case = made()
    content = json.loads(taken(desk, "json", **identity).content)
    pytest.importorskip("jsonschema").Draft202012Validator(case_files.schema()).validate(content)
    assert content["$schema"].endswith(".json")
    found = content["cases"][0]
    assert found["reference"] == case.reference
    assert {row["field"] for row in found["lines"][0]["outcomes"]} == {
        *("co_ppm", "gender", "ons4_happy")
    }
    assert [event["kind"] for event in found["events"]][:2] == ["received", "note"]


@pytest.mark.parametrize("kind", ["json", "csv", "fhir.json"])
def test_without_identity_nothing_says_who_it_is(desk: Client, kind: str) -> None:
    made()
    content = taken(desk, kind).content.decode()
    of_answers = ("Nandini", "0116 496 0777", "01164960777", SECRET)
    for telling in (FORMULA, "0116 496 0123", "LE4 5QD", "asha@example.org", *of_answers):
        assert telling not in content
    assert "asha@example.org" in taken(desk, kind, identity="on").content.decode()


@pytest.mark.parametrize("kind", ["json", "csv", "fhir.json"])
def test_notes_never_leave(desk: Client, kind: str) -> None:
    made()
    assert "A note about" not in taken(desk, kind, identity="on").content.decode()


def test_no_cell_is_a_formula(desk: Client) -> None:
    made()
    content = taken(desk, "csv", identity="on").content.decode("utf-8-sig")
    cells = [cell for line in csv.reader(io.StringIO(content)) for cell in line]
    assert f"'{FORMULA}" in cells
    assert FORMULA not in cells
    book = load_workbook(io.BytesIO(taken(desk, "xlsx", identity="on").content))
    assert book.sheetnames == ["Cases", "Lines", "Events", "Outcomes"]
    assert not any(
        cell.data_type == "f" for sheet in book.worksheets for row in sheet for cell in row
    )


@pytest.mark.parametrize("identity", [{}, {"identity": "on"}])
def test_fhir_is_a_bundle_of_r4(desk: Client, identity: dict[str, str]) -> None:
    case = made()
    answer = taken(desk, "fhir.json", **identity)
    assert answer["Content-Type"] == "application/fhir+json"
    content = json.loads(answer.content)
    bundle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle.model_validate(content)
    kinds = [entry.resource.get_resource_type() for entry in bundle.entry]
    assert kinds == [
        *("Patient", "Consent", "QuestionnaireResponse", "ServiceRequest"),
        *("Observation", "Observation"),
    ]
    known = {entry["fullUrl"] for entry in content["entry"]}
    assert len(known) == len(content["entry"])
    request = content["entry"][3]["resource"]
    assert request["identifier"][0]["value"] == case.reference
    assert (request["status"], request["intent"]) == ("active", "order")
    assert request["subject"]["reference"] in known
    assert {one["reference"] for one in request["supportingInfo"]} <= known
    numbers = {
        entry["resource"]["code"]["coding"][0]["code"]: entry["resource"]["valueQuantity"]
        for entry in content["entry"][4:]
    }
    assert numbers == {"co_ppm": {"value": 22, "unit": "ppm"}, "ons4_happy": {"value": 7}}


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("received", "active"),
        ("withdrawn", "revoked"),
        ("declined", "revoked"),
        ("closed", "completed"),
    ],
)
def test_a_line_that_ended_is_no_active_request(desk: Client, state: str, status: str) -> None:
    made().lines.update(state=state)
    entries = json.loads(taken(desk, "fhir.json").content)["entry"]
    assert entries[3]["resource"]["status"] == status


def test_an_empty_bundle_and_an_erased_case_are_valid(desk: Client) -> None:
    bundle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    bundle.model_validate(json.loads(taken(desk, "fhir.json").content))
    case = made(person=person(name=""), answers=(), consents=())
    assert case.lines.count() == 1
    bundle.model_validate(json.loads(taken(desk, "fhir.json", identity="on").content))


def test_each_case_that_is_taken_is_written_down(desk: Client) -> None:
    case, other = made(), made(is_sample=True)
    answer = taken(desk, "json")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert len(json.loads(answer.content)["cases"]) == 1  # made-up cases are asked for
    assert AuditEvent.objects.about(case).filter(verb="case.exported").count() == 1
    assert not AuditEvent.objects.about(other).filter(verb="case.exported").exists()
    whole = AuditEvent.objects.get(verb="cases.exported")
    assert (whole.detail["cases"], whole.detail["identity"]) == ("1", "no")


def test_one_case_is_taken_from_its_page_and_no_other(desk: Client) -> None:
    case, other = made(), made(person=person(name="Zed Other", phone="0116 496 0999"))
    page = desk.get(reverse("referrals:case", args=[case.pk])).content.decode()
    address = reverse("referrals:case-file", args=[case.pk])
    assert f'action="{address}"' in page
    assert desk.get(address).status_code == 405
    answer = desk.post(address)
    assert answer["Content-Type"] == "application/fhir+json"
    assert case.reference in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    content = answer.content.decode()
    assert "asha@example.org" in content
    assert "Zed Other" not in content
    assert "A note about" not in content
    bundle = pytest.importorskip("fhir.resources.R4B.bundle").Bundle
    bundle.model_validate(json.loads(content))
    assert AuditEvent.objects.about(case).filter(verb="case.exported").count() == 1
    assert not AuditEvent.objects.about(other).filter(verb="case.exported").exists()
    whole = AuditEvent.objects.get(verb="cases.exported")
    assert (whole.detail["reference"], whole.detail["identity"]) == (case.reference, "yes")


def test_who_may_not_take_files_out_takes_no_case_out(desk: Client) -> None:
    case = made()
    may = Permission.objects.get(codename="export_referrals")
    Group.objects.get(name="desk").permissions.remove(may)
    address = reverse("referrals:case-file", args=[case.pk])
    assert address not in desk.get(reverse("referrals:case", args=[case.pk])).content.decode()
    assert desk.post(address).status_code == 302
    assert not AuditEvent.objects.filter(verb="case.exported").exists()


@pytest.mark.parametrize("kind", ["json", "csv", "fhir.json"])
def test_a_manager_who_works_no_case_takes_no_name_out(desk: Client, kind: str) -> None:
    made()
    user = User.objects.get()
    user.groups.set([Group.objects.get(name="manager")])
    assert "With names" not in desk.get(reverse("referrals:exports")).content.decode()
    answer = taken(desk, kind, identity="on")
    assert answer.status_code == 200
    for telling in (FORMULA, "0116 496 0123", "asha@example.org", SECRET):
        assert telling not in answer.content.decode()
    assert AuditEvent.objects.get(verb="cases.exported").detail["identity"] == "no"
    user.groups.add(Group.objects.get(name="desk"))
    assert "asha@example.org" in taken(desk, kind, identity="on").content.decode()


def test_days_are_those_of_london_and_both_count(desk: Client) -> None:
    made()
    day = clock.today()
    for first, last, number in [(day, day, 1), (day + timedelta(days=1),) * 2 + (0,)]:
        days = {"first": first.isoformat(), "last": last.isoformat()}
        assert len(json.loads(taken(desk, "json", **days).content)["cases"]) == number


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"first": "yesterday"}, "Write a day such as 24/12/2026."),
        ({"first": "2099-01-01"}, "This day is before the first one."),
        ({"kind": "exe"}, "Choose one of the files."),
    ],
)
def test_what_is_wrong_is_said_and_kept(desk: Client, typed: dict[str, str], said: str) -> None:
    sent = {"kind": "json", "identity": "on"} | typed
    answer = taken(desk, **sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert answer.context["cases_form"]["identity"].value() is True
    assert not AuditEvent.objects.filter(verb="cases.exported").exists()


def test_too_many_cases_are_refused(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selfassessment.referrals.forms_exports.MOST", 1)
    made()
    assert taken(desk, "json").status_code == 200
    made()
    assert "more than 1 cases" in taken(desk, "json").content.decode()


def test_many_cases_cost_no_query_more(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    day = clock.today()
    for _ in range(3):
        made()
        with django_assert_num_queries(5):
            found = exporting.taken_between(day, day, samples=False)
            case_files.tables(found, identity=True)
