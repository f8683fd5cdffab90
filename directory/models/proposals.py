"""What does a group ask us to list or to change, and what became of it?"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.encryption import EncryptedTextField
from directory.enums import ProposalState
from directory.staff_enums import ProposalKind

from .organisations import Organisation
from .services import Service


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about proposals."""

    def waiting(self) -> "ProposalQuerySet":
        """Return those that staff have still to decide, the longest waiting first."""
        return self.filter(state=ProposalState.WAITING).order_by("sent_at", "pk")


class Proposal(models.Model):
    """One offer, edit or claim of a group, from the first answer to the decision.

    `changes` holds facts about the offer by field, `before` the same fields as they were when it
    was sent; how to reach the people behind it is sealed. An edit that went live at once is kept
    too (kind `live`), so that it can be taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=8, choices=ProposalKind)
    state = models.CharField(
        max_length=9, choices=ProposalState, default=ProposalState.DRAFT, db_index=True
    )
    service = models.ForeignKey(
        Service, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="proposals"
    )
    changes = models.JSONField(default=dict, blank=True)
    before = models.JSONField(default=dict, blank=True)
    sealed_contact = EncryptedTextField(null=True)
    language = models.CharField(max_length=8, default="en")
    note = models.TextField(blank=True, default="")
    # Found when it is sent: waits for a person whatever rule there is, and comes first.
    can_harm = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-begun_at", "pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["state", "sent_at"], name="directory_proposal_queue")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=ProposalState.values),
                name="directory_proposal_state_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ProposalKind.values), name="directory_proposal_kind_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.WAITING) | Q(sent_at__isnull=False),
                name="directory_proposal_waiting_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def name(self) -> str:
        """What the offer is called, as far as anybody has said."""
        own = self.changes.get("name") or (self.service.name if self.service else "")
        return " ".join(str(own).split())
