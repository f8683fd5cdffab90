"""Is what somebody typed kept when it cannot be stored, and sent once when it can again?"""

import errno
import html
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.db.models import QuerySet
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from accounts.roles import Role
from core.error_pages import MOST_TYPED, unavailable
from selfassessment.actions import drafts
from selfassessment.models import Draft
from selfassessment.referrals.models import Case
from selfassessment.views import callback, sending
from tests.fixtures.filling import ready
from tests.fixtures.journeys import begin
from tests.fixtures.members import member_of

TROUBLES: dict[str, Callable[[], Exception]] = {
    "the disk is full": lambda: OperationalError("database or disk is full"),
    "the database is away": lambda: OperationalError("unable to open database file"),
    "it is locked": lambda: OperationalError("database is locked"),
    "no space for a file": lambda: OSError(errno.ENOSPC, "No space left on device"),
}


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_referral_that_cannot_be_stored_is_kept_and_sent_once_later(
    client: Client, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    address = ready(client)
    client.raise_request_exception = False

    def fails(**_: Any) -> None:
        raise TROUBLES[trouble]()

    with monkeypatch.context() as broken:
        broken.setattr(sending, "receive", fails)
        answer = client.post(address)
    assert answer.status_code == 503
    assert int(answer["Retry-After"]) > 0
    assert not Case.objects.exists()
    assert "Hansa Sample" in client.get(address).content.decode()
    for _ in range(3):
        client.post(address)
    assert Case.objects.get().person.details.name == "Hansa Sample"


def test_a_fault_half_way_leaves_nothing_behind(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = ready(client)
    client.raise_request_exception = False

    def fails(*_: Any, **__: Any) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("selfassessment.referrals.actions.cases.enqueue_many", fails)
        answer = client.post(address)
    assert answer.status_code == 503
    assert f'<form method="post" action="{address}">' in answer.content.decode()
    assert not Case.objects.exists()
    assert client.post(address).status_code == 302
    assert Case.objects.count() == 1


def test_a_press_of_send_asks_little_of_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = ready(client)
    # Four of them begin and end the transaction and the one within it.
    with django_assert_num_queries(19):
        client.post(address)


def test_a_late_and_a_forged_post_change_nothing(client: Client) -> None:
    address = ready(client)
    client.post(address)
    before = Case.objects.get().person.details.as_json()
    for told in ({}, {"your_name": "Other"}, {"reference": "WM 2222 2222", "status": "draft"}):
        assert client.post(address, told)["Location"].endswith("/sent/about-you/")
    assert Client().post(address).status_code == 404
    assert Client(enforce_csrf_checks=True).post(address).status_code == 403
    assert Case.objects.get().person.details.as_json() == before


def test_sending_before_the_questions_are_answered_leads_back_to_them(client: Client) -> None:
    address = ready(client)
    draft = Draft.objects.get(pk=address.split("/")[3])
    draft.sealed_answers = {}
    draft.save(update_fields=["sealed_answers"])
    answer = client.post(address)
    assert answer.status_code == 302
    assert "/answers/" not in answer["Location"]
    assert not Case.objects.exists()


def kept_on(page: str) -> dict[str, list[str]]:
    """Return the fields that the page about the trouble would send again."""
    fields: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        fields.setdefault(html.unescape(name), []).append(html.unescape(value))
    return fields


@pytest.mark.parametrize("language", ["en", "ur"])
def test_an_answer_typed_while_nothing_can_be_stored_is_kept_and_sent_again(
    client: Client, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    address = begin(client, "refer").replace("/en/", f"/{language}/")
    step = re.search(
        r'name="steps-current_step" value="([^"]+)"', client.get(address).content.decode()
    )
    assert step
    typed = {"steps-current_step": step.group(1), "who_for": "self", "note": 'a "b" <c> سلام'}
    client.raise_request_exception = False

    def fails(*_: Any, **__: Any) -> None:
        raise TROUBLES["the disk is full"]()

    with monkeypatch.context() as broken:
        broken.setattr(Draft, "save", fails)
        broken.setattr(QuerySet, "update", fails)
        answer = client.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "no-store" in answer["Cache-Control"]
    assert f'action="{address}"' in page
    # From a page under "no-referrer" a browser would not say where the form comes from.
    assert answer["Referrer-Policy"] == "same-origin"
    kept = kept_on(page)
    assert len(kept.pop("csrfmiddlewaretoken")) == 1
    assert kept == {name: [value] for name, value in typed.items()}
    again = client.post(address, kept)
    assert again.status_code == 302
    assert again["Location"] != address


def test_the_call_back_form_is_kept_and_received_once_when_it_can_be_stored(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("callback")
    key = re.search(r'name="key" value="([^"]+)"', client.get(address).content.decode())
    assert key
    typed = {"key": key.group(1), "phone": "0116 496 0123", "language": "gu"}
    typed |= {"when": "any", "message": "no"}
    kept = kept_in_trouble(client, monkeypatch, callback, "receive", (address, typed))
    assert kept == {name: [value] for name, value in typed.items()}
    assert not Case.objects.exists()
    for _ in range(2):
        assert client.post(address, kept).status_code == 200
    assert Case.objects.get().person.details.phone == "01164960123"


def test_what_staff_typed_for_somebody_is_kept_and_goes_on_when_it_can_be_stored(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(member_of(Role.DESK, User))
    begun = {"channel": "paper", "language": "gu"}
    address = str(client.post(reverse("entry"), begun)["Location"])
    shown = re.search(r'name="(\w+)-your_name"', client.get(address).content.decode())
    assert shown
    typed = {f"{shown.group(1)}-shown": "1", f"{shown.group(1)}-your_name": "Hansa Sample"}
    kept = kept_in_trouble(client, monkeypatch, drafts, "keep", (address, typed))
    assert kept == {name: [value] for name, value in typed.items()}
    assert client.post(address, kept).status_code == 302
    assert "Hansa Sample" in client.get(address).content.decode()


def kept_in_trouble(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    name: str,
    sent: tuple[str, dict[str, str]],
) -> dict[str, list[str]]:
    """Post a form while nothing can be stored; return the fields the page would send again."""
    client.raise_request_exception = False

    def fails(**_: Any) -> None:
        raise TROUBLES["the database is away"]()

    with monkeypatch.context() as broken:
        broken.setattr(module, name, fails)
        answer = client.post(*sent)
    assert answer.status_code == 503
    kept = kept_on(answer.content.decode())
    kept.pop("csrfmiddlewaretoken")
    return kept


def test_no_secret_no_file_and_nothing_of_another_site_stands_in_a_page(
    rf: RequestFactory,
) -> None:
    told = {"login": "sample@example.org", "password": "secret"}
    for request in (
        rf.post("/accounts/login/", told),
        rf.post("/en/refer/", {"photo": SimpleUploadedFile("a.png", b"x"), "words": "kept"}),
        rf.post("/en/refer/", {"words": "x" * (MOST_TYPED + 1)}),
        rf.get("/en/refer/?words=typed"),
        rf.post("/en/groups/code/", {"code": "123456"}),
        rf.post("/en/refer/", {"words": "x"}, headers={"Origin": "https://elsewhere.example.org"}),
        rf.post("/en/refer/", {"words": "x"}, headers={"Origin": "null"}),
    ):
        page = unavailable(request).content.decode()
        assert kept_on(page) == {}
        assert "<form" not in page
