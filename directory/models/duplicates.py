"""Which listings may be one and the same, which were made one, and which must not come back?"""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from directory.rules.alike import REASONS
from directory.staff_enums import PairState

from .services import Service


class DuplicatePair(models.Model):
    """Two listings that may be one; what a person said of them is never asked again."""

    first = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=9, choices=PairState, default=PairState.OPEN)
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("likely duplicate")
        verbose_name_plural = _("likely duplicates")
        ordering = ["-score", "first", "second"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="directory_pair_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="directory_pair_in_order"
            ),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="directory_pair_open")]

    def __str__(self) -> str:
        return f"{self.first_id} {self.second_id}"

    def said(self) -> list[str]:
        """Return the reasons in plain words."""
        return [REASONS[code] for code in self.reasons if code in REASONS]


class DuplicateSearch(models.Model):
    """One pass over the directory that looks for duplicates, and how far it is."""

    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    finished_at = models.DateTimeField(null=True, blank=True)
    listings = models.PositiveIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    scored = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.asked_at}: {self.percent} %"


class MergerQuerySet(models.QuerySet["Merger"]):
    """Mergers."""

    def gone_into(self, keys: Iterable[int]) -> dict[int, int]:
        """Return every listing that went into one of these, however far back, and into which."""
        owners: dict[int, int] = {}
        at = {key: key for key in keys}
        while at:
            steps = self.filter(kept_id__in=at, merged__isnull=False, undone_at__isnull=True)
            at = {old: at[new] for new, old in steps.values_list("kept_id", "merged_id")}
            at = {old: owner for old, owner in at.items() if old not in owners}
            owners |= at
        return owners


class Merger(models.Model):
    """One listing that went into another; its address and public id lead to the kept one."""

    kept = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="mergers")
    merged = models.ForeignKey(Service, null=True, on_delete=models.SET_NULL, related_name="+")
    merged_public_id = models.UUIDField()
    merged_short_code = models.CharField(max_length=7)
    merged_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # What undoing needs: the kept listing as it was and as it became, and what was moved.
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = MergerQuerySet.as_manager()

    class Meta:
        verbose_name = _("merger")
        verbose_name_plural = _("mergers")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["merged_public_id"],
                condition=Q(undone_at__isnull=True),
                name="directory_merged_once",
            )
        ]
        indexes = [models.Index(fields=["merged_short_code"], name="directory_merged_code")]

    def __str__(self) -> str:
        return f"{self.merged_name}: {self.kept_id}"


class NotListedAgain(models.Model):
    """Something that was taken away for good: no source run and no colleague adds it again.

    A record of an outside source is known by its own id; what a person took away is known by its
    name and outcode as well.
    """

    public_id = models.UUIDField()
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, blank=True, default="", db_index=True)
    outcode = models.CharField(max_length=4, blank=True, default="")
    source = models.CharField(max_length=40, blank=True, default="")
    external_id = models.CharField(max_length=200, blank=True, default="")
    reason = models.CharField(_("why"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("listing that must not come back")
        verbose_name_plural = _("listings that must not come back")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~Q(source=""),
                name="directory_not_again_once",
            )
        ]

    def __str__(self) -> str:
        return self.name
