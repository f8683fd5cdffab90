"""What of an outside file waits to be taken in, and what is needed to take it back?"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from directory.enums import Kind
from directory.staff_enums import ImportState, RowFate
from directory.types import OutsideSource

from .services import Service

AT_WORK = (
    *(ImportState.FETCHING, ImportState.READING),
    *(ImportState.APPLYING, ImportState.UNDOING),
)


class ImportRun(models.Model):
    """One file or feed on its way into the directory, and how far it is.

    The content is kept, compressed, until the rows are taken in or discarded. While a feed is being
    fetched it is what has come so far.
    """

    source = models.CharField(max_length=40)
    source_name = models.CharField(max_length=200)
    licence = models.CharField(max_length=100)
    url = models.URLField(max_length=400, blank=True)
    # The name of the file, or the address it was fetched from.
    came_from = models.CharField(max_length=400)
    content = models.BinaryField(null=True)
    # By heading, the code of the field it goes into; "" for a column that is not read.
    columns = models.JSONField(default=dict)
    # By heading, what stands in the first rows.
    samples = models.JSONField(default=dict)
    # Whether a person may say which column is what: an Open Referral file says so itself.
    mapped = models.BooleanField(default=True)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.ACTIVITY)
    heading = models.CharField(max_length=60, blank=True)
    personal_too = models.BooleanField(default=False)
    over_edits = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=ImportState, default=ImportState.READING)
    # Why it could not be read, in words for the person.
    message = models.CharField(max_length=300, blank=True)
    notes = models.JSONField(default=list)
    rows_read = models.PositiveIntegerField(default=0)
    # What was done so far of what is to be done, for the progress bar.
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    # What taking in, or undoing, came to; by name.
    counts = models.JSONField(default=dict)
    # Listings that have left their source: the key, and when they were to be checked before.
    gone = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    moved_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "import"
        verbose_name_plural = "imports"
        ordering = ["-made_at", "-pk"]
        constraints = [
            # Two files of one source never run into each other.
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state__in=[*AT_WORK, ImportState.READY]),
                name="directory_import_once_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.came_from}"

    @property
    def at_work(self) -> bool:
        """Whether the worker is busy with it."""
        return self.state in AT_WORK

    @property
    def percent(self) -> int:
        """How far the worker is."""
        return min(100 * self.done // self.total, 100) if self.total else 0

    @property
    def outside(self) -> OutsideSource:
        """Where the records come from."""
        return OutsideSource(self.source, self.source_name, self.licence, self.url)


class ImportRow(models.Model):
    """One row of a file: what it would become, what is to be said of it, what was done."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    external_id = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=200, blank=True)
    fate = models.CharField(max_length=7, choices=RowFate)
    # What is shown of the row: where, when, cost, contacts, headings; label and text.
    said: Any = models.JSONField(default=list)
    # Code, field and detail of each finding.
    findings: Any = models.JSONField(default=list)
    # Fields that the source has changed, and those among them that were edited here.
    changes: Any = models.JSONField(default=list)
    edited: Any = models.JSONField(default=list)
    # Listings that look like it: key, score and reasons; or the number of an earlier row.
    alike: Any = models.JSONField(default=list)
    has_alike = models.BooleanField(default=False)
    has_findings = models.BooleanField(default=False)
    left_out = models.BooleanField(default=False)
    applied = models.BooleanField(default=False)
    service = models.ForeignKey(Service, null=True, on_delete=models.SET_NULL, related_name="+")
    # What undoing needs; empty where nothing was done.
    before: Any = models.JSONField(null=True)

    class Meta:
        verbose_name = "row of an import"
        verbose_name_plural = "rows of imports"
        ordering = ["run", "number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="directory_import_row_once")
        ]
        indexes = [models.Index(fields=["run", "fate"], name="directory_import_fate")]

    def __str__(self) -> str:
        return f"{self.number}: {self.name}"
