"""Is what somebody typed kept when it cannot be stored, and sent once when it can again?"""

import errno
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from selfassessment.models import Draft
from selfassessment.referrals.models import Case
from selfassessment.views import sending
from tests.fixtures.filling import ready

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

    def fails(**_: Any) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("selfassessment.referrals.actions.cases.tell_desk", fails)
        assert client.post(address).status_code == 503
    assert not Case.objects.exists()
    assert client.post(address).status_code == 302
    assert Case.objects.count() == 1


def test_a_late_and_a_forged_post_change_nothing(client: Client) -> None:
    address = ready(client)
    client.post(address)
    before = Case.objects.get().person.details.as_json()
    for told in ({}, {"your_name": "Other"}, {"reference": "WM 2222 2222", "status": "draft"}):
        assert client.post(address, told)["Location"].endswith("/sent/")
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
