"""What does a person take along at the end, and how are they some weeks later?"""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedJSONField
from selfassessment.referrals.models.cases import Case, ReferralLine


class HandedActivity(models.Model):
    """An activity of the directory that a person was given, as it read on that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handed")
    line = models.ForeignKey(ReferralLine, on_delete=models.PROTECT, related_name="handed")
    at = models.DateTimeField()
    place = models.PositiveSmallIntegerField()
    short_code = models.CharField(max_length=12)
    name = models.CharField(max_length=255)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "place"]
        verbose_name_plural = "handed activities"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["line", "short_code"], name="referrals_activity_once_a_line"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TriedActivity(models.Model):
    """Somebody who was given an activity went to it or not, and why not.

    Nothing leads from here to a person or a case: only the month and the ward are kept.
    """

    class Why(models.TextChoices):
        """Why somebody went to none of what they were given."""

        COST = "cost", "Cost"
        DISTANCE = "distance", "Too far"
        TIME = "time", "The times do not fit"
        LANGUAGE = "language", "Language"
        CONFIDENCE = "confidence", "Not confident to go"
        CLOSED = "closed", "It was closed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField(db_index=True)
    short_code = models.CharField(max_length=12)
    name = models.CharField(max_length=255)
    ward = models.CharField(max_length=12, blank=True)
    weeks = models.PositiveSmallIntegerField()
    went = models.BooleanField()
    why_not = models.CharField(max_length=12, blank=True, choices=Why.choices)

    class Meta:
        verbose_name_plural = "tried activities"

    def __str__(self) -> str:
        return f"{self.name}: {'went' if self.went else 'did not go'}"


class FollowUp(models.Model):
    """One look back at a line, 4, 12, 26 or 52 weeks after it ended.

    `turn` counts how often it ended: whoever comes back is looked back at anew.
    """

    class Outcome(models.TextChoices):
        """How the look back went."""

        ANSWERED = "answered", "They answered"
        UNREACHED = "unreached", "Could not be reached"
        REFUSED = "refused", "They would rather not"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ReferralLine, on_delete=models.PROTECT, related_name="follow_ups")
    turn = models.PositiveSmallIntegerField(default=1)
    weeks = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True, choices=Outcome.choices)
    sealed_answers = EncryptedJSONField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["turn", "weeks"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["line", "turn", "weeks"], name="referrals_follow_up_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["due_on"],
                condition=models.Q(done_at__isnull=True),
                name="referrals_follow_up_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.weeks} weeks"

    @property
    def answers(self) -> dict[str, Any]:
        """Return what was answered, by the code of the question."""
        return dict(self.sealed_answers or {})
