"""Who helps beside the desk, and which lines were handed to them?"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from selfassessment.referrals.models.cases import ReferralLine


class Provider(models.Model):
    """A team or organisation that helps. Its people see the lines handed to it, no others."""

    code = models.CharField(
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9_]+$")],
        help_text="As the routing tables name it, such as lifestyle_team.",
    )
    name = models.CharField(max_length=120)
    email = models.EmailField(
        blank=True, help_text="Told of each new line: the reference and a link, nothing else."
    )
    acknowledge_within_days = models.PositiveSmallIntegerField(
        "acknowledge within working days",
        default=2,
        help_text="A line that nobody acknowledges by then comes back to the desk.",
    )
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="referral_providers"
    )
    is_active = models.BooleanField("takes lines", default=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        permissions = (("update_own_lines", "Can see and update the lines of their provider"),)

    def __str__(self) -> str:
        return self.name


class HandOver(models.Model):
    """A line was given to a provider; at most one hand-over of a line is open."""

    class Ending(models.TextChoices):
        """How a hand-over ended."""

        RETURNED = "returned", "Sent back by the provider"
        UNANSWERED = "unanswered", "Nobody acknowledged it in time"
        TAKEN_BACK = "taken_back", "Taken back by the desk"
        FINISHED = "finished", "Finished"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ReferralLine, on_delete=models.PROTECT, related_name="hand_overs")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="hand_overs")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    acknowledge_by = models.DateField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=12, blank=True, choices=Ending.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["line"],
                condition=models.Q(ended_at__isnull=True),
                name="referrals_one_open_hand_over",
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["acknowledge_by"],
                condition=models.Q(ended_at__isnull=True, acknowledged_at__isnull=True),
                name="referrals_unacknowledged",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} to {self.provider_id}"
