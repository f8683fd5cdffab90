"""What concerns the person's own side of a case: the code, withdrawing, erasure."""

from typing import ClassVar

from django.db import models

from selfassessment.referrals.models.cases import Case


class Standing(models.Model):
    """The keyed hash of the code that opens the status page, and what the person asked for."""

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.CASCADE, related_name="standing"
    )
    code_digest = models.CharField(max_length=64)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["erased_at"], name="referrals_standing_erased")
        ]

    def __str__(self) -> str:
        return f"Standing of {self.case_id}"
