"""Where is a fact used, and does somebody's safety hang on it?"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from selfassessment.engine.safety_content import safety_pages
from selfassessment.engine.text_keys import TextClass, text_keys
from selfassessment.fact_book import EMERGENCY, references
from selfassessment.selectors.workshop import SOURCE, NothingWritten, WorkingCopy, working_copy
from selfassessment.shipped import safety_prefixes


@dataclass(frozen=True)
class Use:
    """A place that shows a fact."""

    place: str
    safety: bool


def uses() -> dict[str, list[Use]]:
    """Return where each fact is shown: texts, and pages and offers with it as a contact."""
    found: dict[str, list[Use]] = defaultdict(list)
    for key in EMERGENCY:
        found[key].append(Use("the emergency page", safety=True))
    try:
        copy = working_copy()
    except NothingWritten:
        return dict(found)
    for fact, use in (*_in_pages(copy), *_in_offers(copy), *_in_texts(copy)):
        found[fact].append(use)
    return {key: list(dict.fromkeys(places)) for key, places in found.items()}


def is_on_safety_page(key: str) -> bool:
    """Return whether two people must change a fact."""
    return any(use.safety for use in uses().get(key, ()))


def _in_pages(copy: WorkingCopy) -> Iterator[tuple[str, Use]]:
    for name, journey in copy.journeys.items():
        safe = safety_pages(journey, copy.routing)
        for page in journey.pages:
            for key in page.extra.get("contacts", ()):
                yield key, Use(f"page “{page.key}” ({name})", page.key in safe)


def _in_offers(copy: WorkingCopy) -> Iterator[tuple[str, Use]]:
    for offer in copy.routing.offers.values():
        for key in offer.extra.get("contacts", ()):
            yield key, Use(f"offer “{offer.key}”", safety=False)


def _in_texts(copy: WorkingCopy) -> Iterator[tuple[str, Use]]:
    classes: dict[str, TextClass] = {}
    for journey in copy.journeys.values():
        classes |= text_keys(journey)
    prefixes = safety_prefixes()
    for key, text in copy.texts.get(SOURCE, {}).items():
        safe = key.startswith(prefixes) or classes.get(key) is TextClass.SAFETY
        for fact in references(text):
            yield fact, Use(f"text “{key}”", safe)
