"""How often is a listing opened, and how fresh was the directory on a day? Never: by whom."""

from typing import ClassVar

from django.db import models

from directory.enums import Opening
from directory.staff_enums import FreshBy


class ListingTally(models.Model):
    """How often something was done with a listing on one day."""

    day = models.DateField()
    short_code = models.CharField(max_length=7)
    what = models.CharField(max_length=9, choices=Opening)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["short_code", "day", "what"], name="directory_listing_tally_once"
            )
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["day"], name="directory_listing_tally_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.short_code} {self.what}: {self.count}"


class FreshnessDay(models.Model):
    """How many listings could be relied on at the end of one day, by one thing."""

    day = models.DateField()
    by = models.CharField(max_length=8, choices=FreshBy)
    code = models.CharField(max_length=40, blank=True)
    total = models.PositiveIntegerField()
    fresh = models.PositiveIntegerField()
    unanswered = models.PositiveIntegerField()
    never = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "by", "code"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["by", "code", "day"], name="directory_freshness_day_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.by} {self.code}: {self.fresh} of {self.total}"
