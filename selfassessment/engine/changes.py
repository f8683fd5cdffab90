"""What changed between two versions of a journey, its tables and its words?

Words alone, and that somebody has checked them, make a minor version, to which walks under way
move; everything else a major one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from selfassessment.engine.change_sentences import journey_changes, routing_changes
from selfassessment.engine.definition import load
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.reading_routing import load_tables
from selfassessment.engine.routing import Routing
from selfassessment.engine.safety_content import safety_conditions, safety_pages
from selfassessment.engine.text_keys import TextClass, text_keys

Texts = Mapping[str, Mapping[str, str]]
Keys = Mapping[str, Collection[str]]
State = Mapping[str, Mapping[str, Collection[str]]]
Kind = Literal["minor", "major", "none"]


class Area(StrEnum):
    """What a change concerns."""

    ROUTES = "routes"
    CONDITIONS = "conditions"
    SCORES = "scores"
    TABLES = "tables"
    PAGES = "pages"
    QUESTIONS = "questions"
    SETTINGS = "settings"
    WORDS = "words"
    CONSENT_WORDS = "consent_words"
    INSTRUMENT_WORDS = "instrument_words"
    SAFETY_WORDS = "safety_words"
    CHECKS = "checks"


ONLY_WORDS = frozenset(
    {Area.WORDS, Area.CONSENT_WORDS, Area.INSTRUMENT_WORDS, Area.SAFETY_WORDS, Area.CHECKS}
)
AREA_OF_CLASS = {
    TextClass.PLAIN: Area.WORDS,
    TextClass.CONSENT: Area.CONSENT_WORDS,
    TextClass.INSTRUMENT: Area.INSTRUMENT_WORDS,
    TextClass.SAFETY: Area.SAFETY_WORDS,
}


@dataclass(frozen=True, slots=True)
class Content:
    """All that is published together: definition, tables, words by language and key.

    `checked` and `stale` are the keys, by language, of translations that a named person has
    read, and of those whose English has changed since.
    """

    definition: JourneyDefinition
    routing: Routing
    texts: Texts = field(default_factory=dict)
    results: Mapping[str, Any] = field(default_factory=dict)
    checked: Keys = field(default_factory=dict)
    stale: Keys = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """One change as a plain sentence; `safety` when it touches what keeps people safe."""

    area: Area
    place: str
    sentence: str
    safety: bool = False
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two versions, what moves people first, words last."""

    items: tuple[Change, ...]

    @property
    def kind(self) -> Kind:
        """Whether walks under way may move to the new version: minor, major, or no change."""
        if not self.items:
            return "none"
        return "minor" if all(one.area in ONLY_WORDS for one in self.items) else "major"

    @property
    def needs_two_people(self) -> bool:
        """Whether somebody else must approve: more than plain words, or anything of safety."""
        return self.kind == "major" or self.touches_safety

    @property
    def touches_safety(self) -> bool:
        """Whether somebody with the clinical-safety permission must approve."""
        return any(one.safety for one in self.items)

    def of(self, *areas: Area) -> tuple[Change, ...]:
        """Return the changes in some areas."""
        return tuple(one for one in self.items if one.area in areas)


def content(
    definition: Mapping[str, Any],
    routing: Mapping[str, Any],
    texts: Texts | None = None,
    state: State | None = None,
) -> Content:
    """Build what is compared from JSON; LoadError as the engine raises it.

    `state` says by language which keys are `checked` and which `stale`.
    """
    kept = (state or {}).items()
    return Content(
        load(definition),
        load_tables(routing),
        texts or {},
        routing.get("extra", {}),
        {locale: keys.get("checked", ()) for locale, keys in kept},
        {locale: keys.get("stale", ()) for locale, keys in kept},
    )


def compare(
    before: Content | None, after: Content, *, safety_prefixes: tuple[str, ...] = ()
) -> Changes:
    """Return every change; without a version before, that the journey is new.

    Texts whose key begins with one of `safety_prefixes` are safety words wherever they stand.
    """
    if before is None:
        whole = "The journey is published for the first time."
        return Changes((Change(Area.PAGES, "journey", whole, safety=True),))
    found = [
        *_structure(before, after),
        *_words(before, after, safety_prefixes),
        *_checks(before, after),
    ]
    return Changes(tuple(dict.fromkeys(found)))


def _structure(before: Content, after: Content) -> Iterator[Change]:
    versions = (before, after)
    pages = frozenset().union(*(safety_pages(one.definition, one.routing) for one in versions))
    named = frozenset().union(*(safety_conditions(one.definition, one.routing) for one in versions))
    for told in journey_changes(before.definition, after.definition, named):
        safety = told.safety or bool(pages & told.pages)
        yield Change(Area(told.area), told.place, told.sentence, safety)
    for told in routing_changes(before.routing, after.routing, named):
        yield Change(Area(told.area), told.place, told.sentence, told.safety)
    if before.results != after.results:
        sentence = "The rules of the results page (what is said first, and why) have changed."
        yield Change(Area.TABLES, "tables.results", sentence)


def _words(before: Content, after: Content, prefixes: tuple[str, ...]) -> Iterator[Change]:
    classes = {**text_keys(before.definition), **text_keys(after.definition)}
    for locale in sorted({*before.texts, *after.texts}, key=lambda code: (code != "en", code)):
        was, now = before.texts.get(locale, {}), after.texts.get(locale, {})
        for key in sorted(was.keys() | now.keys()):
            old, new = was.get(key, ""), now.get(key, "")
            if old == new:
                continue
            kind = _class_of(key, classes, prefixes)
            verb = "have changed" if old and new else "are new" if new else "are gone"
            yield Change(
                AREA_OF_CLASS[kind],
                f"texts.{locale}.{key}",
                f"The words of “{key}” ({locale}) {verb}.",
                kind is TextClass.SAFETY,
                old,
                new,
            )


def _checks(before: Content, after: Content) -> Iterator[Change]:
    """Yield translations whose words stay while readers will hold them for better or worse.

    Who checks a text of safety is another person than wrote it already, so this is no change
    of safety.
    """
    for locale in sorted(after.texts):
        was, now = before.texts.get(locale, {}), after.texts[locale]
        states = [
            (frozenset(one.checked.get(locale, ())), frozenset(one.stale.get(locale, ())))
            for one in (before, after)
        ]
        for key in sorted(frozenset().union(*states[0], *states[1])):
            old, new = (_standing(key, *state) for state in states)
            if old != new and now.get(key) and was.get(key) == now.get(key):
                sentence = f"The words of “{key}” ({locale}) {new}."
                yield Change(Area.CHECKS, f"texts.{locale}.{key}", sentence)


def _standing(key: str, checked: Collection[str], stale: Collection[str]) -> str:
    if key in stale:
        return "are older than their English now"
    return "have been checked" if key in checked else "are not checked any more"


def _class_of(key: str, classes: Mapping[str, TextClass], prefixes: tuple[str, ...]) -> TextClass:
    """Return how careful one must be: hints and errors are as their question's label."""
    if prefixes and key.startswith(prefixes):
        return TextClass.SAFETY
    if key in classes:
        return classes[key]
    stem = key.rpartition(".")[0]
    return classes.get(f"{stem}.label", classes.get(f"{stem}.title", TextClass.PLAIN))
