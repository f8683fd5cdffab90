"""Who decided what in the queue of staff, how long that takes, and whom is trusted?"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.rules.moderation import LABELS

from .organisations import Organisation

LONGEST_REASON = 500


class QueueDecision(models.Model):
    """One item that a person or a rule decided; the words told to a group stand elsewhere."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    decision = models.CharField(max_length=10)
    label = models.CharField(max_length=80)
    # Why, in the words of whoever decided; for staff alone.
    reason = models.CharField(max_length=LONGEST_REASON, blank=True, default="")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "key", "-at"], name="directory_queue_decided")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.decision}"


class QueueMinutes(models.Model):
    """How many minutes an item of one kind takes, as an editor has said."""

    kind = models.CharField(max_length=20, unique=True)
    minutes = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{LABELS.get(self.kind, self.kind)}: {self.minutes}"


class TrustRuleQuerySet(models.QuerySet["TrustRule"]):
    """Questions about rules."""

    def valid(self) -> "TrustRuleQuerySet":
        """Return those that nobody has ended."""
        return self.filter(ended_at__isnull=True)


class TrustRule(models.Model):
    """What one group sends of one kind is approved without a person, until somebody ends it."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="trust_rules"
    )
    kind = models.CharField(max_length=20)
    # Of a rule for changes: which of `rules.trust.GUARDED` it lets through besides plain words.
    fields = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON)
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = TrustRuleQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["organisation__name", "kind", "-given_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["organisation", "kind"],
                condition=Q(ended_at__isnull=True),
                name="directory_trusted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.kind}"
