"""Can the team work a referral at the desk, and nobody else?"""

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from core.models import AuditEvent
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """Return a case that has just come in."""
    return Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)


def test_the_queue_shows_contact_rule_language_channel_and_waiting_time(
    desk: Client, case: Case
) -> None:
    page = desk.get(reverse("referrals:queue")).content.decode()
    for words in (str(case), "No message on voicemail", "When: mornings", "Reads Gujarati"):
        assert words in page
    assert "Online, alone" in page
    assert "minutes" in page


def test_a_safety_flag_stands_first_and_in_words(desk: Client, case: Case) -> None:
    flagged = receive(submission=submission(safety=("not_safe_at_home",)), now=clock.now())
    page = desk.get(reverse("referrals:queue")).content.decode()
    assert page.index(str(Case.objects.get(pk=flagged.case_id))) < page.index(str(case))
    assert "Safety: Not safe at home" in page


def test_opening_a_case_is_written_down_with_the_person(desk: Client, case: Case) -> None:
    desk.get(reverse("referrals:case", args=[case.pk]))
    assert case.events.filter(kind="opened", actor__email="tom@example.org").count() == 1
    assert AuditEvent.objects.filter(verb="case.opened", subject_key=str(case.pk)).count() == 1


def test_a_line_goes_the_whole_way_with_notes_and_history(desk: Client, case: Case) -> None:
    line = case.lines.get()
    for state in ("triage", "allocated", "contacting", "accepted", "discharged"):
        answer = desk.post(
            reverse("referrals:move", args=[case.pk, line.pk]), {"to": state, "note": "Fine"}
        )
        assert answer.status_code == 302
    line.refresh_from_db()
    assert line.state == "discharged"
    moved = case.events.filter(kind="moved").values_list("to_state", flat=True)
    assert list(moved) == ["triage", "allocated", "contacting", "accepted", "discharged"]
    page = desk.get(reverse("referrals:case", args=[case.pk])).content.decode()
    assert page.count("Fine") == 5


def test_a_refused_move_says_why_and_keeps_the_note(desk: Client, case: Case) -> None:
    line = case.lines.get()
    answer = desk.post(
        reverse("referrals:move", args=[case.pk, line.pk]), {"to": "discharged", "note": "My note"}
    )
    assert answer.status_code == 422
    assert (
        "stands at “Received” now, and from there it cannot go to “Discharged”"
        in answer.content.decode()
    )
    assert "My note" in answer.content.decode()


def test_a_safety_hold_is_lifted_only_with_words(desk: Client) -> None:
    received = receive(submission=submission(safety=("not_safe_at_home",)), now=clock.now())
    address = reverse("referrals:safety", args=[received.case_id])
    assert desk.post(address, {"safety-note": ""}).status_code == 422
    assert Case.objects.get(pk=received.case_id).safety_hold
    assert desk.post(address, {"safety-note": "Rang her. Safe."}).status_code == 302
    assert not Case.objects.get(pk=received.case_id).safety_hold


def test_a_case_is_found_by_its_reference_however_it_is_typed(desk: Client, case: Case) -> None:
    typed = str(case).lower().removeprefix("wm ")
    answer = desk.post(reverse("referrals:find"), {"reference": typed})
    assert answer["Location"] == reverse("referrals:case", args=[case.pk])


@pytest.mark.parametrize("role", ["editor", "translator", "analyst"])
def test_other_roles_cannot_open_the_desk(client: Client, case: Case, role: str) -> None:
    ensure_roles()
    user = User.objects.create_user(f"{role}@example.org", "secret")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    for address in (reverse("referrals:queue"), reverse("referrals:case", args=[case.pk])):
        answer = client.get(address)
        assert answer.status_code in (302, 403)
        assert str(case) not in answer.content.decode()
    assert not case.events.filter(kind="opened").exists()


def test_the_queue_costs_the_same_number_of_queries_for_two_cases_and_for_ten(
    desk: Client, case: Case
) -> None:
    counts = []
    for wanted in (2, 10):
        while Case.objects.count() < wanted:
            receive(submission=submission(), now=clock.now())
        desk.get(reverse("referrals:queue"))
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("referrals:queue"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
