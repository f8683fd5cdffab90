"""Which journeys are there, and how does each stand?"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from selfassessment.engine.findings import Finding, Severity
from selfassessment.engine.snapshot import canonical
from selfassessment.fixed_names import ROUTING
from selfassessment.models import JourneyVersion, Manuscript
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters import people

TITLES = {"check": "Health check", "refer": "Asking for help", ROUTING: "Routing tables"}


@dataclass(frozen=True)
class JourneyCard:
    """One journey, as the overview shows it."""

    name: str
    title: str
    pages: int
    questions: int
    version: JourneyVersion | None
    has_changes: bool
    errors: int
    warnings: int
    edited_by: str
    edited_at: datetime


def title(name: str) -> str:
    """Return what a journey is called."""
    return TITLES.get(name) or name.replace("_", " ").capitalize()


def counts(findings: Iterable[Finding]) -> tuple[int, int]:
    """Return how many errors and warnings there are."""
    found = [one.severity for one in findings]
    return found.count(Severity.ERROR), found.count(Severity.WARNING)


def cards(
    copy: WorkingCopy, manuscripts: Iterable[Manuscript], current: dict[str, JourneyVersion]
) -> list[JourneyCard]:
    """Return the journeys in the order of their names."""
    by_name = {one.name: one for one in manuscripts}
    called = people.names(one.edited_by for one in by_name.values())
    found = []
    for name, journey in copy.journeys.items():
        errors, warnings = counts(copy.findings(name))
        manuscript, version = by_name[name], current.get(name)
        found.append(
            JourneyCard(
                name=name,
                title=title(name),
                pages=len(journey.pages),
                questions=len(journey.questions),
                version=version,
                has_changes=version is None or differs(copy, name, version),
                errors=errors,
                warnings=warnings,
                edited_by=called[manuscript.edited_by],
                edited_at=manuscript.edited_at,
            )
        )
    return found


def differs(copy: WorkingCopy, name: str, version: JourneyVersion) -> bool:
    """Return whether a journey, the tables or the words are not what is published."""
    return (
        version.definition != canonical(copy.documents[name])
        or version.routing != canonical(copy.documents[ROUTING])
        or version.texts != canonical(copy.texts)
        or _said(json.loads(version.texts_state)) != _said(copy.texts_state)
    )


def _said(state: Mapping[str, Mapping[str, Collection[str]]]) -> set[tuple[str, str, str]]:
    """Return which translations are checked or out of date."""
    return {
        (code, mark, key)
        for code, marks in state.items()
        for mark, keys in marks.items()
        for key in keys
    }
