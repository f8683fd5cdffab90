"""How often was something looked for? Counts without people."""

from datetime import date
from typing import TypedDict

from django.db import models
from django.db.models import Max, Sum

from search.rules.telling import Outcome


class Asked(TypedDict):
    """Words in a language: how often they were looked for, and when last."""

    words: str
    language: str
    times: int
    last: date


class Wanted(TypedDict):
    """A heading in a ward: how often it was looked for there."""

    ward: str
    heading: str
    times: int


class SearchTallyQuerySet(models.QuerySet["SearchTally"]):
    """Questions about the counts."""

    def asked(self, *, since: date, least: int, outcome: Outcome | None = None) -> list[Asked]:
        """Return words looked for at least so often since a day, the commonest first."""
        rows = self.filter(day__gte=since).exclude(words="")
        if outcome is not None:
            rows = rows.filter(outcome=outcome)
        counted = rows.values("words", "language").annotate(times=Sum("count"), last=Max("day"))
        return list(counted.filter(times__gte=least).order_by("-times", "words"))

    def wanted(self, *, since: date, least: int) -> list[Wanted]:
        """Return what was looked for in wards at least so often, the commonest first."""
        rows = self.filter(day__gte=since).exclude(ward="").exclude(heading="")
        counted = rows.values("ward", "heading").annotate(times=Sum("count"))
        return list(counted.filter(times__gte=least).order_by("-times", "ward", "heading"))


class SearchTally(models.Model):
    """One count of one day.

    A row has words or an area, never both: a rare word in a small ward could tell who asked.
    `heading` is the code of what was looked for in an area.
    """

    day = models.DateField()
    language = models.CharField(max_length=10)
    words = models.CharField(max_length=60, blank=True, default="")
    ward = models.CharField(max_length=9, blank=True, default="")
    heading = models.CharField(max_length=60, blank=True, default="")
    outcome = models.CharField(max_length=7)
    count = models.PositiveIntegerField(default=0)

    objects = SearchTallyQuerySet.as_manager()

    class Meta:
        """One row for each day and thing counted."""

        ordering = ("-day", "words", "ward", "heading")
        verbose_name = "search count"
        constraints = (
            models.UniqueConstraint(
                fields=("day", "language", "words", "ward", "heading", "outcome"),
                name="one_count_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(words="") | models.Q(ward=""), name="words_or_area_never_both"
            ),
        )

    def __str__(self) -> str:
        """Say what was counted."""
        return f"{self.day}: {self.words or self.ward} {self.heading} ({self.count})"
