"""What was seen and done in somebody's home, kept for the line that the visit belongs to."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedTextField
from selfassessment.referrals.models.cases import ReferralLine
from selfassessment.referrals.rules import home_lists


class _OfHome(models.Model):
    """What all of them have: the line, an own note, when it was written down and by whom."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    line = models.ForeignKey(ReferralLine, on_delete=models.PROTECT, related_name="+")
    sealed_note = EncryptedTextField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class HomeVisit(_OfHome):
    """Somebody was there."""

    visited_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["visited_on", "recorded_at"]

    def __str__(self) -> str:
        return f"Visit {self.visited_on:%d/%m/%Y}"


class Hazard(_OfHome):
    """Something that is not safe, and the day it was put right."""

    kind = models.CharField(max_length=20)
    found_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["found_on", "recorded_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(removed_on__isnull=True)
                | models.Q(removed_on__gte=models.F("found_on")),
                name="referrals_hazard_found_before_removed",
            )
        ]

    def __str__(self) -> str:
        return home_lists.words(home_lists.hazards(), self.kind)


class AidSupplied(_OfHome):
    """An aid that was brought, and the day it was fitted."""

    kind = models.CharField(max_length=20)
    supplied_on = models.DateField()
    installed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["supplied_on", "recorded_at"]
        verbose_name_plural = "aids supplied"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(installed_on__isnull=True)
                | models.Q(installed_on__gte=models.F("supplied_on")),
                name="referrals_aid_supplied_before_installed",
            )
        ]

    def __str__(self) -> str:
        return home_lists.words(home_lists.aids(), self.kind)


class FurtherNeed(_OfHome):
    """A need found on a visit: it opened a line of its own, whose clock began that day."""

    opened = models.OneToOneField(
        ReferralLine, on_delete=models.PROTECT, related_name="further_need"
    )
    found_on = models.DateField()
    read_by_date = models.DateField()
    contact_by_date = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["found_on", "recorded_at"]

    def __str__(self) -> str:
        return f"{self.opened.need} {self.found_on:%d/%m/%Y}"

    @property
    def label(self) -> str:
        """Return what is needed, in words."""
        known = {one.need: one.label for one in home_lists.further_needs()}
        return known.get(self.opened.need, self.opened.need)
