"""Who asked to publish what, who approved it, and what was looked at before."""

from typing import ClassVar

from django.db import models

from selfassessment.models.journeys import Journey, JourneyVersion


class PublishRequest(models.Model):
    """One wish to publish exactly this content, and what became of it.

    `sha256` is the fingerprint of the content, `before` that of the version it was compared
    with: when either is another one the request counts for nothing. `accepted` are the saved
    people whose new end was accepted: they expect it once the version is live.
    """

    class State(models.TextChoices):
        """What became of a request."""

        OPEN = "open", "Waits for a second person"
        SCHEDULED = "scheduled", "Approved, goes live later"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Taken back"
        VOID = "void", "Void: the content changed"

    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, related_name="requests")
    sha256 = models.CharField(max_length=64)
    before = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=5, choices=JourneyVersion.Kind.choices)
    touches_safety = models.BooleanField(default=False)
    asked_by = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)
    golden_reason = models.CharField(max_length=500, blank=True)
    accepted = models.JSONField(default=list)
    must_apply = models.BooleanField(default=False)
    go_live_at = models.DateTimeField(null=True, blank=True)
    retire_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.CharField(max_length=120, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    version = models.ForeignKey(
        JourneyVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        permissions = (
            ("publish_journey", "Can ask to publish journeys, approve, stop and roll back"),
            ("approve_clinical_safety", "Can approve changes of safety content"),
        )
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["journey"],
                condition=models.Q(state="open"),
                name="selfassessment_request_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journey} {self.sha256[:12]}"


def been_live(versions: models.QuerySet[JourneyVersion]) -> models.QuerySet[JourneyVersion]:
    """Leave out versions that wait for their day, and those that were taken back before it."""
    state = PublishRequest.State
    never = PublishRequest.objects.filter(
        version__isnull=False, state__in=(state.SCHEDULED, state.WITHDRAWN, state.VOID)
    )
    return versions.exclude(pk__in=never.values("version"))


class OutcomeReport(models.Model):
    """Who ends elsewhere between two contents, worked out once; `content` is JSON text.

    Whoever asks for it makes the row (`waiting`); the worker fills it, and says in `done` of
    `in_all` how far it is.
    """

    class State(models.TextChoices):
        """How far the working out is."""

        WAITING = "waiting", "Waits for the worker"
        WORKING = "working", "Is being worked out"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be worked out"

    journey = models.ForeignKey(Journey, on_delete=models.CASCADE, related_name="+")
    before = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    content = models.TextField(default="{}")
    state = models.CharField(max_length=8, choices=State.choices, default=State.READY)
    done = models.PositiveIntegerField(default=0)
    in_all = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["journey", "before", "sha256"], name="selfassessment_report_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journey} {self.before[:12]} {self.sha256[:12]}"


class GoldenJourney(models.Model):
    """A made-up person who is walked through the journey at each publishing.

    `answers` are as a form would post them, `facts` what the site would know; `expected` is the
    outcome as `engine.golden` writes it. `day` is the day they walk on, so that ages stay.
    """

    journey = models.SlugField()
    name = models.SlugField(max_length=80)
    story = models.CharField(max_length=500, blank=True)
    answers = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    expected = models.JSONField(default=dict)
    day = models.DateField()
    edited_by = models.CharField(max_length=120)
    edited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["journey", "name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["journey", "name"], name="selfassessment_golden_once"),
        ]

    def __str__(self) -> str:
        return f"{self.journey} {self.name}"


class GoldenChange(models.Model):
    """What became of a saved person, by whom and why; only ever added.

    `content` is what is kept of the person since, empty when the person was removed.
    """

    class Verb(models.TextChoices):
        """What was done."""

        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        REMOVED = "removed", "Removed"
        RESTORED = "restored", "Put back"

    journey = models.SlugField()
    name = models.SlugField(max_length=80)
    verb = models.CharField(max_length=8, choices=Verb.choices)
    before = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    reason = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"{self.journey} {self.name} {self.verb}"
