"""Which pictures have groups sent?"""

import uuid
from typing import ClassVar

from django.db import models


class PictureQuerySet(models.QuerySet["Picture"]):
    """Questions about pictures."""

    def bare(self) -> "PictureQuerySet":
        """Return them without their data, which only who shows one needs."""
        return self.defer("data")


class Picture(models.Model):
    """A picture drawn anew from what was sent: a JPEG of some 100 kB, without anything else.

    It stands in the database and not among files, so that one transaction keeps it or does not,
    and nobody can reach it before a person has looked at it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    data = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(db_index=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "pk"]

    def __str__(self) -> str:
        return f"picture {self.id}"
