"""Since when does a listing say what it says now?

Calendars and feeds need a moment that moves only when something a reader sees has changed. It
stands in the stored document beside a fingerprint of what it belongs to.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from directory.models import ListingCard

# What changes by itself as days go by, or says only that nothing has changed.
PASSING = ("dates", "dates_until", "checked_on", "checked_by", "next_check", "origin", "version")
Key = tuple[str, str]


class Edition(NamedTuple):
    """A fingerprint of what is shown, and since when that is so."""

    fingerprint: str
    changed_at: str


def stored_editions(public_ids: Sequence[str]) -> dict[Key, Edition]:
    """Return the editions of stored cards by public id and language, in one query."""
    rows = ListingCard.objects.filter(public_id__in=public_ids).values_list(
        "public_id", "language", "document__fingerprint", "document__changed_at"
    )
    return {
        (str(public_id), language): Edition(fingerprint, changed_at)
        for public_id, language, fingerprint, changed_at in rows
        if fingerprint and changed_at
    }


def with_edition(
    document: Mapping[str, Any], before: Edition | None, now: datetime
) -> dict[str, Any]:
    """Return the document with its edition: the one before while nothing has changed."""
    fingerprint = fingerprint_of(document)
    kept = before is not None and before.fingerprint == fingerprint
    changed_at = before.changed_at if before is not None and kept else now.isoformat()
    return {**document, "fingerprint": fingerprint, "changed_at": changed_at}


def fingerprint_of(document: Mapping[str, Any]) -> str:
    """Return the same few letters for the same words and facts."""
    lasting = {name: value for name, value in document.items() if name not in PASSING}
    text = json.dumps(lasting, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]
