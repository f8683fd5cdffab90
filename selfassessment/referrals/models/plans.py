"""What a family wants to reach, and who does what for it by when."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedTextField
from selfassessment.referrals.models.cases import Case


class _OfPlan(models.Model):
    """What goals and actions share: the case they were written on, and how they ended."""

    class End(models.TextChoices):
        """How something planned ended."""

        DONE = "done", "Done"
        DROPPED = "dropped", "Not needed any more"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The words go with the case when it is erased, and stay with it when it leaves the family.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    sealed_words = EncryptedTextField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField(max_length=10, blank=True, choices=End.choices)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def words(self) -> str:
        """Return what was planned; nothing once it was erased."""
        return self.sealed_words or ""


class FamilyGoal(_OfPlan):
    """Something that a family wants to reach."""

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at"]

    def __str__(self) -> str:
        return f"Goal {str(self.pk)[:8]}"


class FamilyAction(_OfPlan):
    """What somebody does for a goal, by a day."""

    goal = models.ForeignKey(FamilyGoal, on_delete=models.PROTECT, related_name="actions")
    sealed_who = EncryptedTextField(null=True, blank=True)
    due_on = models.DateField()

    class Meta:
        ordering: ClassVar[list[str]] = ["due_on", "added_at"]

    def __str__(self) -> str:
        return f"Action {str(self.pk)[:8]}"
