"""What a person wrote in another language than English, and what it says: each text by itself."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models

from core.encryption import EncryptedTextField
from selfassessment.referrals.models.cases import Case


class OwnWords(models.Model):
    """One free text that somebody who reads its language has to read, or has read.

    `asked` is the question it answers. The original stays beside what it says in English.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(max_length=60)
    language = models.CharField(max_length=12)
    sealed_question = EncryptedTextField(null=True, blank=True)
    sealed_words = EncryptedTextField(null=True, blank=True)
    written_at = models.DateTimeField()
    sealed_english = EncryptedTextField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["written_at", "asked"]
        verbose_name_plural = "own words"

    def __str__(self) -> str:
        return f"{self.asked} ({self.language})"
