"""Which questionnaires are published, in which version?"""

from typing import Any, ClassVar, NoReturn

from django.db import models

from selfassessment.instruments.registry import ALL


class VersionIsFinal(TypeError):
    """Somebody tried to change a published version."""


class Journey(models.Model):
    """A questionnaire, such as the health check; its versions hold what it asks.

    One that was given back (`resumed_at`) after the end of its version stays until it is stopped.
    """

    slug = models.SlugField(unique=True)
    current = models.ForeignKey(
        "JourneyVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_by = models.CharField(max_length=120, blank=True)
    stop_note = models.CharField(max_length=300, blank=True)
    resumed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.slug

    @property
    def stopped(self) -> bool:
        """Return whether the public sees the page that it is not available just now."""
        return self.stopped_at is not None


class VersionManager(models.Manager["JourneyVersion"]):
    """Leaves the words out until they are asked for: they are many, and each process keeps them."""

    def get_queryset(self) -> models.QuerySet["JourneyVersion"]:
        """Return the versions without their words."""
        return super().get_queryset().defer("texts", "texts_state")


def instrument_versions() -> dict[str, str]:
    """Return the version of each instrument that this site has now: what is published with it."""
    return {key: one.version for key, one in ALL.items()}


class JourneyVersion(models.Model):
    """An immutable snapshot: the definition, its routing tables, its words, and their fingerprint.

    `texts` holds {language: {key: words}} and `texts_state` {language: {"checked": [keys],
    "stale": [keys]}}, both as JSON text, as they were at publishing.
    """

    class Kind(models.TextChoices):
        """Whether drafts under way may move to a version."""

        MINOR = "minor", "Words only"
        MAJOR = "major", "Questions, routes or tables"

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.TextField()
    routing = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    texts = models.TextField(default="{}")
    texts_state = models.TextField(default="{}")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.MAJOR)
    approvals = models.TextField(default="[]")
    note = models.TextField(blank=True)
    go_live_at = models.DateTimeField(null=True, blank=True)
    retire_at = models.DateTimeField(null=True, blank=True)
    must_apply = models.BooleanField(default=False)
    instruments = models.JSONField(default=instrument_versions)

    objects = VersionManager()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["journey", "number"], name="selfassessment_version_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journey} {self.number}"

    @property
    def label(self) -> str:
        """Return what a case keeps of its version: number and the start of its fingerprint."""
        return f"{self.number}:{self.sha256[:12]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raise VersionIsFinal when it is there already."""
        if not self._state.adding:
            raise VersionIsFinal("A published version is never changed; publish a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: drafts and cases point to their version."""
        raise VersionIsFinal("A published version is never deleted.")
