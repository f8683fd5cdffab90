"""What are the words of a journey, in the reader's language?

The published version a reader walks through has its own words; what it lacks is taken from the
files that ship (`texts/<language>.json`). Safety words stand in the reader's language and in
English until a named person has checked the translation; words whose English has changed since
they were translated do too. `{fact.<key>}` stands for a telephone number, hours or a link that is
kept once for all languages, `{council.place}` for the council's names (`council_words.py`).
"""

import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from locales.drafted import is_drafted
from selfassessment import council_words, overlay, shipped
from selfassessment.fact_book import FactBook
from selfassessment.fixed_names import SOURCE

FOLDER = Path(__file__).parent / "texts"
VALUE = re.compile(r"\{(\w+)\}")


class NoSuchText(KeyError):
    """A journey asks for words that no catalogue has."""


class Told(NamedTuple):
    """A text and the language it is in."""

    text: str
    language: str


def catalogue(language: str) -> dict[str, str]:
    """Return the texts of a language by key; empty when there is no file."""
    return _catalogue(language, overlay.chosen())


@cache
def _catalogue(language: str, folder: Path) -> dict[str, str]:
    return shipped.words(language, folder)


@cache
def _prefixes(file: str) -> tuple[str, ...]:
    return tuple(json.loads((FOLDER / file).read_text("utf-8"))["prefixes"])


def is_safety(key: str) -> bool:
    """Return whether nobody may misread these words."""
    return key.startswith(_prefixes("safety_keys.json"))


@dataclass(frozen=True)
class Pinned:
    """The words of a published version, by language and key, where they are not the shipped ones.

    `checked` and `stale` are keys by language: read by a named person, and older than their
    English. `safety` are the keys of its safety texts, besides those the shipped files name.
    """

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    checked: Mapping[str, Collection[str]] = field(default_factory=dict)
    stale: Mapping[str, Collection[str]] = field(default_factory=dict)
    safety: Collection[str] = frozenset()

    def find(self, language: str, key: str) -> str:
        """Return a text of a language, or an empty string."""
        own = self.texts.get(language)
        text = own.get(key) if own else None
        return catalogue(language).get(key, "") if text is None else text

    def needs_english(self, language: str, key: str) -> bool:
        """Return whether a reader should see the English as well."""
        if key in self.stale.get(language, ()):
            return True
        if key in self.checked.get(language, ()):
            return False
        # What this council wrote itself was never read with the catalogue of the language.
        own = key in self.texts.get(language, {})
        return (is_safety(key) or key in self.safety) and (own or is_drafted(language))


NOTHING_PINNED = Pinned()


@dataclass(frozen=True)
class Words:
    """The words of the journeys in one language, as they stand in a version."""

    language: str
    pinned: Pinned = NOTHING_PINNED
    facts: FactBook = field(default_factory=FactBook, compare=False, repr=False)

    def told(self, key: str, **values: Any) -> Told:
        """Return a text with its language; raise NoSuchText when no language has it."""
        for language in (self.language, SOURCE):
            text = self.pinned.find(language, key)
            if text:
                text = council_words.fill(self.facts.fill(text), language)
                return Told(_filled(text, values), language)
        raise NoSuchText(key)

    def __call__(self, key: str, **values: Any) -> str:
        """Return a text alone."""
        return self.told(key, **values).text

    def has(self, key: str) -> bool:
        """Return whether there is such a text."""
        return bool(self.pinned.find(SOURCE, key))

    def maybe(self, key: str, **values: Any) -> str:
        """Return a text, or an empty string when there is none."""
        return self(key, **values) if self.has(key) else ""

    def both(self, key: str, **values: Any) -> list[Told]:
        """Return a text in the reader's language and, where it may mislead, in English too."""
        own = self.told(key, **values)
        if own.language == SOURCE or not self.pinned.needs_english(own.language, key):
            return [own]
        return [own, Words(SOURCE, self.pinned, self.facts).told(key, **values)]

    def html(self, key: str, **values: Any) -> SafeString | str:
        """Return a text for a page; one that may mislead carries its English with it.

        English that stands in for a translation that is not there is marked as English.
        """
        found = self.both(key, **values)
        if len(found) == 1 and found[0].language != self.language:
            return format_html('<span lang="en" dir="ltr">{}</span>', found[0].text)
        return doubled(found)


def _filled(text: str, values: Mapping[str, Any]) -> str:
    """Put values into a text; braces an editor typed otherwise stay as they are."""
    return VALUE.sub(lambda found: str(values.get(found[1], found[0])), text) if values else text


def doubled(told: Iterable[Told]) -> SafeString | str:
    """Return one text plain, or two with the English one marked as English."""
    first, *others = told
    if not others:
        return first.text
    return format_html(
        '{} <span class="wm-both" lang="en" dir="ltr">{}</span>', first.text, others[0].text
    )
