"""What has somebody answered so far?"""

import hashlib
import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.crypto import constant_time_compare

from core.encryption import EncryptedJSONField
from selfassessment.models.journeys import JourneyVersion


def browser_hash(cookie: str) -> str:
    """Return what is stored of a browser's cookie: nothing from which it can be made again."""
    return hashlib.sha256(cookie.encode()).hexdigest()


_KEPT_BY_PROCESS = ("definition", "routing", "texts", "texts_state", "approvals", "instruments")


class DraftQuerySet(models.QuerySet["Draft"]):
    """Questions about drafts."""

    def of_browser(self, cookie: str) -> "DraftQuerySet":
        """Return the drafts that a browser began."""
        return self.filter(browser=browser_hash(cookie))

    def with_version(self, *, earlier: bool = True) -> "DraftQuerySet":
        """Return the drafts with their versions and the health checks before them, in one query.

        What versions hold is left out: each process keeps it (`journeys.published`). Without
        `earlier` the checks before them are read when they are asked for.
        """
        ways = ("", "earlier__") if earlier else ("",)
        before = ("earlier__version",) if earlier else ()
        return self.select_related("version__journey", *before).defer(
            *(f"{way}version__{name}" for way in ways for name in _KEPT_BY_PROCESS)
        )

    def find(self, draft_id: uuid.UUID) -> "Draft | None":
        """Return a draft with its version, or None; the check before it is left to be read."""
        return next(iter(self.with_version(earlier=False).filter(pk=draft_id)), None)

    def expired(self, now: datetime) -> "DraftQuerySet":
        """Return the drafts whose time is over."""
        return self.filter(expires_at__lt=now)


class Draft(models.Model):
    """One walk through a journey. Its id stands in the address and is useless without the
    browser's cookie; two tabs are two drafts."""

    class Status(models.TextChoices):
        """How far a draft has come."""

        OPEN = "open", "Open"
        STOPPED = "stopped", "Stopped at an emergency page"
        SENT = "sent", "Sent"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(JourneyVersion, on_delete=models.PROTECT, related_name="+")
    browser = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    sealed_answers = EncryptedJSONField()
    sealed_place = EncryptedJSONField(null=True, blank=True)
    carried = models.JSONField(default=list)
    earlier = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # How it comes in when staff fill it in for somebody; empty for what people fill in themselves.
    channel = models.CharField(max_length=20, blank=True, default="")
    # The language of the person staff fill it in for; what is typed is English then.
    person_language = models.CharField(max_length=12, blank=True, default="")
    submission_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=16, blank=True)
    code_seed = models.CharField(max_length=40, blank=True, default="")
    code_digest = models.CharField(max_length=64, null=True, unique=True)  # unique
    saved_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["browser", "status"])]

    def __str__(self) -> str:
        return f"Draft {str(self.pk)[:8]}"

    def belongs_to(self, cookie: str) -> bool:
        """Return whether a browser's cookie opens this draft."""
        return bool(cookie) and constant_time_compare(self.browser, browser_hash(cookie))
