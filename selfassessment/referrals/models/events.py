"""What happened to a case, by whom and when: rows that are added and never changed."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models

from core.encryption import EncryptedTextField
from selfassessment.referrals.enums import AttemptOutcome, EventKind
from selfassessment.referrals.models.cases import Case, ReferralLine


class EventIsFinal(TypeError):
    """Somebody tried to change or delete what happened."""


class Event(models.Model):
    """One thing that happened. Notes are sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    line = models.ForeignKey(
        ReferralLine, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    kind = models.CharField(max_length=20, choices=EventKind.choices)
    at = models.DateTimeField()
    # When it happened, where that was written down later; `at` is when it was written down.
    happened_at = models.DateTimeField(null=True, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=20, blank=True, choices=AttemptOutcome.choices)
    sealed_note = EncryptedTextField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "at"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d/%m/%Y %H:%M}"

    @property
    def moment(self) -> datetime:
        """Return when it happened."""
        return self.happened_at or self.at

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raise EventIsFinal when it is there already."""
        if not self._state.adding:
            raise EventIsFinal("An event is added once and never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: what happened stays."""
        raise EventIsFinal("An event cannot be deleted.")
