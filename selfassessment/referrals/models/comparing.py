"""Were two cases decided to be one person, or not? Both answers are kept, never a merger."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from selfassessment.referrals.models.cases import Case


class Sameness(models.Model):
    """What a member of staff decided about two cases; the newest row counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    same = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar[list[str]] = ["at"]
        verbose_name_plural = "samenesses"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="referrals_pair_in_order"
            )
        ]

    def __str__(self) -> str:
        return "The same person" if self.same else "Not the same person"
