"""A family that is helped together: its cases, its people, one lead, one plan."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedJSONField, EncryptedTextField
from selfassessment.referrals.models.cases import Case, ReferralLine
from selfassessment.referrals.types import OtherLead


class Family(models.Model):
    """One family. What names anybody in it stands on its cases, so that it goes with them.

    It has one lead: somebody with an account, or somebody of another agency (`sealed_lead`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="families",
    )
    sealed_lead = EncryptedJSONField(null=True, blank=True)
    outcomes_line = models.ForeignKey(
        ReferralLine, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_on = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    review_by = models.DateField(db_index=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name_plural = "families"

    def __str__(self) -> str:
        return f"Family {str(self.pk)[:8]}"

    @property
    def led_by(self) -> str:
        """Return who leads, in words; of somebody of another agency with agency and telephone."""
        if self.lead is not None:
            return str(self.lead)
        return str(OtherLead(**self.sealed_lead)) if self.sealed_lead else "not kept any more"


class FamilyCase(models.Model):
    """A case belongs to one family at most."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="family_place")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="places")
    agreed_on = models.DateField(null=True, blank=True)
    sealed_agreed_by = EncryptedTextField(null=True, blank=True)
    joined_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.case} in {self.family}"


class FamilyMember(models.Model):
    """Somebody in a family, as told in one of its cases."""

    class Role(models.TextChoices):
        """Who somebody is in the family."""

        CHILD = "child", "Child or young person"
        PARENT = "parent", "Parent or carer"
        OTHER = "other", "Someone else at home"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="family_members")
    role = models.CharField(max_length=10, choices=Role.choices)
    sealed_name = EncryptedTextField(null=True, blank=True)
    added_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at"]

    def __str__(self) -> str:
        return self.get_role_display()


class FamilyKey(models.Model):
    """A blind index over the households of a family's cases. See rules/families.py."""

    place = models.ForeignKey(FamilyCase, on_delete=models.CASCADE, related_name="keys")
    digest = models.CharField(max_length=64, db_index=True)
    # The place of the family among those of this household, kept once a family. Two people who
    # make one in the same instant take the same number, and the database lets one through.
    number = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["place", "digest"], name="referrals_family_key_once_a_case"
            ),
            models.UniqueConstraint(
                fields=["digest", "number"], name="referrals_family_one_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.digest[:12]
