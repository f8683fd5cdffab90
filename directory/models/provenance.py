"""Where did a listing come from, and who said when that it is right?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.enums import CheckedBy, Origin, WordsState

from .services import Service


class ServiceCheck(models.Model):
    """The freshness of one offer; a row of its own, so that no revision can undo it."""

    service = models.OneToOneField(Service, on_delete=models.CASCADE, related_name="check_row")
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.NOBODY)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    checked_by = models.CharField(
        _("checked by"), max_length=7, choices=CheckedBy, blank=True, default=""
    )
    checked_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    next_check = models.DateField(_("next check"), null=True, blank=True, db_index=True)
    # One of the three best of its ward and heading: its age alone does not put it farther back.
    is_held = models.BooleanField(default=False, editable=False)
    # When staff last rang and nobody answered.
    rung_on = models.DateField(null=True, blank=True, editable=False)
    # How often it was opened in the last 30 days; the worker counts, so that lists can be ordered.
    readers = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")

    def __str__(self) -> str:
        return f"{self.service_id}: {self.checked_on}"


class SourceRecord(models.Model):
    """One record of an outside source that a listing was made from."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="source_records")
    source = models.CharField(max_length=40)
    external_id = models.CharField(max_length=200)
    source_name = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    url = models.URLField(max_length=400, blank=True)
    as_of = models.DateField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64)
    # For each field: a print of what the source said, and of how the listing was left then.
    left = models.JSONField(default=dict, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"], name="directory_source_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.external_id}"


class ListingCard(models.Model):
    """All that a card and a listing page show of one offer in one language, ready to read."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="cards")
    language = models.CharField(max_length=8)
    public_id = models.UUIDField()
    short_code = models.CharField(max_length=7)
    document = models.JSONField()
    # For the lists of staff; empty on cards built before there was such a column.
    words_state = models.CharField(max_length=12, choices=WordsState, blank=True, default="")
    built_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["public_id", "language"], name="directory_card_once")
        ]
        indexes = [
            models.Index(fields=["short_code", "language"]),
            models.Index(
                fields=["language", "words_state", "service"], name="directory_card_words"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.short_code} {self.language}"
