"""What would be published, what does it change, and what is still in the way?"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from selfassessment.engine.changes import Changes, Content, compare, content
from selfassessment.engine.findings import SETTLED_BY_APPROVAL, Finding, Severity
from selfassessment.engine.golden import Golden, Outcome, difference, run
from selfassessment.engine.snapshot import fingerprint
from selfassessment.fixed_names import ROUTING
from selfassessment.freezing import NO_WORDS, FrozenWords, content_of, fingerprint_of, frozen_words
from selfassessment.models import (
    GoldenJourney,
    Journey,
    JourneyVersion,
    OutcomeReport,
    PublishRequest,
)
from selfassessment.selectors.untranslated import may_wait, missing_safety
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.shipped import safety_prefixes

REMEMBERED = 24 * 3600


@dataclass(frozen=True)
class GoldenResult:
    """How a saved person fared in the working copy."""

    golden: GoldenJourney
    found: Outcome
    differences: tuple[str, ...]


@dataclass(frozen=True)
class Proposal:
    """A journey of the working copy held against what is published."""

    name: str
    copy: WorkingCopy
    journey: Journey | None
    current: JourneyVersion | None

    @cached_property
    def words(self) -> FrozenWords:
        """Return the words that would be published."""
        return frozen_words(self.copy.texts, self.copy.texts_state)

    @property
    def definition(self) -> dict[str, Any]:
        """Return the definition as JSON."""
        return self.copy.documents[self.name]

    @property
    def routing(self) -> dict[str, Any]:
        """Return the tables as JSON."""
        return self.copy.documents[ROUTING]

    @cached_property
    def sha256(self) -> str:
        """Return the fingerprint of exactly this content."""
        return fingerprint_of(self.definition, self.routing, self.words)

    @property
    def before(self) -> str:
        """Return the fingerprint of what is published, empty when nothing is."""
        return self.current.sha256 if self.current else ""

    @cached_property
    def contents(self) -> tuple[Content | None, Content]:
        """Return what is published and what would be, for the engine."""
        after = content(self.definition, self.routing, self.copy.texts, self.copy.texts_state)
        return (content_of(self.current) if self.current else None), after

    @cached_property
    def changes(self) -> Changes:
        """Return every change."""
        return compare(*self.contents, safety_prefixes=safety_prefixes())

    @cached_property
    def findings(self) -> list[Finding]:
        """Return what the validator says, and which safety texts no language may lack."""
        found = self.copy.findings(self.name)
        known = {one.place for one in found}
        lacking = missing_safety(self.contents[1], safety_prefixes())
        return [*found, *(one for one in lacking if one.place not in known)]

    @cached_property
    def errors(self) -> list[Finding]:
        """Return the findings that must be mended first.

        Some translations may be missing: see `selectors.untranslated`. What is settled by the
        second person's agreeing waits for that person alone.
        """
        before, after = self.contents
        return [
            one
            for one in self.findings
            if one.severity is Severity.ERROR
            and one.code not in SETTLED_BY_APPROVAL
            and not may_wait(one, before, after, safety_prefixes())
        ]

    @cached_property
    def golden(self) -> list[GoldenResult]:
        """Return how each saved person fares; worked out once for the same content."""
        people = list(GoldenJourney.objects.filter(journey=self.name))
        walks = f"{self.walk_sha256}:{max((one.edited_at for one in people), default='')}"
        key = f"journeys.golden:{fingerprint(f'{self.name}:{walks}:{len(people)}')}"
        known: dict[int, dict[str, Any]] = cache.get(key) or {}
        results = [
            _judged(one, Outcome.from_json(known[one.pk]))
            if one.pk in known
            else golden_result(one, self.contents[1])
            for one in people
        ]
        if len(known) < len(people):
            cache.set(key, {one.golden.pk: one.found.as_json() for one in results}, REMEMBERED)
        return results

    @cached_property
    def walk_sha256(self) -> str:
        """Return the fingerprint of what decides where people come to: all but the words."""
        return fingerprint_of(self.definition, self.routing, NO_WORDS)

    @property
    def golden_differ(self) -> bool:
        """Return whether any saved person now fares otherwise."""
        return any(result.differences for result in self.golden)

    @property
    def report(self) -> OutcomeReport | None:
        """Return who ends elsewhere, once that was worked out for exactly this content."""
        found = self.any_report
        return found if found is not None and found.state == OutcomeReport.State.READY else None

    @cached_property
    def any_report(self) -> OutcomeReport | None:
        """Return the report for exactly this content, also one that is not ready yet."""
        return OutcomeReport.objects.filter(
            journey__slug=self.name, before=self.before, sha256=self.sha256
        ).first()

    @property
    def moves_people(self) -> bool:
        """Return whether more than words changes, so that outcomes must be looked at."""
        return self.changes.kind == "major" and self.current is not None

    @cached_property
    def request(self) -> PublishRequest | None:
        """Return the request that waits for a second person."""
        if self.journey is None:
            return None
        return self.journey.requests.filter(state=PublishRequest.State.OPEN).first()

    def fits(self, request: PublishRequest) -> bool:
        """Return whether a request is about exactly this content and this published version."""
        return (request.sha256, request.before) == (self.sha256, self.before)

    def in_the_way(self, *, golden_reason: str = "", diff_seen: bool = False) -> list[str]:
        """Say what must be done before it may be asked for."""
        said: list[str] = []
        if self.changes.kind == "none":
            said.append("Nothing has changed since the published version.")
        if self.errors:
            said.append(f"{len(self.errors)} findings must be mended first.")
        if self.golden_differ and not golden_reason.strip():
            said.append("Saved people end elsewhere. Write why this is right, or mend it.")
        if self.moves_people and self.report is None:
            said.append("Work out first who ends elsewhere.")
        elif self.moves_people and not diff_seen:
            said.append("Say that you have looked at who ends elsewhere.")
        return said


def golden_result(golden: GoldenJourney, after: Content) -> GoldenResult:
    """Walk one saved person."""
    person = Golden(golden.name, golden.answers, facts_of(golden.facts))
    return _judged(golden, run(after.definition, after.routing, person, today=golden.day))


def _judged(golden: GoldenJourney, found: Outcome) -> GoldenResult:
    expected = Outcome.from_json(golden.expected)
    return GoldenResult(golden, found, difference(expected, found))


def facts_of(kept: dict[str, Any]) -> dict[str, Any]:
    """Return facts as the engine reads them: lists of codes as sets."""
    return {
        key: frozenset(value) if isinstance(value, list) else value for key, value in kept.items()
    }


def proposal(copy: WorkingCopy, name: str) -> Proposal:
    """Return a journey of the working copy as it would be published."""
    journey = Journey.objects.select_related("current").filter(slug=name).first()
    return Proposal(name, copy, journey, journey.current if journey else None)


def versions_of(journey: str) -> QuerySet[JourneyVersion]:
    """Return all versions of a journey, the newest first."""
    return JourneyVersion.objects.filter(journey__slug=journey).order_by("-number")
