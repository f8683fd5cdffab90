"""Which e-mails and texts are waiting to leave, and which have left?"""

import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models

from core.encryption import EncryptedTextField
from core.enums import Channel, MessageStatus


class OutboxMessageQuerySet(models.QuerySet["OutboxMessage"]):
    """Named reads of the outbox."""

    def due(self, now: datetime) -> "OutboxMessageQuerySet":
        """Return what may be sent now, the longest waiting first."""
        return self.filter(status=MessageStatus.WAITING, next_attempt_at__lte=now).order_by(
            "next_attempt_at", "created_at"
        )

    def abandoned(self, claimed_before: datetime) -> "OutboxMessageQuerySet":
        """Return what a sender took before that moment and never finished."""
        return self.filter(status=MessageStatus.SENDING, claimed_at__lt=claimed_before)


class OutboxMessage(models.Model):
    """One e-mail or text, written in the transaction that calls for it and sent after commit.

    Address and words are sealed. `id` is the reference given to the message provider, so a
    provider can be asked whether a message whose sender died had already left.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unique_key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    language = models.CharField(max_length=12)
    to = EncryptedTextField(null=True)
    subject = EncryptedTextField(null=True)
    body = EncryptedTextField(null=True)
    status = models.CharField(
        max_length=8, choices=MessageStatus.choices, default=MessageStatus.WAITING
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_index=True)
    next_attempt_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    # When it was handed to the provider and nothing certain came back: it may have been taken.
    handed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=120, blank=True)
    # What the provider says became of it: "delivered", "permanent-failure" …
    delivery = models.CharField(max_length=24, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxMessageQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "next_attempt_at"], name="outbox_due")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(status__in=MessageStatus.values), name="outbox_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=Channel.values), name="outbox_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id} ({self.status})"
