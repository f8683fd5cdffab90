"""The end of the chain of a case's events: how many there are, and the hash of the last."""

from django.db import models

from selfassessment.referrals.models.cases import Case


class ChainEnd(models.Model):
    """Without it nobody would notice that the last events of a case are gone."""

    case = models.OneToOneField(
        Case, primary_key=True, on_delete=models.PROTECT, related_name="chain_end"
    )
    count = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
    key = models.CharField("id of the key", max_length=32, blank=True)

    class Meta:
        verbose_name = "end of a chain"

    def __str__(self) -> str:
        return f"{self.case_id}: {self.count}"
