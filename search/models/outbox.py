"""Which listings have changed, and how far has each copy of the index come?"""

from django.db import models

from core import clock


class OutboxEntry(models.Model):
    """One change to a listing, written in the transaction that made it.

    It says only *that* something changed: documents are always made afresh from the database,
    so taking an entry in twice, or late, does no harm.
    """

    id = models.BigAutoField(primary_key=True)
    public_id = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Ordered by number."""

        ordering = ("id",)
        verbose_name_plural = "outbox entries"

    def __str__(self) -> str:
        """Name the listing."""
        return f"{self.pk}: {self.public_id}"


class IndexCopy(models.Model):
    """One copy of the index, on one machine, and its low-water mark when last seen.

    Entries that every copy is past are pruned. A copy that is not in this table may have missed
    pruned entries, and must be rebuilt before it may go on.
    """

    name = models.CharField(max_length=80, unique=True)
    low = models.BigIntegerField(default=0)
    seen_at = models.DateTimeField()

    class Meta:
        """Ordered by name."""

        ordering = ("name",)
        verbose_name_plural = "index copies"

    def __str__(self) -> str:
        """Name the copy."""
        return self.name
