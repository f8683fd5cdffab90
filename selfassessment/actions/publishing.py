"""How is a journey published: checked, frozen, given to new drafts?"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from core.audit import record
from selfassessment.engine.definition import load
from selfassessment.engine.snapshot import fingerprint, snapshot
from selfassessment.engine.tables import load_tables
from selfassessment.models import Journey, JourneyVersion

DEFINITIONS = Path(__file__).parents[1] / "journeys" / "definitions"
SHIPPED = ("check", "refer")


def publish(
    *, definition: Mapping[str, Any], routing: Mapping[str, Any], by: str, now: datetime
) -> JourneyVersion:
    """Publish a journey and return its version; the same content again changes nothing.

    Raises the engine's LoadError, naming the place, when the engine cannot read it.
    """
    load(definition)
    load_tables(routing)
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
    routing = json.loads((DEFINITIONS / "routing.json").read_text("utf-8"))
    return [
        publish(
            definition=json.loads((DEFINITIONS / f"{slug}.json").read_text("utf-8")),
            routing=routing,
            by="shipped",
            now=now,
        )
        for slug in SHIPPED
    ]
