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
from selfassessment.engine.text_keys import TextClass, text_keys
from selfassessment.journeys.texts import NOTHING_PINNED, Pinned, Words, catalogue
from selfassessment.models import Journey, JourneyVersion


class NothingPublished(LookupError):
    """No version of a journey is published; run `manage.py publish_journeys`."""


@dataclass(frozen=True)
class Published:
    """A journey as it was published; `results` are the rules of the results page."""

    definition: JourneyDefinition
    routing: Routing
    results: Mapping[str, Any]
    words: Pinned = NOTHING_PINNED


@lru_cache(maxsize=16)
def _loaded(version_id: int, sha256: str) -> Published:
    version = JourneyVersion.objects.get(pk=version_id)
    routing = json.loads(version.routing)
    definition = load(json.loads(version.definition))
    classes = text_keys(definition)
    return Published(
        definition=definition,
        routing=load_tables(routing),
        results=routing.get("extra", {}).get("results", {}),
        words=_pinned(version, frozenset(k for k in classes if classes[k] is TextClass.SAFETY)),
    )


def _pinned(version: JourneyVersion, safety: frozenset[str]) -> Pinned:
    """Return a version's words; those that are the shipped ones are not kept twice."""
    texts = {
        language: {key: text for key, text in words.items() if catalogue(language).get(key) != text}
        for language, words in json.loads(version.texts).items()
    }
    state = json.loads(version.texts_state)
    return Pinned(
        texts=texts,
        checked={code: frozenset(keys.get("checked", ())) for code, keys in state.items()},
        stale={code: frozenset(keys.get("stale", ())) for code, keys in state.items()},
        safety=safety,
    )


def published(version: JourneyVersion) -> Published:
    """Return a version for the engine; each process reads it once."""
    return _loaded(version.pk, version.sha256)


def current_version(slug: str) -> JourneyVersion:
    """Return the version new drafts get, or raise NothingPublished."""
    journey = (
        Journey.objects.select_related("current__journey")
        .defer("current__texts", "current__texts_state")
        .filter(slug=slug)
        .first()
    )
    if journey is None or journey.current is None:
        raise NothingPublished(slug)
    return journey.current


def current_words(slug: str, language: str) -> Words:
    """Return the words of the version new drafts get; the shipped ones when there is none."""
    try:
        version = current_version(slug)
    except NothingPublished:
        return Words(language)
    return Words(language, published(version).words)
