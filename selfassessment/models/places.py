"""How many places has each provider, and by which arithmetic?"""

from typing import ClassVar

from django.db import models


class PlacesPlan(models.Model):
    """A total of places split over providers by need, for a time.

    `areas` holds each provider's districts or wards, `weights` a number for each decile (both JSON
    text), `places` what came of it; whoever changes one of them works it out anew.
    """

    title = models.CharField(max_length=120)
    total = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    areas = models.TextField()
    weights = models.TextField()
    counts = models.TextField(default="{}")
    places = models.TextField(default="{}")
    edited_by = models.CharField(max_length=200)
    edited_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "title"]

    def __str__(self) -> str:
        return self.title
