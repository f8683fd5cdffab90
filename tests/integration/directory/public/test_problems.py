"""Does a report of a problem arrive once, in private, and where staff see it?"""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core import clock
from core.models import AuditEvent, OutboxMessage
from directory.actions import problems
from directory.enums import ProblemState
from directory.models import ProblemReport, Service
from tests.factories.directory import make_listing
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
WORDS, CONTACT = "The door is blue, ask Hansa", "0116 496 0222"


@pytest.fixture
def listing() -> Service:
    cache.clear()
    return make_listing()


@pytest.fixture
def editor(client: Client, django_user_model: Any) -> Any:
    return member_of(Role.EDITOR, django_user_model)


def address(listing: Service, tail: str = "report/", language: str = "en") -> str:
    """Return the address of the form."""
    return f"/{language}/directory/{listing.slug}-{listing.short_code}/{tail}"


def told(**changed: str) -> dict[str, str]:
    """Return what a visitor sends."""
    return {"key": str(uuid.uuid4()), "topic": "time", "words": "", "contact": "", **changed}


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_the_listing_leads_to_the_form_which_writes_nothing(
    client: Client, listing: Service, language: str
) -> None:
    page = client.get(address(listing, "", language)).content.decode()
    assert f'href="{address(listing, language=language)}"' in page
    answer = client.get(address(listing, language=language))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not ProblemReport.objects.exists()


def test_a_report_arrives_and_the_page_says_what_happens_next(
    client: Client, listing: Service
) -> None:
    answer = client.post(address(listing), told(words=WORDS, contact=CONTACT), follow=True)
    assert answer.redirect_chain == [(address(listing, "report/sent/"), 302)]
    assert "Thank you, we have it" in answer.content.decode()
    report = ProblemReport.objects.get()
    assert (report.service, report.topic, report.state) == (listing, "time", "new")
    assert (report.sealed_words, report.sealed_contact) == (WORDS, CONTACT)


def test_what_was_written_stands_nowhere_in_the_clear(
    client: Client, listing: Service, editor: Any, caplog: pytest.LogCaptureFixture
) -> None:
    client.post(address(listing), told(words=WORDS, contact=CONTACT))
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_words, sealed_contact FROM directory_problemreport")
        row = str(cursor.fetchone())
    event = AuditEvent.objects.get(verb="problem.reported")
    mail = OutboxMessage.objects.get()
    for text in (row, caplog.text, json.dumps(event.detail), mail.body or "", mail.subject or ""):
        assert "Hansa" not in text
        assert "0222" not in text


def test_the_same_sent_twice_is_one_report_and_put_right_is_another(
    client: Client, listing: Service
) -> None:
    sent = told(words="Wrong day")
    for words in ("Wrong day", "Wrong day", "Wrong day: it is Friday"):
        assert client.post(address(listing), {**sent, "words": words}).status_code == 302
    assert ProblemReport.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"topic": ""}, "Choose what is not right"),
        ({"topic": "blue"}, "Choose one of the answers"),
        ({"topic": "other"}, "Tell us in a few words what is not right"),
        ({"words": "x" * 1001}, "1,000"),
        ({"key": "no"}, "There is a problem"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(
    client: Client, listing: Service, changed: dict[str, str], said: str
) -> None:
    answer = client.post(address(listing), told(contact=CONTACT, **changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page or said.replace(",", "") in page
    assert CONTACT in page
    assert not ProblemReport.objects.exists()


def test_a_program_that_fills_the_hidden_field_is_thanked_and_not_kept(
    client: Client, listing: Service
) -> None:
    answer = client.post(address(listing), told(website="http://spam.example.org"))
    assert answer.status_code == 302
    assert not ProblemReport.objects.exists()


def test_too_many_reports_wait_and_keep_what_was_typed(client: Client, listing: Service) -> None:
    for _n in range(10):
        assert client.post(address(listing), told()).status_code == 302
    answer = client.post(address(listing), told(words=WORDS))
    assert answer.status_code == 429
    assert WORDS in answer.content.decode()
    assert ProblemReport.objects.count() == 10


def test_a_form_from_elsewhere_is_refused(listing: Service) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(address(listing), told()).status_code == 403


def test_a_wrong_name_is_put_right_and_an_unknown_code_is_not_found(
    client: Client, listing: Service
) -> None:
    wrong = f"/en/directory/x-{listing.short_code}/report/"
    assert client.get(wrong)["Location"] == address(listing)
    assert client.get("/en/directory/x-zzzzzzz/report/").status_code == 404


def test_editors_are_told_unless_the_settings_name_a_team(
    client: Client, listing: Service, editor: Any, settings: Any
) -> None:
    client.post(address(listing), told(topic="unsafe"))
    mail = OutboxMessage.objects.get()
    assert mail.to == "editor@example.org"
    assert mail.subject is not None
    assert mail.subject.startswith("Not safe")
    settings.WAYMARK_DIRECTORY_TEAM = ("team@example.org", "second@example.org")
    client.post(address(listing), told())
    assert {one.to for one in OutboxMessage.objects.exclude(pk=mail.pk)} == {
        "team@example.org",
        "second@example.org",
    }


def test_a_group_can_be_told_as_well(
    client: Client, listing: Service, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.WAYMARK_DIRECTORY_TEAM = ("team@example.org",)
    monkeypatch.setattr(problems, "_told", {})
    group = problems.Recipient("group@example.org", "gu")
    problems.register_recipients("group", lambda report: [group])
    client.post(address(listing), told())
    assert {(one.to, one.language) for one in OutboxMessage.objects.all()} == {
        ("team@example.org", "en"),
        ("group@example.org", "gu"),
    }
    organisation = listing.organisation
    assert organisation is not None
    assert ProblemReport.objects.about(organisation).count() == 1


def test_staff_see_unsafe_first_read_it_and_say_when_it_is_done(
    client: Client, listing: Service, editor: Any
) -> None:
    client.post(address(listing), told(words="Old words"))
    client.post(address(listing), told(topic="unsafe", words=WORDS, contact=CONTACT))
    client.force_login(editor)
    home = client.get("/admin/").content.decode()
    assert "2 new reports" in home
    assert "1 says that something is not safe" in home
    page = client.get(reverse("directory_problems")).content.decode()
    assert page.index("Something there is not safe</strong>") < page.index(
        "The day or time is wrong</td>"
    )
    assert "Hansa" not in page
    report = ProblemReport.objects.get(topic="unsafe")
    one = reverse("directory_problem", args=[report.pk])
    page = client.get(one).content.decode()
    assert WORDS in page
    assert CONTACT in page
    client.post(one, {"state": "done"})
    report.refresh_from_db()
    assert (report.state, report.changed_by) == ("done", editor)
    assert str(report.pk) not in client.get(reverse("directory_problems")).content.decode()
    done = client.get(reverse("directory_problems"), {"state": "done"}).content.decode()
    assert str(report.pk) in done
    assert AuditEvent.objects.filter(verb="problem.state").count() == 1


def test_others_cannot_read_reports(
    client: Client, listing: Service, django_user_model: Any
) -> None:
    client.post(address(listing), told())
    one = reverse("directory_problem", args=[ProblemReport.objects.get().pk])
    assert client.get(one).status_code == 302
    client.force_login(member_of(Role.TRANSLATOR, django_user_model))
    for path in (one, reverse("directory_problems")):
        assert "The day or time is wrong" not in client.get(path, follow=True).content.decode()


def test_what_was_written_is_forgotten_after_it_is_done(client: Client, listing: Service) -> None:
    client.post(address(listing), told(words=WORDS, contact=CONTACT))
    report = ProblemReport.objects.get()
    now = clock.now()
    later = now + timedelta(days=91)
    assert problems.forget_done(now=later) == 0
    ProblemReport.objects.update(state=ProblemState.DONE, changed_at=now)
    assert problems.forget_done(now=now + timedelta(days=89)) == 0
    assert problems.forget_done(now=later) == 1
    report.refresh_from_db()
    assert (report.sealed_words, report.sealed_contact) == (None, None)


def test_reports_outlive_their_listing(client: Client, listing: Service) -> None:
    client.post(address(listing), told(words=WORDS))
    listing.delete()
    report = ProblemReport.objects.get()
    assert (report.service, report.listing_name) == (None, "Tea and a chat")
