"""How is a journey published: checked, frozen, given to new drafts?"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from core.audit import record
from selfassessment.engine.definition import load
from selfassessment.engine.findings import Finding, Severity, Surroundings
from selfassessment.engine.snapshot import fingerprint, snapshot
from selfassessment.engine.tables import load_tables
from selfassessment.engine.validate import validate
from selfassessment.models import Journey, JourneyVersion
from selfassessment.selectors.switches import switched_on

DEFINITIONS = Path(__file__).parents[1] / "journeys" / "definitions"
TEXTS = DEFINITIONS.parent / "texts"
SHIPPED = ("check", "refer")


class NotPublishable(ValueError):
    """The validator found errors; `findings` names each with its place."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep the errors, and say them in the message."""
        self.findings = tuple(findings)
        super().__init__("; ".join(map(str, self.findings)))


def check(
    *,
    definition: Mapping[str, Any],
    routing: Mapping[str, Any],
    texts: Mapping[str, Mapping[str, str]],
    others: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Raise NotPublishable, or the engine's LoadError, when a journey must not go live.

    `others` are the other journeys that the same tables serve.
    """
    surroundings = Surroundings(
        texts=texts,
        routing=load_tables(routing),
        journeys=tuple(load(other) for other in (definition, *others)),
        switched_on=switched_on(),
    )
    journey = replace(load(definition), locales=tuple(texts))
    errors = [one for one in validate(journey, surroundings) if one.severity is Severity.ERROR]
    if errors:
        raise NotPublishable(errors)


def publish(
    *, definition: Mapping[str, Any], routing: Mapping[str, Any], by: str, now: datetime
) -> JourneyVersion:
    """Publish a journey that was checked, and return its version.

    The same content again changes nothing.
    """
    frozen, tables = snapshot(definition), snapshot(routing)
    sha256 = fingerprint(frozen.sha256 + tables.sha256)
    with transaction.atomic():
        journey, _made = Journey.objects.select_for_update().get_or_create(slug=definition["slug"])
        version = journey.versions.filter(sha256=sha256).first()
        if version is None:
            version = JourneyVersion.objects.create(
                journey=journey,
                number=journey.versions.count() + 1,
                definition=frozen.text,
                routing=tables.text,
                sha256=sha256,
                published_at=now,
            )
            record(actor=by, verb="journey.published", subject=version, now=now)
        if journey.current_id != version.pk:
            journey.current = version
            journey.save(update_fields=["current"])
    return version


def publish_shipped(*, now: datetime) -> list[JourneyVersion]:
    """Publish the journeys that ship with the site; a second time changes nothing."""
    routing = _read(DEFINITIONS / "routing.json")
    texts = {"en": _read(TEXTS / "en.json")}
    journeys = [_read(DEFINITIONS / f"{slug}.json") for slug in SHIPPED]
    for journey in journeys:
        others = [other for other in journeys if other is not journey]
        check(definition=journey, routing=routing, texts=texts, others=others)
    return [
        publish(definition=journey, routing=routing, by="shipped", now=now) for journey in journeys
    ]


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
