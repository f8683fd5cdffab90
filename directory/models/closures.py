"""From when to when is a place closed, and why?"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.enums import ClosureReason
from directory.rules.closures import Closure

from .locations import Location


class PlaceClosureQuerySet(models.QuerySet["PlaceClosure"]):
    """Questions about closed places."""

    def standing(self) -> "PlaceClosureQuerySet":
        """Return those that nobody has taken back."""
        return self.filter(undone_at__isnull=True)


class PlaceClosure(models.Model):
    """Days on which nothing takes place at a place; without a last day it is closed for good.

    It is one fact of the place. What follows for each listing is worked out from it and is
    written nowhere, so that taking it back leaves everything as it was.
    """

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="closures")
    first_day = models.DateField(_("closed from"))
    last_day = models.DateField(_("up to and including"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=12, choices=ClosureReason)
    words = models.JSONField(default=dict, blank=True)
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PlaceClosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("closed days of a place")
        verbose_name_plural = _("closed days of places")
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__isnull=True) | Q(last_day__gte=F("first_day")),
                name="directory_closure_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.last_day or ''}".strip()

    def closure(self) -> Closure:
        """Return this row as the plain value the rules work on."""
        return Closure(self.first_day, self.last_day, self.reason, tuple(self.words.items()))
