"""How does a message get into the outbox, and how does it leave?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import structlog
from django.db import connection, transaction
from django.db.models import F
from django.utils.functional import SimpleLazyObject

from core.backoff import delay
from core.enums import Channel, MessageStatus
from core.messages import watching
from core.messages.backends import Letter, MessageBackend, SendFailed, chosen_backend
from core.models.messages import OutboxMessage, OutboxMessageQuerySet

log = structlog.get_logger(__name__)

# 30 s, 1 min, 2 min … up to one hour apart: about four and a half hours in all.
MOST_ATTEMPTS = 10
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029\x00]")


class BadMessage(ValueError):
    """A message cannot be sent as it is: unknown channel, no address, a line break in a header."""


@dataclass(frozen=True, slots=True)
class SendReport:
    """What one round of sending did."""

    sent: int = 0
    to_retry: int = 0
    given_up: int = 0
    held: int = 0

    @property
    def total(self) -> int:
        """Return how many messages were handled."""
        return self.sent + self.to_retry + self.given_up + self.held


def enqueue(  # noqa: PLR0913  # the parts of a message, all by name
    *,
    channel: str,
    to: str,
    subject: str,
    body: str,
    language: str,
    unique_key: str,
    now: datetime,
) -> OutboxMessage:
    """Put a message into the outbox, in the caller's transaction. The worker sends it later.

    A second call with the same `unique_key` ("referral:<id>:acknowledgement") returns the
    message of the first call. Raise BadMessage when it could never be sent.
    """
    _refuse_bad(channel=channel, to=to, subject=subject)
    message = OutboxMessage(
        unique_key=unique_key,
        channel=channel,
        to=to,
        subject=subject,
        body=body,
        language=language,
        created_at=now,
        next_attempt_at=now,
    )
    OutboxMessage.objects.bulk_create([message], ignore_conflicts=True)
    # Read when somebody looks at it: whoever sends in a hurry does not.
    kept = SimpleLazyObject(lambda: OutboxMessage.objects.get(unique_key=unique_key))
    return cast(OutboxMessage, kept)


def enqueue_many(messages: Iterable[OutboxMessage], *, now: datetime) -> int:
    """Put many new messages into the outbox in few statements, in the caller's transaction.

    Each has channel, address, words, language and `unique_key`; keys that are there already are
    left alone. Return how many were handed in. Raise BadMessage when one could never be sent.
    """
    rows = list(messages)
    for row in rows:
        _refuse_bad(channel=row.channel, to=row.to or "", subject=row.subject or "")
        row.created_at = row.next_attempt_at = now
    OutboxMessage.objects.bulk_create(rows, batch_size=200, ignore_conflicts=True)
    return len(rows)


def send_due(
    *, now: datetime, backend: MessageBackend | None = None, limit: int = 50
) -> SendReport:
    """Send what is due, at most `limit` messages. Never call it inside a transaction."""
    way_out = backend or chosen_backend()
    counts = {"sent": 0, "to_retry": 0, "given_up": 0, "held": 0}
    for _ in range(limit):
        message = _claim_next(now)
        if message is None:
            break
        counts[_send(message, way_out, now)] += 1
    return SendReport(**counts)


def reap_abandoned(*, now: datetime, older_than: timedelta = timedelta(minutes=10)) -> int:
    """Put messages back whose sender died, so that they are tried again. Return how many."""
    abandoned = OutboxMessage.objects.abandoned(now - older_than)
    return abandoned.update(
        status=MessageStatus.WAITING, next_attempt_at=now, last_error="sender_lost"
    )


def forget_contents(
    *, now: datetime, older_than: timedelta = timedelta(days=30), keys: str = ""
) -> int:
    """Remove address and words of messages that are done. The row stays, so that the unique
    key still stops a second copy. Return how many were emptied.

    With `keys` only of those whose unique key begins like that.
    """
    done = OutboxMessage.objects.filter(
        status__in=[MessageStatus.SENT, MessageStatus.GIVEN_UP],
        created_at__lt=now - older_than,
        unique_key__startswith=keys,
        to__isnull=False,
    )
    return done.update(to=None, subject=None, body=None)


def erase(rows: OutboxMessageQuerySet) -> None:
    """Empty these messages and stop those that wait; in the caller's transaction.

    What a backend of our own still holds of them goes too; what a provider was handed does not.
    """
    take_back = getattr(chosen_backend(), "take_back", None)
    if take_back is not None:
        for key in rows.values_list("pk", flat=True):
            take_back(str(key))
    waiting = rows.filter(status__in=[MessageStatus.WAITING, MessageStatus.SENDING])
    waiting.update(status=MessageStatus.GIVEN_UP, last_error="erased")
    rows.update(to=None, subject=None, body=None)


def _refuse_bad(*, channel: str, to: str, subject: str) -> None:
    if channel not in Channel.values:
        raise BadMessage("The channel is neither email nor sms")
    if not to.strip():
        raise BadMessage("The message has no address")
    if _LINE_BREAKS.search(to) or _LINE_BREAKS.search(subject):
        raise BadMessage("An address or subject has a line break in it")


def _claim_next(now: datetime) -> OutboxMessage | None:
    skip = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        due = OutboxMessage.objects.select_for_update(skip_locked=skip).due(now)
        message: OutboxMessage | None = due.first()
        if message is None:
            return None
        OutboxMessage.objects.filter(pk=message.pk).update(
            status=MessageStatus.SENDING, claimed_at=now, attempts=F("attempts") + 1
        )
    message.attempts += 1
    return message


def _send(message: OutboxMessage, backend: MessageBackend, now: datetime) -> str:
    reference = str(message.pk)
    try:
        was_tried = message.attempts > 1
        if not (was_tried and backend.has_sent(reference)):
            if _may_be_listed_later(message, backend, now):
                return _not_sent(message, "not_listed_yet", False, now)
            held = _held(message, now)
            if held:
                return held
            _hand_over(message, backend, now)
    except SendFailed as failure:
        return _not_sent(message, failure.code, failure.permanent, now)
    except Exception as failure:  # noqa: BLE001  # one bad provider answer must not stop the rest
        return _not_sent(message, type(failure).__name__, False, now)
    with transaction.atomic():
        if _mine(message).update(status=MessageStatus.SENT, sent_at=now, last_error=""):
            watching.tell(message, "sent", now)
    log.info("message_sent", message=reference, channel=message.channel)
    return "sent"


def _may_be_listed_later(message: OutboxMessage, backend: MessageBackend, now: datetime) -> bool:
    """Return whether a provider may have taken it before and not say so yet."""
    return message.handed_at is not None and now < message.handed_at + backend.listed_within


def _hand_over(message: OutboxMessage, backend: MessageBackend, now: datetime) -> None:
    """Give a message to the provider. That it was given stays when nothing certain comes back."""
    _mine(message).update(handed_at=now)
    try:
        backend.send(_letter(message, str(message.pk)))
    except SendFailed as failure:
        if failure.refused:
            _mine(message).update(handed_at=None)
        raise


def _held(message: OutboxMessage, now: datetime) -> str:
    """Ask the gate; return "" when the message may leave, else what became of it."""
    verdict = watching.verdict(message, now)
    if verdict.goes:
        return ""
    log.info("message_held", message=str(message.pk), reason=verdict.reason)
    if verdict.until is not None:
        _mine(message).update(
            status=MessageStatus.WAITING,
            attempts=F("attempts") - 1,
            next_attempt_at=verdict.until,
            last_error=f"held:{verdict.reason}"[:120],
        )
        return "held"
    with transaction.atomic():
        stopped = _mine(message).update(
            status=MessageStatus.GIVEN_UP,
            last_error=f"stopped:{verdict.reason}"[:120],
            to=None,
            subject=None,
            body=None,
        )
        if stopped:
            watching.tell(message, f"stopped:{verdict.reason}", now)
    return "given_up"


def _letter(message: OutboxMessage, reference: str) -> Letter:
    return Letter(
        reference=reference,
        channel=message.channel,
        to=message.to or "",
        subject=message.subject or "",
        body=message.body or "",
        language=message.language,
    )


def _not_sent(message: OutboxMessage, code: str, permanent: bool, now: datetime) -> str:
    give_up = permanent or message.attempts >= MOST_ATTEMPTS
    log.warning(
        "message_not_sent",
        message=str(message.pk),
        code=code,
        attempt=message.attempts,
        given_up=give_up,
    )
    if give_up:
        with transaction.atomic():
            if _mine(message).update(status=MessageStatus.GIVEN_UP, last_error=code[:120]):
                watching.tell(message, f"failed:{code}", now)
        return "given_up"
    _mine(message).update(
        status=MessageStatus.WAITING,
        last_error=code[:120],
        next_attempt_at=now + delay(message.attempts),
    )
    return "to_retry"


def _mine(message: OutboxMessage) -> OutboxMessageQuerySet:
    return OutboxMessage.objects.filter(pk=message.pk, status=MessageStatus.SENDING)
