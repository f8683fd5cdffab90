"""What changes a manuscript or a text: saving, undoing, and laying out what ships."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from core.audit import actor_name, record
from selfassessment.engine.definition import load
from selfassessment.engine.tables import load_tables
from selfassessment.fixed_names import ROUTING
from selfassessment.models import Manuscript, ManuscriptRevision


class EditedMeanwhile(Exception):
    """Somebody else saved since the manuscript was read; `manuscript` is what it is now."""

    def __init__(self, manuscript: Manuscript) -> None:
        """Keep what the manuscript is now."""
        self.manuscript = manuscript
        super().__init__(f"{manuscript} is at revision {manuscript.revision} now")


class NothingToUndo(ValueError):
    """A manuscript was never changed."""


def written(content: Mapping[str, Any]) -> str:
    """Return a document as it is kept: in its own order, readable, line by line."""
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)


def read_through(name: str, content: Mapping[str, Any]) -> None:
    """Raise LoadError, which names the place, when the engine cannot read a document."""
    if name == ROUTING:
        load_tables(content)
    else:
        load(content)


def save(
    manuscript: Manuscript,
    content: Mapping[str, Any],
    *,
    revision: int,
    by: Model | str,
    now: datetime,
    summary: str,
) -> Manuscript:
    """Keep a changed document as a new revision, and return the manuscript.

    `revision` is the one the editor read: EditedMeanwhile is raised when there is a later one.
    LoadError is raised for what the engine cannot read, so a manuscript can always be read.
    The same content again changes nothing.
    """
    read_through(manuscript.name, content)
    text = written(content)
    with transaction.atomic():
        locked = Manuscript.objects.select_for_update().get(pk=manuscript.pk)
        if locked.revision != revision:
            raise EditedMeanwhile(locked)
        if locked.content == text:
            return locked
        locked.content, locked.revision = text, revision + 1
        locked.edited_by, locked.edited_at = actor_name(by), now
        locked.save()
        keep_revision(locked, summary=summary)
        record(
            actor=by,
            verb="journey.edited",
            subject=locked,
            now=now,
            detail={"name": locked.name, "revision": str(locked.revision)},
        )
    return locked


def undo(
    manuscript: Manuscript, *, revision: int, by: Model | str, now: datetime, to: int | None = None
) -> Manuscript:
    """Put a manuscript back as it was before its last save, or in revision `to`, as a new save."""
    wanted = manuscript.revisions.filter(number=to if to is not None else revision - 1).first()
    if wanted is None:
        raise NothingToUndo(manuscript.name)
    content = json.loads(wanted.content)
    summary = f"Put back as it was in revision {wanted.number}"
    return save(manuscript, content, revision=revision, by=by, now=now, summary=summary)


def keep_revision(manuscript: Manuscript, *, summary: str) -> ManuscriptRevision:
    """Add what a manuscript is now to its history."""
    return ManuscriptRevision.objects.create(
        manuscript=manuscript,
        number=manuscript.revision,
        content=manuscript.content,
        by=manuscript.edited_by,
        at=manuscript.edited_at,
        summary=summary[:300],
    )
