"""Why did a listing match?"""

import json
from collections.abc import Mapping
from typing import Any

from search.analysis.reading import Reading, ReadWord, matches
from search.engines.embedded.phrasebook import Book, Phrase, phrase
from search.results import Why

_MOST_REASONS = 3


def why(told: Mapping[str, Any], book: Book, reading: Reading, language: str) -> tuple[Why, ...]:
    """Return the reasons, best first: one for each word typed, each phrase once."""
    phrases: list[tuple[str, tuple[Phrase, ...]]] = [
        ("name", _phrases(told["name"])),
        ("category", book.phrases),
        ("organisation", _phrases(told["organisation"])),
        ("place", _phrases(told["place"])),
    ]
    found: list[Why] = []
    for word in reading.words:
        reason = _reason(word, phrases, language) or Why("words", word.taken_for or word.typed)
        if reason not in found:
            found.append(reason)
        if word.taken_for is not None:
            found.append(Why("typo", word.taken_for))
    return tuple(found[:_MOST_REASONS])


def _phrases(texts: list[list[str]]) -> tuple[Phrase, ...]:
    return tuple(phrase(text, language) for language, text in texts)


def _reason(
    word: ReadWord, phrases: list[tuple[str, tuple[Phrase, ...]]], language: str
) -> Why | None:
    for kind, candidates in phrases:
        matching = [p for p in candidates if any(matches(f, word.alternatives) for f in p.forms)]
        if matching:
            best = min(matching, key=lambda p: (p.language != language, len(p.forms)))
            return Why(kind, best.text)
    return None


def read_told(stored: bytes) -> dict[str, Any]:
    """Return what was stored to be told."""
    told: dict[str, Any] = json.loads(stored)
    return told
