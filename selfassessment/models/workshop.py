"""What is being written in the workshop: journeys, routing tables and words, not yet published."""

from typing import Any, ClassVar

from django.db import models

SHIPPED = "shipped"


class Manuscript(models.Model):
    """A journey, or the routing tables, as they are being changed: one JSON document in the
    format the engine reads. `revision` is the lock: it rises with each save."""

    name = models.SlugField(unique=True)
    content = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    edited_by = models.CharField(max_length=120)
    edited_at = models.DateTimeField()

    class Meta:
        permissions = (("edit_journeys", "Can change journeys and routing tables"),)

    def __str__(self) -> str:
        return self.name


class ManuscriptRevision(models.Model):
    """What a manuscript was after one save; only ever added."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.TextField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField()
    summary = models.CharField(max_length=300)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["manuscript", "number"], name="selfassessment_revision_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.manuscript} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; refuse to change one that is there."""
        if not self._state.adding:
            raise TypeError("A revision is never changed; save the manuscript again.")
        super().save(*args, **kwargs)


class Wording(models.Model):
    """One text of the journeys in one language.

    `english_sha` is the fingerprint of the English it was translated from (empty for English):
    where it is not that of today's English, the translation is out of date.
    """

    class State(models.TextChoices):
        """Whether a named person has read the text."""

        DRAFT = "draft", "Draft"
        CHECKED = "checked", "Checked"

    locale = models.CharField(max_length=12)
    key = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    english_sha = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    checked_by = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.CharField(max_length=120)
    edited_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["locale", "key"], name="selfassessment_wording_once"),
        ]
        permissions = (("edit_words", "Can change the words of journeys"),)

    def __str__(self) -> str:
        return f"{self.locale} {self.key}"
