"""Can a person, and nobody else, see where their request stands, stop it and change it?"""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core import clock
from core.models import AuditEvent, OutboxMessage
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.erasing import BY_CLOCK, BY_PERSON, erase
from selfassessment.referrals.actions.lines import move
from selfassessment.referrals.actions.person import new_code
from selfassessment.referrals.models import Case, Standing
from selfassessment.referrals.whereabouts import code_to_show, read_by_of
from tests.factories.referrals import person, submission
from tests.fixtures.filling import ready
from tests.fixtures.published import publish_once

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    publish_once()


@pytest.fixture
def case() -> Case:
    return Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)


def asked(client: Client, case: Case, **changes: str) -> str:
    """Post reference and code; return the text of the page that comes."""
    told = {"reference": str(case), "code": code_to_show(case), **changes}
    return client.post(reverse("refer:status"), told, follow=True).content.decode()


def test_the_confirmation_shows_a_code_that_opens_the_status_page(client: Client) -> None:
    page = client.post(ready(client), follow=True).content.decode()
    reference, code = re.findall(r'wm-ref"><bdi>([^<]+)<', page)
    told = {"reference": reference, "code": code}
    seen = Client().post(reverse("refer:status"), told, follow=True)
    assert seen.redirect_chain == [(reverse("refer:status-yours"), 302)]
    assert seen["Cache-Control"] == "no-store, private"
    assert reference in seen.content.decode()
    assert "A person reads it by" in seen.content.decode()


def test_nothing_that_is_kept_tells_the_code(case: Case) -> None:
    code = code_to_show(case)
    kept = Standing.objects.get(case=case).code_digest
    assert code.replace(" ", "") not in kept
    assert len(kept) == 64


def test_a_wrong_code_and_a_wrong_reference_get_the_same_answer(case: Case) -> None:
    def said(**changes: str) -> str:
        page = asked(Client(), case, **changes)
        for value in (str(case), code_to_show(case), *changes.values()):
            page = page.replace(value, "")
        return re.sub(r'value="[^"]*"', "", page)

    wrong_code, wrong_reference = said(code="0000 0000"), said(reference="WM 2222 2222")
    assert wrong_code == wrong_reference == said(reference="no reference")
    assert "We cannot find this reference with this code" in wrong_code


def test_each_state_is_said_in_plain_words(client: Client, case: Case) -> None:
    line = case.lines.get()
    for state, words in {
        "received": "A person reads it by",
        "triage": "A person is reading your request. We get in touch by",
        "allocated": "They get in touch by",
        "contacting": "is trying to reach you",
        "accepted": "is helping you",
        "unreached": "could not reach you",
        "discharged": "This is finished",
        "withdrawn": "You stopped this",
    }.items():
        type(line).objects.filter(pk=line.pk).update(state=state)
        assert words in asked(client, case)


def test_a_request_that_is_late_says_so_and_whom_to_ring(client: Client) -> None:
    late = Case.objects.get(pk=receive(submission=submission(), now=NOW.replace(year=2025)).case_id)
    assert "This took us longer than we said" in asked(client, late)


def test_whoever_came_back_is_promised_a_day_from_then(client: Client) -> None:
    old = Case.objects.get(pk=receive(submission=submission(), now=NOW.replace(year=2025)).case_id)
    line = old.lines.get()
    type(line).objects.filter(pk=line.pk).update(state="closed")
    move(line=line, to="triage", note="Rang us.", by=None, now=clock.now())
    page = asked(client, old)
    assert "A person is reading your request" in page
    assert "This took us longer than we said" not in page


def test_only_ten_tries_are_answered_and_twenty_for_one_reference(case: Case) -> None:
    client = Client(REMOTE_ADDR="10.1.1.1")
    told = {"reference": str(case), "code": "0000 0000"}
    answers = [client.post(reverse("refer:status"), told) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    last = answers[-1].content.decode()
    assert "What you typed is still here" in last
    assert f'value="{case}"' in last
    for number in range(12):
        Client(REMOTE_ADDR=f"10.1.2.{number}").post(reverse("refer:status"), told)
    assert "We cannot find this reference" in asked(Client(REMOTE_ADDR="10.1.3.1"), case)


@pytest.mark.parametrize(
    "page",
    ["yours/", "withdraw/", "contact/", "contact/phone/", "contact/phone/remove/"],
)
def test_without_the_code_every_page_leads_back_to_the_question(case: Case, page: str) -> None:
    for forged in ("", "x", "WyIxIl0:1:2"):
        client = Client()
        client.cookies["wm_status"] = forged
        answer = client.get(reverse("refer:status") + page)
        assert answer["Location"] == reverse("refer:status") + "?closed=1"
        if page not in ("yours/", "contact/"):
            answer = client.post(reverse("refer:status") + page)
            assert answer.status_code == 403
            assert "Type your reference and your code again" in answer.content.decode()
    assert not Case.objects.filter(standing__withdrawn_at__isnull=False).exists()


def test_stopping_asks_nothing_but_whether_they_are_sure(client: Client, case: Case) -> None:
    asked(client, case)
    page = client.get(reverse("refer:status-withdraw")).content.decode()
    assert not re.findall(r"<(?:textarea|select|input(?! type=\"hidden\"))", page)
    for _ in range(2):
        page = client.post(reverse("refer:status-withdraw"), follow=True).content.decode()
        assert "Your request is stopped" in page
    assert [line.state for line in case.lines.all()] == ["withdrawn"]
    assert [e.kind for e in case.events.all() if e.kind == "withdrawn"] == ["withdrawn"]
    told = [m for m in OutboxMessage.objects.all() if "withdrew" in (m.subject or "")]
    assert len(told) == 1
    assert AuditEvent.objects.filter(verb="case.withdrawn").count() == 1


def test_a_case_with_a_safety_flag_stays_open_when_it_is_withdrawn(client: Client) -> None:
    held = receive(submission=submission(safety=("hurt",)), now=clock.now())
    case = Case.objects.get(pk=held.case_id)
    asked(client, case)
    page = client.post(reverse("refer:status-withdraw"), follow=True).content.decode()
    assert [line.state for line in case.lines.all()] == ["received"]
    assert Standing.objects.get(case=case).withdrawn_at is not None
    assert "A person looks at your request once more." in page
    assert "Your request is stopped." not in page
    assert "reads it by" not in page


@pytest.mark.parametrize(("reason", "asked_for"), [(BY_PERSON, True), (BY_CLOCK, False)])
def test_what_is_erased_says_whether_it_was_asked_for(
    client: Client, case: Case, reason: str, asked_for: bool
) -> None:
    asked(client, case)
    erase(case=case, by=None, now=clock.now(), reason=reason)
    page = client.get(reverse("refer:status-yours")).content.decode()
    assert ("as you asked" in page) is asked_for
    assert ("for some time only" in page) is not asked_for


def test_a_new_code_shuts_out_who_had_the_old_one(client: Client, case: Case) -> None:
    old = code_to_show(case)
    asked(client, case)
    fresh = new_code(case=case, by=None, now=clock.now())
    assert client.get(reverse("refer:status-yours")).status_code == 302
    assert "We cannot find this reference" in asked(Client(), case, code=old)
    assert "What you asked for" in asked(Client(), case, code=fresh)
    assert code_to_show(case) == ""


def test_a_case_from_before_there_were_codes_opens_with_its_first_code(
    client: Client, case: Case
) -> None:
    Standing.objects.all().delete()
    assert "What you asked for" in asked(client, case)


def test_leaving_quickly_and_closing_forget_the_case(client: Client, case: Case) -> None:
    for address, method in (
        (reverse("quick-exit"), "get"),
        (reverse("refer:status-close"), "post"),
    ):
        asked(client, case)
        assert client.get(reverse("refer:status-yours")).status_code == 200
        getattr(client, method)(address)
        assert client.get(reverse("refer:status-yours")).status_code == 302


def test_opening_the_page_is_written_down_once_and_names_nobody(client: Client, case: Case) -> None:
    asked(client, case)
    client.get(reverse("refer:status-yours"))
    assert case.events.filter(kind="status_seen").count() == 1
    event = AuditEvent.objects.get(verb="case.status_seen")
    assert (event.actor, event.detail) == ("resident", {})


def test_a_code_of_one_person_does_not_open_another_persons_case(
    client: Client, case: Case
) -> None:
    other = receive(submission=submission(person=person(name="B. Sample")), now=clock.now())
    other_case = Case.objects.get(pk=other.case_id)
    assert "We cannot find this reference" in asked(client, case, code=code_to_show(other_case))


def test_the_page_is_in_the_readers_language_and_right_to_left(case: Case) -> None:
    with translation.override("ur"):
        page = asked(Client(), case)
    assert 'dir="rtl"' in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["by Tuesday 1 December.", "Monday 30 November at 9am"]),
        ("pl", ["najpóźniej: wtorek, 1 grudnia.", "poniedziałek, 30 listopada, godzina 9:00"]),
        ("gu", ["મંગળવાર, 1 ડિસેમ્બર", "સવારે 9 વાગ્યાથી"]),
        ("ur", ["منگل 1 دسمبر", "صبح 9 بجے سے"]),
    ],
)
def test_promised_days_and_hours_are_said_as_people_say_them(
    monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]
) -> None:
    closed = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: closed)
    case = Case.objects.get(pk=receive(submission=submission(), now=closed).case_id)
    with translation.override(language):
        page = asked(Client(), case)
    for said in words:
        assert said in page


def test_a_safety_flag_is_read_on_the_day_that_the_warning_names() -> None:
    closed = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)
    held = receive(submission=submission(safety=("hurt",)), now=closed)
    flagged = Case.objects.get(pk=held.case_id)
    assert read_by_of(flagged) == date(2026, 11, 30)
    assert flagged.read_by_date == date(2026, 12, 1)
