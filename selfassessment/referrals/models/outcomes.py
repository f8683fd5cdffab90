"""What changed for somebody: one row for each answer, kept for a line and a moment."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedJSONField
from selfassessment.referrals.enums import OutcomeStage
from selfassessment.referrals.models.cases import ReferralLine


class Outcome(models.Model):
    """One answer of a set of outcome fields; the last turn of the same field and stage counts.

    Which fields there are is said in `outcome_sets.json`. Rows are added (actions/outcomes.py)
    and never changed, so that a correction leaves what stood there before; they are read through
    selectors/outcomes.py.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ReferralLine, on_delete=models.PROTECT, related_name="outcomes")
    set = models.CharField(max_length=20)
    field = models.CharField(max_length=40)
    stage = models.CharField(max_length=8, choices=OutcomeStage.choices)
    turn = models.PositiveSmallIntegerField(default=1)
    sealed_value = EncryptedJSONField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["recorded_at", "turn"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["line", "set", "field", "stage", "turn"], name="referrals_outcome_turn"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["set", "line"], name="referrals_outcome_set")
        ]

    def __str__(self) -> str:
        return f"{self.set}.{self.field} {self.stage}"

    @property
    def value(self) -> Any:
        """Return the answer; None where it was taken back or erased."""
        return self.sealed_value
