"""Who acts for a group, since when, whom have they asked to join, and what does the group need?

A member is a volunteer, not staff: no account of the admin, no password. Names and addresses are
sealed; `digest` is the same keyed hash as that of a team contact.
"""

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.encryption import EncryptedTextField
from core.enums import Channel
from directory.enums import MemberRole

from .organisations import Organisation
from .services import Service


class Member(models.Model):
    """Somebody who has shown that an address is theirs by typing the code that was sent to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    value = EncryptedTextField()
    digest = models.CharField(max_length=64, unique=True)
    sealed_name = EncryptedTextField(null=True)
    language = models.CharField(max_length=8, default="en")
    added_at = models.DateTimeField()
    last_seen_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"member {self.id}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about memberships."""

    def current(self) -> "MembershipQuerySet":
        """Return those that have not ended."""
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """One person's part in one group; it ends, and is not deleted, until the person is."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(max_length=8, choices=MemberRole, default=MemberRole.HELPER)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["member", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="directory_membership_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.organisation_id}"


class Invitation(models.Model):
    """An address that somebody of the group asked to join; signing in with it shows the offer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="invitations"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices)
    value = EncryptedTextField()
    digest = models.CharField(max_length=64, db_index=True)
    role = models.CharField(max_length=8, choices=MemberRole, default=MemberRole.HELPER)
    language = models.CharField(max_length=8, default="en")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "digest"], name="directory_invitation_once"
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.id}"


class SignInCode(models.Model):
    """A code sent to an address; its keyed hash only, for a quarter of an hour and a few tries.

    `service` is set when the code shows that somebody may claim that listing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    value = EncryptedTextField()
    digest = models.CharField(max_length=64, db_index=True)
    code_hash = models.CharField(max_length=64)
    service = models.ForeignKey(Service, null=True, blank=True, on_delete=models.CASCADE)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"code {self.id}"

    def is_over(self, now: datetime) -> bool:
        """Say whether it was used or is too old."""
        return self.used_at is not None or now >= self.expires_at


class GroupNeed(models.Model):
    """What a group looks for, such as a room or a helper; shown on its page until the day."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="needs")
    text = models.CharField(max_length=300)
    until = models.DateField(db_index=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-written_at", "pk"]

    def __str__(self) -> str:
        return self.text
