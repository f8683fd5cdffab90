"""How often did something happen on a page of a journey? Counts without people."""

from django.db import models
from django.db.models import Sum

from selfassessment.engine.dropoff import Count, Event
from selfassessment.models.journeys import JourneyVersion


class Device(models.TextChoices):
    """What kind of device a page was read on, no closer than this."""

    PHONE = "phone", "Phone"
    OTHER = "other", "Computer or tablet"


class StepTallyQuerySet(models.QuerySet["StepTally"]):
    """Questions about the counts."""

    def sums(self) -> list[Count]:
        """Return the sums by page, event and code."""
        rows = self.values_list("page", "event", "code").annotate(total=Sum("count"))
        return [Count(page, Event(event), code, total) for page, event, code, total in rows]


class StepTally(models.Model):
    """One count of one day: what happened on a page of a version, in a language, on a device.

    No draft, no person and no answer: `code` names what was wrong with an answer that could not
    be taken, never the answer.
    """

    day = models.DateField()
    version = models.ForeignKey(JourneyVersion, on_delete=models.PROTECT, related_name="tallies")
    page = models.CharField(max_length=80)
    locale = models.CharField(max_length=12)
    device = models.CharField(max_length=5, choices=Device.choices)
    event = models.CharField(max_length=14)
    code = models.CharField(max_length=40, blank=True, default="")
    count = models.PositiveIntegerField(default=0)

    objects = StepTallyQuerySet.as_manager()

    class Meta:
        """One row for each day and thing counted."""

        ordering = ("-day", "version", "page", "event")
        verbose_name = "count of a page"
        constraints = (
            models.UniqueConstraint(
                fields=("day", "version", "page", "locale", "device", "event", "code"),
                name="selfassessment_one_count_a_day",
            ),
        )

    def __str__(self) -> str:
        """Say what was counted."""
        return f"{self.day}: {self.page} {self.event} {self.code} ({self.count})"
