"""What comes of a save in the workshop: kept, refused with its place, or met by somebody else's?"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core import clock
from selfassessment.actions.workshop import EditedMeanwhile, save
from selfassessment.engine.reading import LoadError
from selfassessment.models import Manuscript
from selfassessment.selectors.workshop import manuscript
from selfassessment.workshop.documents.parts import Document, Gone

Part = Callable[[Document], Any]
Change = Callable[[Document], None]


@dataclass(frozen=True)
class Kept:
    """The change is in the manuscript."""

    manuscript: Manuscript


@dataclass(frozen=True)
class Refused:
    """The engine could not read the result: where and why."""

    path: str
    message: str

    @property
    def field(self) -> str:
        """Return the last name in the path: the field the message stands beside."""
        return self.path.rpartition(".")[2].partition("[")[0]


@dataclass(frozen=True)
class Met:
    """Somebody else changed the same thing: what the manuscript and the thing are now."""

    manuscript: Manuscript
    theirs: Any


Outcome = Kept | Refused | Met


def keep(
    name: str, *, revision: int, part: Part, change: Change, by: User, summary: str
) -> Outcome:
    """Change one part of a manuscript as it is now, and keep it.

    `revision` is the one the editor read. When somebody else saved since, it matters only if they
    changed the same part: otherwise both changes stand.
    """
    now_there = manuscript(name)
    content = json.loads(now_there.content)
    if revision != now_there.revision and _was(now_there, revision, part) != _now(content, part):
        return Met(now_there, _now(content, part))
    try:
        change(content)
        kept = save(
            now_there,
            content,
            revision=now_there.revision,
            by=by,
            now=clock.now(),
            summary=summary,
        )
    except LoadError as problem:
        return Refused(problem.path, problem.message)
    except Gone:
        return Met(now_there, None)
    except EditedMeanwhile as meanwhile:
        return Met(meanwhile.manuscript, _now(json.loads(meanwhile.manuscript.content), part))
    return Kept(kept)


def _was(there: Manuscript, revision: int, part: Part) -> Any:
    before = there.revisions.filter(number=revision).first()
    return _now(json.loads(before.content), part) if before is not None else object()


def _now(content: Document, part: Part) -> Any:
    try:
        return part(content)
    except Gone:
        return None
