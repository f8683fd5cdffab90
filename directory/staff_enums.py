"""Codes that staff alone see, so their labels are in English."""

from django.db.models import TextChoices


class FreshBy(TextChoices):
    """By what the freshness of the directory is counted; the labels are for staff."""

    ALL = "all", "All listings"
    HEADING = "heading", "Heading"
    WARD = "ward", "Ward"
    SOURCE = "source", "Who keeps it"


class PairState(TextChoices):
    """What is known about two listings that look alike; for staff, so in English."""

    OPEN = "open", "Not looked at"
    DIFFERENT = "different", "Not the same"
    MERGED = "merged", "Merged"


class ProposalKind(TextChoices):
    """What a group asks for; the labels are for staff."""

    NEW = "new", "New listing"
    EDIT = "edit", "Change"
    CLAIM = "claim", "Claim"
    CATEGORY = "category", "Headings"
    LIVE = "live", "Change that went live at once"


class ImportState(TextChoices):
    """How far an import has come; for staff, so in English."""

    FETCHING = "fetching", "Being fetched"
    READING = "reading", "Being read"
    READY = "ready", "Ready to look at"
    APPLYING = "applying", "Being taken in"
    APPLIED = "applied", "Taken in"
    UNDOING = "undoing", "Being taken back"
    UNDONE = "undone", "Taken back"
    DISCARDED = "discarded", "Discarded"
    FAILED = "failed", "Could not be read"


class RowFate(TextChoices):
    """What a row of an import becomes; for staff, so in English."""

    NEW = "new", "New listing"
    CHANGED = "changed", "Changed"
    SAME = "same", "As before"
    NEVER = "never", "Not to be listed again"
    STOPPED = "stopped", "Cannot be taken"
