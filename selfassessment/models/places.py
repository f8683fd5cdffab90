"""How many places has each provider, and by which arithmetic?"""

from typing import ClassVar

from django.db import models


class PlacesPlan(models.Model):
    """A total of places split over providers by need, for a time.

    `areas` holds each provider's districts or wards, `weights` a number for each decile (both JSON
    text), `places` what came of it; whoever changes one of them works it out anew. It counts once
    another person than `edited_by` has approved it. A change of a plan that counts is a row of its
    own that `replaces` it, and is written into it when it is approved.
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
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="change"
    )
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-starts_on", "title"]

    def __str__(self) -> str:
        return self.title

    @property
    def counts_now(self) -> bool:
        """Return whether a second person has approved the plan."""
        return self.approved_at is not None
