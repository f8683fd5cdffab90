"""What are the words of a journey, in the reader's language?

`texts/<language>.json` holds them by key. Safety words stand in the reader's language and in
English until a named person has checked the translation (`locales.drafted`).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.html import format_html
from django.utils.safestring import SafeString

from locales.drafted import is_drafted

FOLDER = Path(__file__).parent / "texts"
SOURCE = "en"


class NoSuchText(KeyError):
    """A journey asks for words that no catalogue has."""


class Told(NamedTuple):
    """A text and the language it is in."""

    text: str
    language: str


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return the texts of a language by key; empty when there is no file."""
    path = FOLDER / f"{language}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


@cache
def _prefixes(file: str) -> tuple[str, ...]:
    return tuple(json.loads((FOLDER / file).read_text("utf-8"))["prefixes"])


def is_safety(key: str) -> bool:
    """Return whether nobody may misread these words."""
    return key.startswith(_prefixes("safety_keys.json"))


@dataclass(frozen=True)
class Words:
    """The words of the journeys in one language."""

    language: str

    def told(self, key: str, **values: Any) -> Told:
        """Return a text with its language; raise NoSuchText when no language has it."""
        for language in (self.language, SOURCE):
            text = catalogue(language).get(key)
            if text:
                return Told(text.format(**values) if values else text, language)
        raise NoSuchText(key)

    def __call__(self, key: str, **values: Any) -> str:
        """Return a text alone."""
        return self.told(key, **values).text

    def has(self, key: str) -> bool:
        """Return whether there is such a text."""
        return key in catalogue(SOURCE)

    def maybe(self, key: str, **values: Any) -> str:
        """Return a text, or an empty string when there is none."""
        return self(key, **values) if self.has(key) else ""

    def both(self, key: str, **values: Any) -> list[Told]:
        """Return a safety text in the reader's language and, while that is a draft, in English."""
        own = self.told(key, **values)
        if own.language == SOURCE or not is_drafted(self.language):
            return [own]
        return [own, Words(SOURCE).told(key, **values)]

    def html(self, key: str, **values: Any) -> SafeString | str:
        """Return a text for a page: safety texts carry their English with them."""
        told = self.both(key, **values) if is_safety(key) else [self.told(key, **values)]
        return doubled(told)


def doubled(told: Iterable[Told]) -> SafeString | str:
    """Return one text plain, or two with the English one marked as English."""
    first, *others = told
    if not others:
        return first.text
    return format_html(
        '{} <span class="wm-both" lang="en" dir="ltr">{}</span>', first.text, others[0].text
    )
