"""Where is a fact used, and does somebody's safety hang on it?"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from selfassessment.engine.definition import load
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.routing import Routing
from selfassessment.engine.safety_content import safety_pages
from selfassessment.engine.tables import load_tables
from selfassessment.engine.text_keys import TextClass, text_keys
from selfassessment.fact_book import EMERGENCY, INSTEAD, references
from selfassessment.models import Draft, Journey, JourneyVersion, PublishRequest
from selfassessment.selectors.workshop import NothingWritten, working_copy
from selfassessment.shipped import safety_prefixes

Texts = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Use:
    """A place that shows a fact."""

    place: str
    safety: bool


Found = tuple[str, Use]


def uses() -> dict[str, list[Use]]:
    """Return where each fact is shown: texts, and pages, offers and providers that have it.

    Looked at are the working copy and every version that residents see or will see: what is
    being written does not change what somebody reads just now.
    """
    found: dict[str, list[Use]] = defaultdict(list)
    for key in EMERGENCY:
        found[key].append(Use("the emergency page", safety=True))
    for key in INSTEAD:
        found[key].append(Use("the page shown while a journey is stopped", safety=True))
    for fact, use in (*_written(), *_published()):
        found[fact].append(use)
    return {key: list(dict.fromkeys(places)) for key, places in found.items()}


def is_on_safety_page(key: str) -> bool:
    """Return whether two people must change a fact."""
    return any(use.safety for use in uses().get(key, ()))


def _written() -> Iterator[Found]:
    try:
        copy = working_copy()
    except NothingWritten:
        return
    for name, journey in copy.journeys.items():
        yield from _in_pages(name, journey, copy.routing)
    yield from _in_services(copy.routing)
    yield from _in_texts(copy.texts, *copy.journeys.values())


def _published() -> Iterator[Found]:
    """Yield where facts stand in versions that are live, that somebody is walking, or to come."""
    coming = PublishRequest.objects.filter(state=PublishRequest.State.SCHEDULED)
    live = JourneyVersion.objects.filter(
        Q(pk__in=Journey.objects.values("current"))
        | Q(pk__in=Draft.objects.values("version"))
        | Q(pk__in=coming.values("version"))
    )
    for pk, sha256 in live.values_list("pk", "sha256"):
        yield from _in_version(pk, sha256)


@lru_cache(maxsize=32)
def _in_version(pk: int, _sha256: str) -> tuple[Found, ...]:
    """Return where facts stand in a version; it never changes, so each process reads it once."""
    version = JourneyVersion.objects.select_related("journey").get(pk=pk)
    definition, routing = (
        load(json.loads(version.definition)),
        load_tables(json.loads(version.routing)),
    )
    found = (
        *_in_pages(version.journey.slug, definition, routing),
        *_in_services(routing),
        *_in_texts(json.loads(version.texts), definition),
    )
    return tuple(dict.fromkeys(found))


def _in_pages(name: str, journey: JourneyDefinition, routing: Routing) -> Iterator[Found]:
    safe = safety_pages(journey, routing)
    for page in journey.pages:
        for key in page.extra.get("contacts", ()):
            yield key, Use(f"page “{page.key}” ({name})", page.key in safe)


def _in_services(routing: Routing) -> Iterator[Found]:
    for offer in routing.offers.values():
        for key in offer.extra.get("contacts", ()):
            yield key, Use(f"offer “{offer.key}”", safety=False)
    for provider in routing.providers.values():
        for key in provider.extra.get("contacts", ()):
            yield key, Use(f"provider “{provider.key}”", safety=False)


def _in_texts(texts: Texts, *journeys: JourneyDefinition) -> Iterator[Found]:
    """Yield the texts, of whatever language, that point to a fact."""
    classes: dict[str, TextClass] = {}
    for journey in journeys:
        classes |= text_keys(journey)
    prefixes = safety_prefixes()
    for words in texts.values():
        for key, text in words.items():
            safe = key.startswith(prefixes) or classes.get(key) is TextClass.SAFETY
            for fact in references(text):
                yield fact, Use(f"text “{key}”", safe)
