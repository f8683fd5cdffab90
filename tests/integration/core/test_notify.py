"""Does each message leave once through GOV.UK Notify, whatever the wire does?"""

import itertools
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import urllib3
from django.core.exceptions import ImproperlyConfigured
from pytest_socket import enable_socket, socket_allow_hosts

from core.actions.deliveries import look_after
from core.actions.messages import enqueue, reap_abandoned, send_due
from core.enums import MessageStatus
from core.messages import watching
from core.messages.backends import notify as backend_module
from core.messages.backends.base import Letter
from core.messages.backends.notify import NotifyBackend
from core.messages.watching import GO, Verdict
from core.models import OutboxMessage
from tests.fixtures.notify import KEY, Notify, notify_running

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def notify(settings: Any, monkeypatch: pytest.MonkeyPatch, no_network: None) -> Iterator[Notify]:
    enable_socket()
    socket_allow_hosts(["127.0.0.1"])
    monkeypatch.setattr(backend_module, "TIMEOUT", urllib3.Timeout(connect=1, read=0.3))
    with notify_running() as running:
        settings.WAYMARK_NOTIFY_KEY = KEY
        settings.WAYMARK_NOTIFY_EMAIL_TEMPLATE = "email-template"
        settings.WAYMARK_NOTIFY_TEXT_TEMPLATE = "text-template"
        settings.WAYMARK_NOTIFY_URL = running.url
        yield running


def put(channel: str = "email", key: str = "sample:1", **changes: str) -> OutboxMessage:
    to = "sample@example.org" if channel == "email" else "0116 496 0123"
    words = {"to": to, "subject": "Hello", "body": "WM 1\nسلام", "language": "en", **changes}
    return enqueue(channel=channel, unique_key=key, now=NOW, **words)


def rounds(number: int = 12) -> None:
    """Let the worker come round until nothing is due any more."""
    for hour in range(number):
        send_due(now=NOW + timedelta(hours=hour), backend=NotifyBackend())


def test_an_email_and_a_text_go_with_our_reference_and_the_words(notify: Notify) -> None:
    email, text = put(), put("sms", "sample:2")
    rounds(1)
    assert [message["type"] for message in notify.taken] == ["email", "sms"]
    assert notify.taken[0]["personalisation"] == {"body": "WM 1\nسلام", "subject": "Hello"}
    assert notify.taken[1]["personalisation"] == {"body": "WM 1\nسلام"}
    assert [m["template"] for m in notify.taken] == ["email-template", "text-template"]
    assert notify.delivered() == {str(email.pk): 1, str(text.pk): 1}


@pytest.mark.parametrize(
    "faults",
    [
        *itertools.product(["lose-the-request", "lose-the-answer", "delay", "garbage"], ["well"]),
        ("429", "well"),
        ("500", "503", "well"),
        ("lose-the-request", "500", "429", "lose-the-answer"),
        ("delay", "500"),
    ],
)
def test_whatever_the_wire_does_each_message_is_taken_once(
    notify: Notify, faults: tuple[str, ...]
) -> None:
    message = put()
    notify.behaviour = list(faults)
    rounds()
    message.refresh_from_db()
    assert message.status == MessageStatus.SENT
    assert notify.delivered() == {str(message.pk): 1}


def minutes(number: int) -> None:
    """Let the worker come round every minute."""
    for minute in range(number):
        send_due(now=NOW + timedelta(minutes=minute), backend=NotifyBackend())


@pytest.mark.parametrize("answer", ["lose-the-answer", "delay", "502", "504"])
def test_what_notify_took_and_lists_later_is_not_sent_twice(notify: Notify, answer: str) -> None:
    message = put()
    notify.behaviour, notify.lists_after = [answer], 4
    if answer in ("502", "504"):  # the gateway had no answer; Notify took it all the same
        notify.take("email", {"reference": str(message.pk)})
    minutes(60)
    message.refresh_from_db()
    assert notify.lists_after == 0
    assert notify.delivered() == {str(message.pk): 1}
    assert message.status == MessageStatus.SENT


def test_a_sender_killed_while_it_sent_does_not_send_again_before_it_is_listed(
    notify: Notify,
) -> None:
    message = put()
    notify.take("email", {"reference": str(message.pk)})
    notify.lists_after = 3
    OutboxMessage.objects.update(
        attempts=1, handed_at=NOW, claimed_at=NOW, status=MessageStatus.SENDING
    )
    reap_abandoned(now=NOW + timedelta(minutes=11))
    minutes(60)
    assert notify.delivered() == {str(message.pk): 1}


def test_what_was_lost_on_the_way_leaves_after_an_hour_of_asking(notify: Notify) -> None:
    message = put()
    notify.behaviour = ["lose-the-request"]
    minutes(60)
    assert notify.delivered() == {}
    assert notify.calls.count("GET") > 4
    minutes(130)
    assert notify.delivered() == {str(message.pk): 1}


@pytest.mark.parametrize("refusal", ["429", "500", "503"])
def test_a_plain_refusal_is_tried_again_within_a_minute(notify: Notify, refusal: str) -> None:
    message = put()
    notify.behaviour = [refusal]
    minutes(2)
    assert notify.delivered() == {str(message.pk): 1}


def test_an_answer_nobody_can_read_says_all_the_same_that_it_was_taken(notify: Notify) -> None:
    message = put()
    notify.behaviour = ["garbage"]
    rounds(1)
    message.refresh_from_db()
    assert (message.status, notify.calls) == (MessageStatus.SENT, ["POST /v2/notifications/email"])


def test_a_sender_that_died_looks_before_it_sends_again(notify: Notify) -> None:
    message = put()
    NotifyBackend().send(Letter(str(message.pk), "email", "sample@example.org", "Hello", "x", "en"))
    OutboxMessage.objects.filter(pk=message.pk).update(attempts=1)
    rounds(1)
    assert notify.delivered() == {str(message.pk): 1}


def test_what_notify_refuses_for_good_is_given_up_at_once(notify: Notify) -> None:
    message = put()
    notify.behaviour = ["400"]
    rounds()
    message.refresh_from_db()
    assert (message.status, message.last_error) == (MessageStatus.GIVEN_UP, "400:ValidationError")
    assert notify.calls == ["POST /v2/notifications/email"]


def test_while_notify_cannot_be_asked_nothing_is_sent_again(notify: Notify) -> None:
    message = put()
    notify.behaviour = ["lose-the-answer", "500", "500"]
    rounds(3)
    assert notify.delivered() == {str(message.pk): 1}


def test_a_wrong_key_is_no_reason_to_give_up(notify: Notify, settings: Any) -> None:
    message = put()
    settings.WAYMARK_NOTIFY_KEY = KEY[:-1] + "3"
    rounds(1)
    message.refresh_from_db()
    assert (message.status, message.last_error) == (MessageStatus.WAITING, "403:AuthError")


def test_a_key_that_is_none_is_said_plainly(settings: Any) -> None:
    settings.WAYMARK_NOTIFY_KEY = "short"
    with pytest.raises(ImproperlyConfigured, match="WAYMARK_NOTIFY_KEY"):
        NotifyBackend()


@pytest.mark.parametrize(
    "ended", ["delivered", "permanent-failure", "temporary-failure", "technical-failure"]
)
def test_what_became_of_a_message_is_heard_once(notify: Notify, ended: str) -> None:
    heard: list[str] = []
    watching.register(
        "sample:", gate=lambda _m, _n: GO, hearer=lambda _m, code, _n: heard.append(code)
    )
    try:
        put()
        rounds(1)
        assert look_after(now=NOW, backend=NotifyBackend()) == 0
        notify.end(ended)
        found = [look_after(now=NOW + timedelta(minutes=5), backend=NotifyBackend()) for _ in "ab"]
    finally:
        watching._watchers.pop("sample:")
    assert (found, heard) == ([1, 0], ["sent", ended])
    assert OutboxMessage.objects.get().delivery == ended


def test_what_notify_sends_twice_is_told_once(notify: Notify) -> None:
    heard: list[str] = []
    watching.register(
        "sample:", gate=lambda _m, _n: GO, hearer=lambda _m, code, _n: heard.append(code)
    )
    try:
        message = put()
        notify.behaviour = ["repeat"]
        rounds()
        notify.end("delivered")
        for minutes in (5, 10, 15):
            look_after(now=NOW + timedelta(minutes=minutes), backend=NotifyBackend())
    finally:
        watching._watchers.pop("sample:")
    message.refresh_from_db()
    assert notify.delivered() == {str(message.pk): 2}
    assert (message.status, heard) == (MessageStatus.SENT, ["sent", "delivered"])


def test_a_gate_that_fails_lets_nothing_out(notify: Notify) -> None:
    def broken(_message: OutboxMessage, _now: datetime) -> Verdict:
        raise RuntimeError("no answer")

    watching.register("sample:", gate=broken)
    try:
        put()
        rounds(3)
    finally:
        watching._watchers.pop("sample:")
    assert notify.taken == []
    assert OutboxMessage.objects.get().status == MessageStatus.WAITING


def test_a_gate_that_stops_a_message_empties_it(notify: Notify) -> None:
    watching.register("sample:", gate=lambda _m, _n: Verdict(goes=False, reason="no_text"))
    try:
        message = put()
        rounds(1)
    finally:
        watching._watchers.pop("sample:")
    message.refresh_from_db()
    assert notify.taken == []
    assert (message.to, message.body, message.last_error) == (None, None, "stopped:no_text")
