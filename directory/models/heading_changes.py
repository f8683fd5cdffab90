"""What did retiring or merging a heading change, so that it can be taken back?"""

from django.conf import settings
from django.db import models

from .taxonomy import TaxonomyTerm


class HeadingChangeQuerySet(models.QuerySet["HeadingChange"]):
    """Questions about retired and merged headings."""

    def standing(self) -> "HeadingChangeQuerySet":
        """Return those that nobody has taken back."""
        return self.filter(undone_at__isnull=True)


class HeadingChange(models.Model):
    """One heading that was retired or merged into another, with what it moved.

    `moved` says for each listing how it was left, so that taking back can tell whether somebody
    has changed it since: keys and codes alone.
    """

    term = models.ForeignKey(TaxonomyTerm, on_delete=models.CASCADE, related_name="changes")
    successor = models.ForeignKey(
        TaxonomyTerm, null=True, on_delete=models.CASCADE, related_name="taken_over"
    )
    merged = models.BooleanField(default=False)
    moved = models.JSONField(default=dict)
    listings = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = HeadingChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.term.code} {self.successor.code if self.successor else ''}".strip()
