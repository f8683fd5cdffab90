"""Whom do we ask whether a listing is right, what have we asked, and what was answered?"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.encryption import EncryptedTextField
from core.enums import Channel
from directory.enums import Answer, AnsweredBy

from .organisations import Organisation
from .services import Service


class TeamContact(models.Model):
    """How the team reaches a group; never shown to the public, in no feed and in no index.

    It belongs to a group, or to one listing of it, which then counts before those of the group.
    `digest` is a keyed hash of the address, so that all that is asked of one address comes in
    one message.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="team_contacts",
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="team_contacts"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    value = EncryptedTextField()
    digest = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=8, default="en")
    added_at = models.DateTimeField()
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, service__isnull=True)
                | Q(organisation__isnull=True, service__isnull=False),
                name="directory_team_contact_of_one",
            ),
            models.UniqueConstraint(
                fields=["organisation", "digest"], name="directory_team_contact_group"
            ),
            models.UniqueConstraint(
                fields=["service", "digest"], name="directory_team_contact_listing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.id}"


class CheckRoundQuerySet(models.QuerySet["CheckRound"]):
    """Questions about rounds."""

    def open(self) -> "CheckRoundQuerySet":
        """Return the rounds that nobody has answered."""
        return self.filter(ended_at__isnull=True)

    def answered(self) -> "CheckRoundQuerySet":
        """Return those that somebody has answered."""
        return self.exclude(answer="")


class CheckRound(models.Model):
    """One time of asking about one listing, from the first message to the first answer.

    `undo` keeps what an answer has changed, so that it can be taken back.
    """

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="check_rounds")
    opened_on = models.DateField()
    due_on = models.DateField()
    asked = models.PositiveSmallIntegerField(default=0)
    asked_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True, default="")
    answered_by = models.CharField(max_length=8, choices=AnsweredBy, blank=True, default="")
    answered_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    undo = models.JSONField(default=dict, blank=True)
    # When a member of staff looked at what the group has changed or closed by itself.
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = CheckRoundQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-opened_on", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["answer", "ended_at"], name="directory_round_answered")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["service"],
                condition=Q(ended_at__isnull=True),
                name="directory_round_open_once",
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(ended_at__isnull=False),
                name="directory_round_answered_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_id}: {self.due_on} {self.answer}"


class CheckMessage(models.Model):
    """One message to one address; the link in it is its signed number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    contact = models.ForeignKey(
        TeamContact, null=True, on_delete=models.SET_NULL, related_name="messages"
    )
    digest = models.CharField(max_length=64)
    language = models.CharField(max_length=8)
    made_on = models.DateField()
    outbox = models.UUIDField(null=True, db_index=True)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_on", "id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["made_on", "digest"], name="directory_check_message")
        ]

    def __str__(self) -> str:
        return str(self.id)


class CheckLine(models.Model):
    """A listing that a message asks about."""

    message = models.ForeignKey(CheckMessage, on_delete=models.CASCADE, related_name="lines")
    round = models.ForeignKey(CheckRound, on_delete=models.CASCADE, related_name="lines")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["message", "round"], name="directory_check_line_once")
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.round_id}"
