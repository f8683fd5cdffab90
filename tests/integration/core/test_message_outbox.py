"""A message is stored with what caused it, leaves once, and survives a dying sender."""

import errno
import json
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from core.actions.messages import (
    MOST_ATTEMPTS,
    BadMessage,
    enqueue,
    forget_contents,
    reap_abandoned,
    send_due,
)
from core.enums import MessageStatus
from core.messages.backends import Letter, SendFailed, chosen_backend
from core.messages.backends.console import ConsoleBackend
from core.messages.backends.file import FileBackend
from core.messages.backends.memory import MemoryBackend
from core.models import OutboxMessage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


class Refusing(MemoryBackend):
    """A provider that takes nothing."""

    def __init__(self, failure: Exception) -> None:
        self.failure = failure

    def send(self, letter: Letter) -> None:
        raise self.failure


@pytest.fixture(autouse=True)
def empty_memory() -> Iterator[None]:
    MemoryBackend.sent.clear()
    yield
    MemoryBackend.sent.clear()


def put(**changes: Any) -> OutboxMessage:
    words = {
        "channel": "email",
        "to": "sample@example.org",
        "subject": "ہیلو",
        "body": "Your reference is WM-1",
        "language": "ur",
        "unique_key": "case:1:acknowledgement",
        "now": NOW,
    }
    return enqueue(**{**words, **changes})


def test_a_message_leaves_once_with_all_its_words() -> None:
    message = put()
    assert send_due(now=NOW, backend=MemoryBackend()).sent == 1
    assert send_due(now=LATER, backend=MemoryBackend()).total == 0
    [letter] = MemoryBackend.sent
    assert (letter.reference, letter.to, letter.subject, letter.language) == (
        str(message.pk),
        "sample@example.org",
        "ہیلو",
        "ur",
    )
    assert OutboxMessage.objects.get().status == MessageStatus.SENT


def test_the_same_key_gives_the_first_message_again() -> None:
    assert put().pk == put(body="other words").pk
    assert OutboxMessage.objects.count() == 1


def test_a_rolled_back_cause_leaves_no_message() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"channel": "pigeon"},
        {"to": "  "},
        {"to": "a@example.org\nBcc: b@example.org"},
        {"subject": "Hello\r\nBcc: b@example.org"},
        {"subject": "Hello\u2028there"},
    ],
)
def test_a_message_that_could_never_be_sent_is_refused(changes: dict[str, str]) -> None:
    with pytest.raises(BadMessage):
        put(**changes)


def test_a_failure_is_tried_again_later_and_not_before() -> None:
    put()
    assert send_due(now=NOW, backend=Refusing(SendFailed("timeout"))).to_retry == 1
    message = OutboxMessage.objects.get()
    assert (message.status, message.last_error) == (MessageStatus.WAITING, "timeout")
    assert send_due(now=NOW + timedelta(seconds=29), backend=MemoryBackend()).total == 0
    assert send_due(now=NOW + timedelta(seconds=30), backend=MemoryBackend()).sent == 1


def test_it_is_given_up_after_the_last_attempt() -> None:
    put()
    for _ in range(MOST_ATTEMPTS):
        OutboxMessage.objects.update(next_attempt_at=NOW)
        send_due(now=NOW, backend=Refusing(ValueError("surprise")))
    message = OutboxMessage.objects.get()
    assert (message.status, message.attempts) == (MessageStatus.GIVEN_UP, MOST_ATTEMPTS)
    assert message.last_error == "ValueError"


def test_a_permanent_refusal_is_not_tried_again() -> None:
    put()
    failure = SendFailed("bad_number", permanent=True)
    assert send_due(now=NOW, backend=Refusing(failure)).given_up == 1


def test_one_failing_message_does_not_hold_up_the_next() -> None:
    put()
    put(unique_key="second")
    OutboxMessage.objects.filter(unique_key="second").update(to=None)

    class OnlyWithAddress(MemoryBackend):
        def send(self, letter: Letter) -> None:
            if not letter.to:
                raise SendFailed("no_address", permanent=True)
            super().send(letter)

    report = send_due(now=NOW, backend=OnlyWithAddress())
    assert (report.sent, report.given_up) == (1, 1)


def test_a_message_whose_sender_died_before_sending_leaves_after_all() -> None:
    put()
    OutboxMessage.objects.update(status=MessageStatus.SENDING, claimed_at=NOW, attempts=1)
    assert reap_abandoned(now=NOW + timedelta(minutes=9)) == 0
    assert reap_abandoned(now=NOW + timedelta(minutes=11)) == 1
    assert send_due(now=LATER, backend=MemoryBackend()).sent == 1
    assert len(MemoryBackend.sent) == 1


def test_a_message_whose_sender_died_after_sending_is_not_sent_twice() -> None:
    message = put()
    MemoryBackend.sent.append(
        Letter(reference=str(message.pk), channel="email", to="", subject="", body="", language="")
    )
    OutboxMessage.objects.update(status=MessageStatus.SENDING, claimed_at=NOW, attempts=1)
    reap_abandoned(now=LATER)
    assert send_due(now=LATER, backend=MemoryBackend()).sent == 1
    assert len(MemoryBackend.sent) == 1


def test_address_and_words_of_old_messages_are_forgotten_but_the_key_stays() -> None:
    put()
    send_due(now=NOW, backend=MemoryBackend())
    assert forget_contents(now=NOW + timedelta(days=29)) == 0
    assert forget_contents(now=NOW + timedelta(days=31)) == 1
    message = put()
    assert (message.to, message.body, message.status) == (None, None, MessageStatus.SENT)


def test_the_file_backend_writes_one_readable_file_a_message(tmp_path: Path) -> None:
    message = put()
    with override_settings(WAYMARK_MESSAGE_FOLDER=tmp_path / "out"):
        backend = FileBackend()
        assert not backend.has_sent(str(message.pk))
        assert send_due(now=NOW, backend=backend).sent == 1
        assert backend.has_sent(str(message.pk))
    [file] = (tmp_path / "out").iterdir()
    assert json.loads(file.read_text(encoding="utf-8"))["subject"] == "ہیلو"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_written_means_trying_again(tmp_path: Path) -> None:
    put()
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with override_settings(WAYMARK_MESSAGE_FOLDER=tmp_path / "file"):
        assert send_due(now=NOW, backend=FileBackend()).to_retry == 1


def test_half_a_message_is_left_on_no_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "full")

    put()
    monkeypatch.setattr(Path, "replace", full)
    with override_settings(WAYMARK_MESSAGE_FOLDER=tmp_path):
        assert send_due(now=NOW, backend=FileBackend()).to_retry == 1
    assert list(tmp_path.iterdir()) == []


def test_the_console_shows_words_only_where_the_mailbox_is_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put()
    with override_settings(WAYMARK_MAILBOX=False):
        send_due(now=NOW, backend=ConsoleBackend())
    assert "WM-1" not in capsys.readouterr().out
    put(unique_key="second")
    with override_settings(WAYMARK_MAILBOX=True):
        send_due(now=NOW, backend=ConsoleBackend())
    assert "WM-1" in capsys.readouterr().out


def test_the_settings_choose_the_backend() -> None:
    assert isinstance(chosen_backend(), ConsoleBackend)
    with override_settings(WAYMARK_MESSAGE_BACKEND="core.messages.backends.memory.MemoryBackend"):
        assert isinstance(chosen_backend(), MemoryBackend)
