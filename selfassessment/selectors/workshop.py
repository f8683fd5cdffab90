"""What is being written, ready for the engine?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings

from core import clock
from selfassessment.engine.definition import load
from selfassessment.engine.findings import Finding, Surroundings
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.routing import Routing
from selfassessment.engine.snapshot import canonical, fingerprint
from selfassessment.engine.tables import load_tables
from selfassessment.engine.validate import validate
from selfassessment.fixed_names import ROUTING, SOURCE
from selfassessment.models import Fact, Journey, Manuscript, Wording
from selfassessment.selectors.switches import switched_on
from selfassessment.shipped import banned_words


class NothingWritten(LookupError):
    """No manuscript of that name is there; run `manage.py publish_journeys`."""


# Findings by the fingerprint of all that they depend on.
_found: dict[str, tuple[Finding, ...]] = {}
_KEPT = 16


def _sorted(keys: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {locale: sorted(some) for locale, some in keys.items()}


@dataclass(frozen=True)
class LastPublished:
    """What a journey was last published with."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    instruments: Mapping[str, str] = field(default_factory=dict)


NEVER = LastPublished()


@dataclass(frozen=True)
class WorkingCopy:
    """The journeys, their routing and their words as they stand in the workshop.

    `documents` are the JSON documents by name, `revisions` the revision of each; `texts` the
    words by language and key; `stale` and `checked` keys by language; `facts` the known ones,
    `dead_links` those that did not answer when they were last opened.
    `published` is what each journey was last published with: its words by language and key (with
    them all safety words were agreed to), and the versions of its instruments.
    """

    documents: Mapping[str, dict[str, Any]]
    revisions: Mapping[str, int]
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    stale: Mapping[str, frozenset[str]] = field(default_factory=dict)
    checked: Mapping[str, frozenset[str]] = field(default_factory=dict)
    facts: frozenset[str] | None = None
    dead_links: frozenset[str] = frozenset()
    published: Mapping[str, LastPublished] = field(default_factory=dict)

    @cached_property
    def journeys(self) -> dict[str, JourneyDefinition]:
        """Return each journey as the engine reads it."""
        return {name: load(content) for name, content in self.documents.items() if name != ROUTING}

    @cached_property
    def routing(self) -> Routing:
        """Return the routing tables as the engine reads them."""
        return load_tables(self.documents[ROUTING])

    def surroundings(self, name: str) -> Surroundings:
        """Return what the journey of that name is held against."""
        before = self.published.get(name, NEVER)
        return Surroundings(
            signed_off=before.texts,
            published_versions=before.instruments,
            banned=banned_words(),
            oldest_reader=settings.WAYMARK_OLDEST_READER,
            texts=self.texts,
            stale=self.stale,
            routing=self.routing,
            journeys=tuple(one for other, one in self.journeys.items() if other != name),
            today=clock.today(),
            switched_on=switched_on(),
            known_facts=self.facts,
            dead_links=self.dead_links,
        )

    def findings(self, name: str) -> list[Finding]:
        """Return every mistake of a journey, with its tables and words, errors first.

        Each page of the workshop asks, and the answer takes a second: a process keeps the last.
        """
        now = [clock.today().isoformat(), *sorted(switched_on()), settings.WAYMARK_OLDEST_READER]
        state = fingerprint(canonical({"of": name, "now": now, "written": self._state}))
        found = _found.get(state)
        if found is None:
            while len(_found) >= _KEPT:
                _found.pop(next(iter(_found)), None)
            found = _found[state] = tuple(validate(self.journeys[name], self.surroundings(name)))
        return list(found)

    @cached_property
    def _state(self) -> str:
        """Return the fingerprint of everything that is written, and of what it is held against."""
        state = {
            "documents": self.documents,
            "words": [self.texts, _sorted(self.stale), _sorted(self.checked)],
            "facts": [self.facts and sorted(self.facts), sorted(self.dead_links)],
            "published": {key: [one.texts, one.instruments] for key, one in self.published.items()},
        }
        return fingerprint(canonical(state))

    @property
    def texts_state(self) -> dict[str, dict[str, list[str]]]:
        """Return what a version keeps of the state of its words."""
        return {
            locale: {
                "checked": sorted(self.checked.get(locale, ())),
                "stale": sorted(self.stale.get(locale, ())),
            }
            for locale in self.texts
            if locale != SOURCE
        }


def manuscript(name: str) -> Manuscript:
    """Return the manuscript of that name, or raise NothingWritten."""
    found = Manuscript.objects.filter(name=name).first()
    if found is None:
        raise NothingWritten(name)
    return found


def working_copy() -> WorkingCopy:
    """Return all that is being written; raise NothingWritten when it was never laid out."""
    found = {one.name: one for one in Manuscript.objects.all()}
    if ROUTING not in found:
        raise NothingWritten(ROUTING)
    texts, stale, checked = _words()
    known = dict(Fact.objects.values_list("key", "trouble"))
    return WorkingCopy(
        documents={name: json.loads(one.content) for name, one in sorted(found.items())},
        revisions={name: one.revision for name, one in found.items()},
        texts=texts,
        stale=stale,
        checked=checked,
        facts=frozenset(known),
        dead_links=frozenset(key for key, trouble in known.items() if trouble),
        published=_published(),
    )


def _published() -> dict[str, LastPublished]:
    rows = Journey.objects.filter(current__isnull=False)
    return {
        slug: LastPublished(json.loads(texts), instruments)
        for slug, texts, instruments in rows.values_list(
            "slug", "current__texts", "current__instruments"
        )
    }


def is_stale(text: str, english_sha: str, english: str) -> bool:
    """Return whether the English was changed after a text was translated from it."""
    return bool(text) and english_sha != fingerprint(english)


def _words() -> tuple[
    dict[str, dict[str, str]], dict[str, frozenset[str]], dict[str, frozenset[str]]
]:
    rows = list(Wording.objects.values_list("locale", "key", "text", "english_sha", "state"))
    texts: dict[str, dict[str, str]] = {SOURCE: {}}
    for locale, key, text, _sha, _state in rows:
        texts.setdefault(locale, {})[key] = text
    prints = {key: fingerprint(text) for key, text in texts[SOURCE].items()}
    stale: dict[str, set[str]] = {locale: set() for locale in texts}
    checked: dict[str, set[str]] = {locale: set() for locale in texts}
    for locale, key, text, sha, state in rows:
        if locale == SOURCE or not text:
            continue
        if sha != prints.get(key):
            stale[locale].add(key)
        elif state == Wording.State.CHECKED:
            checked[locale].add(key)
    return (
        texts,
        {locale: frozenset(keys) for locale, keys in stale.items()},
        {locale: frozenset(keys) for locale, keys in checked.items()},
    )
