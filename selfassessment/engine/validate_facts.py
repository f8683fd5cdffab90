"""Do texts point to telephone numbers, hours and links instead of holding them?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from selfassessment.engine.findings import Finding, Surroundings, error, warning
from selfassessment.engine.graph import Graph
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.routing import Routing
from selfassessment.engine.text_keys import SOURCE

FACT = re.compile(r"\{fact\.([^}]*)\}")
# A number one could ring: it begins with 0 (or +44) or is one of the short ones of helplines.
NUMBER = re.compile(
    r"(?<![\d£.])(?:\+44\s?|0)\d(?:[ -]?\d){5,10}(?!\d)|(?<!\d)116\s?(?:123|000)(?!\d)"
)
LINK = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
MADE_UP = re.compile(r"^0116\s?496\s?0\d{3}$")


def fact_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield numbers and links that are typed into texts, and facts that nobody knows."""
    for locale, words in (around.texts or {}).items():
        for key, text in words.items():
            place = f"texts.{locale}.{key}"
            for number in NUMBER.findall(text):
                if not MADE_UP.match(number):
                    yield error(
                        "number_typed",
                        place,
                        f"“{number}” is typed into the text; point to a fact instead.",
                    )
            for link in LINK.findall(text):
                yield error(
                    "link_typed", place, f"“{link}” is typed into the text; point to a fact."
                )
            for name in FACT.findall(text):
                if around.known_facts is not None and name not in around.known_facts:
                    yield error("unknown_fact", place, f"There is no fact “{name}”.")
                yield from _dead(name, place, around)
    yield from _contacts(definition, around)


def _contacts(definition: JourneyDefinition, around: Surroundings) -> Iterator[Finding]:
    """Yield contacts of pages, offers and providers without a name: nobody would see them."""
    if around.texts is None:
        return
    english = around.texts.get(SOURCE, {})
    for place, extra in _holders(definition, around.routing):
        for key in extra.get("contacts", ()):
            if not english.get(f"contact.{key}.name"):
                where = f"{place}.extra.contacts"
                yield error("unknown_contact", where, f"There is no contact “{key}”.")
            yield from _dead(key, f"{place}.extra.contacts", around)


def _dead(key: str, place: str, around: Surroundings) -> Iterator[Finding]:
    if key in around.dead_links:
        yield warning(
            "link_dead", place, f"The link “{key}” did not answer when it was last opened."
        )


def _holders(
    definition: JourneyDefinition, routing: Routing | None
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield what may show contacts: its place, and what it carries along."""
    for page in definition.pages:
        yield f"pages.{page.key}", page.extra
    if routing is not None:
        for offer in routing.offers.values():
            yield f"offers.{offer.key}", offer.extra
        for provider in routing.providers.values():
            yield f"providers.{provider.key}", provider.extra
