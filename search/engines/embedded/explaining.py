"""Why did a listing match?"""

import json
from collections.abc import Mapping
from typing import Any

from search.analysis.reading import Reading, ReadWord
from search.engines.embedded.phrasebook import Book, Phrase, phrase
from search.results import Why

_MOST_REASONS = 3
_KINDS = ("name", "category", "organisation", "place")


def why(told: Mapping[str, Any], book: Book, reading: Reading, language: str) -> tuple[Why, ...]:
    """Return the reasons, best first: one for each word typed, each phrase once."""
    own = [(kind, _phrases(told[kind])) for kind in ("name", "organisation", "place")]
    found: list[Why] = []
    for word in reading.words:
        reason = _reason(word, own, book, language)
        if reason not in found:
            found.append(reason)
        if word.taken_for is not None:
            found.append(Why("typo", word.taken_for))
    return tuple(found[:_MOST_REASONS])


def _phrases(texts: list[list[str]]) -> tuple[Phrase, ...]:
    return tuple(phrase(text, language) for language, text in texts)


def _reason(
    word: ReadWord, own: list[tuple[str, tuple[Phrase, ...]]], book: Book, language: str
) -> Why:
    terms = {alternative.term for alternative in word.alternatives}
    matching = {
        kind: [said for said in phrases if not terms.isdisjoint(said.terms)]
        for kind, phrases in own
    }
    matching["category"] = [said for term in terms for said in book.by_term.get(term, ())]
    for kind in _KINDS:
        if matching[kind]:
            best = min(matching[kind], key=lambda p: (p.language != language, len(p.forms), p.text))
            return Why(kind, best.text)
    return Why("words", word.taken_for or word.typed)


def read_told(stored: bytes) -> dict[str, Any]:
    """Return what was stored to be told."""
    told: dict[str, Any] = json.loads(stored)
    return told
