"""How does a running site change to another configuration, and what does that change?

Its journeys are published as new versions; walks under way keep theirs.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from core.audit import record
from selfassessment import overlay, shipped
from selfassessment.actions.reports import work_out
from selfassessment.actions.shipping import Shipment, is_changed, ship
from selfassessment.engine.findings import Finding
from selfassessment.fixed_names import ROUTING
from selfassessment.models import Journey
from selfassessment.selectors.publishing import Proposal, proposal
from selfassessment.selectors.workshop import WorkingCopy


class OwnJourneys(RuntimeError):
    """Journeys were changed on this site; another configuration would write over them."""


@dataclass(frozen=True)
class Told:
    """What a configuration changes in one journey, in sentences."""

    journey: str
    changes: tuple[str, ...]
    errors: tuple[Finding, ...]
    moved: tuple[str, ...]
    how_far: str


def compared(folder: Path, *, now: datetime) -> Iterator[Told]:
    """Hold a configuration against what is published: validator, changes, who ends elsewhere."""
    with overlay.trying(folder), transaction.atomic():
        copy = WorkingCopy(documents=shipped.documents(), revisions={}, texts=shipped.texts())
        told = [_told(proposal(copy, name), now) for name in copy.documents if name != ROUTING]
    yield from told


def _told(found: Proposal, now: datetime) -> Told:
    report = json.loads(work_out(found, now=now).content) if found.moves_people else {}
    return Told(
        journey=found.name,
        changes=tuple(one.sentence for one in found.changes.items),
        errors=tuple(found.errors),
        moved=tuple(row["sentence"] for row in report.get("rows", ())),
        how_far=report.get("how_far", ""),
    )


def use(folder: Path, *, now: datetime) -> Shipment:
    """Publish a configuration; raise OwnJourneys, or NotPublishable as publishing does."""
    if is_changed():
        raise OwnJourneys(
            "The journeys were changed on this site. Bring the rows of the configuration over in "
            "the workshop instead, so that nothing of yours is lost."
        )
    with overlay.trying(folder), transaction.atomic():
        shipment = ship(now=now)
        for journey in Journey.objects.filter(current__in=shipment.versions):
            record(actor=None, verb="journey.configuration", subject=journey, now=now)
    return shipment
