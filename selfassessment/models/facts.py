"""Telephone numbers, hours and links that texts and pages point to, kept once for all languages."""

from typing import ClassVar

from django.core.validators import RegexValidator
from django.db import models


class Fact(models.Model):
    """One number, time or address; texts say `{fact.<key>}`.

    A hidden fact is shown nowhere: one person may hide it at once. On a safety page its value
    is changed by two people. `checked_at` says when somebody last rang or opened it; `opened_at`
    when the site last opened a link by itself, and `trouble` why it did not answer then.
    """

    class Kind(models.TextChoices):
        """What a fact is."""

        PHONE = "phone", "Telephone number"
        TEXT = "text", "Number for text messages"
        HOURS = "hours", "Opening hours"
        LINK = "link", "Address on the web"

    key = models.CharField(
        max_length=64, unique=True, validators=[RegexValidator(r"^[a-z][a-z0-9_]*$")]
    )
    kind = models.CharField(max_length=5, choices=Kind.choices)
    value = models.CharField(max_length=300)
    note = models.CharField(max_length=300, blank=True)
    hidden_by = models.CharField(max_length=120, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    proposed = models.CharField(max_length=300, blank=True)
    proposed_by = models.CharField(max_length=120, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    trouble = models.CharField(max_length=200, blank=True)
    edited_by = models.CharField(max_length=120)
    edited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["key"]
        permissions = (("change_facts", "Can change telephone numbers, hours and links"),)

    def __str__(self) -> str:
        return self.key

    @property
    def hidden(self) -> bool:
        """Return whether it is shown nowhere just now."""
        return self.hidden_at is not None
