"""What does the page say on which a journey is published?"""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from core.audit import actor_name
from selfassessment.engine.changes import Area, Change
from selfassessment.fixed_names import APPROVE_SAFETY, PUBLISH
from selfassessment.models import Journey, JourneyVersion, PublishRequest
from selfassessment.selectors.publishing import Proposal
from selfassessment.workshop.presenters import people
from selfassessment.workshop.presenters.findings import Shown, shown
from selfassessment.workshop.presenters.saved import history

AREAS = {
    Area.ROUTES: "Routes",
    Area.CONDITIONS: "Conditions",
    Area.SCORES: "Scores",
    Area.TABLES: "Tables",
    Area.PAGES: "Pages",
    Area.QUESTIONS: "Questions",
    Area.SETTINGS: "Settings",
    Area.WORDS: "Words",
    Area.CONSENT_WORDS: "Words of consent",
    Area.INSTRUMENT_WORDS: "Words of scored questionnaires",
    Area.SAFETY_WORDS: "Words of safety",
    Area.CHECKS: "Checked translations",
}
WORDS_SHOWN = 40
WARNINGS_SHOWN = 100


@dataclass(frozen=True)
class Group:
    """Changes of one kind."""

    name: str
    changes: list[Change]
    more: int


@dataclass(frozen=True)
class Waiting:
    """A request that waits, and whether the person who looks may decide it."""

    request: PublishRequest
    asked_by: str
    fits: bool
    own: bool
    may_approve: bool


def groups(changes: tuple[Change, ...]) -> list[Group]:
    """Return changes by kind; of many changed words only the first."""
    found: list[Group] = []
    for area, name in AREAS.items():
        own = [one for one in changes if one.area is area]
        if own:
            found.append(Group(name, own[:WORDS_SHOWN], max(0, len(own) - WORDS_SHOWN)))
    return found


def page(found: Proposal, user: User) -> dict[str, Any]:
    """Return everything on the page."""
    report = json.loads(found.report.content) if found.report else None
    rows: list[Shown] = shown(found.findings, found.copy, found.name)
    blocking = set(found.errors)
    journey = found.journey
    stopped_by = journey.stopped_by if journey else ""
    return {
        "proposal": found,
        "groups": groups(found.changes.items),
        "errors": [one for one in rows if one.finding in blocking],
        "warnings": [one for one in rows if one.finding not in blocking][:WARNINGS_SHOWN],
        "warnings_in_all": len(rows) - len(blocking),
        "report": report,
        "pending": None if report else found.any_report,
        "counted": Counter(row["about"] for row in report["rows"]) if report else {},
        "people_past": history(found.name, since=found.current.published_at)
        if found.current
        else [],
        "golden_same": sum(not one.differences for one in found.golden),
        "golden_changed": [one for one in found.golden if one.differences],
        "waiting": _waiting(found, user),
        "scheduled": _scheduled(journey),
        "journey": journey,
        "stopped_by": people.names([stopped_by])[stopped_by] if stopped_by else "",
        "may_publish": user.has_perm(PUBLISH),
    }


def _waiting(found: Proposal, user: User) -> Waiting | None:
    request = found.request
    if request is None:
        return None
    own = request.asked_by == actor_name(user)
    safe = not request.touches_safety or user.has_perm(APPROVE_SAFETY)
    return Waiting(
        request=request,
        asked_by=people.names([request.asked_by])[request.asked_by],
        fits=found.fits(request),
        own=own,
        may_approve=not own and safe and user.has_perm(PUBLISH),
    )


def _scheduled(journey: Journey | None) -> list[PublishRequest]:
    if journey is None:
        return []
    return list(journey.requests.filter(state=PublishRequest.State.SCHEDULED))


@dataclass(frozen=True)
class VersionRow:
    """One version with who had a hand in it."""

    version: JourneyVersion
    is_current: bool
    is_waiting: bool
    people: str


def version_rows(journey: Journey, found: list[JourneyVersion]) -> list[VersionRow]:
    """Return versions with the names of those who published them."""
    hands = {one.pk: _hands(one) for one in found}
    called = people.names(actor for acts in hands.values() for _, actor in acts)
    current = journey.current.number if journey.current else 0
    return [
        VersionRow(
            version=one,
            is_current=one.pk == journey.current_id,
            is_waiting=one.number > current,
            people=", ".join(f"{act} by {called[actor]}" for act, actor in hands[one.pk]),
        )
        for one in found
    ]


def _hands(version: JourneyVersion) -> list[tuple[str, str]]:
    return [
        (act.replace("_", " "), actor)
        for acts in json.loads(version.approvals)
        for act, actor in acts.items()
    ]
