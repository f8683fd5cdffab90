"""What does a published version hold, ready for the engine?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from selfassessment.engine.definition import load
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.routing import Routing
from selfassessment.engine.tables import load_tables
from selfassessment.models import Journey, JourneyVersion


class NothingPublished(LookupError):
    """No version of a journey is published; run `manage.py publish_journeys`."""


@dataclass(frozen=True)
class Published:
    """A journey as it was published; `results` are the rules of the results page."""

    definition: JourneyDefinition
    routing: Routing
    results: Mapping[str, Any]


@lru_cache(maxsize=16)
def _loaded(version_id: int, sha256: str) -> Published:
    version = JourneyVersion.objects.get(pk=version_id)
    routing = json.loads(version.routing)
    return Published(
        definition=load(json.loads(version.definition)),
        routing=load_tables(routing),
        results=routing.get("extra", {}).get("results", {}),
    )


def published(version: JourneyVersion) -> Published:
    """Return a version for the engine; each process reads it once."""
    return _loaded(version.pk, version.sha256)


def current_version(slug: str) -> JourneyVersion:
    """Return the version new drafts get, or raise NothingPublished."""
    journey = Journey.objects.select_related("current__journey").filter(slug=slug).first()
    if journey is None or journey.current is None:
        raise NothingPublished(slug)
    return journey.current
