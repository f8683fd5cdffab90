"""Why did a listing match?"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.analysis.reading import Reading, ReadWord
from search.engines.phrasebook import Book, Phrase, phrase
from search.results import Why

_MOST_REASONS = 3
_KINDS = ("name", "category", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Told:
    """What a listing stores to be told: the name of its book, and its own phrases by kind."""

    book: str
    own: tuple[tuple[str, tuple[Phrase, ...]], ...]


def why(told: Told, book: Book, reading: Reading, language: str) -> tuple[Why, ...]:
    """Return the reasons, best first: one for each word typed, each phrase once."""
    found: list[Why] = []
    for word in reading.words:
        reason = _reason(word, told, book, language)
        if reason not in found:
            found.append(reason)
        if word.taken_for is not None:
            found.append(Why("typo", word.taken_for))
    return tuple(found[:_MOST_REASONS])


def if_true(
    reasons: tuple[Why, ...], public_id: str, meant: Sequence[tuple[str, float]]
) -> tuple[Why, ...]:
    """Leave out that the words stand in a listing that may have been found by meaning alone."""
    is_meant = any(public_id == near for near, _ in meant)
    return () if is_meant and all(reason.kind == "words" for reason in reasons) else reasons


def _phrases(texts: list[list[str]]) -> tuple[Phrase, ...]:
    return tuple(phrase(text, language) for language, text in texts)


def _reason(word: ReadWord, told: Told, book: Book, language: str) -> Why:
    terms = {alternative.term for alternative in word.alternatives}
    own = dict(told.own)
    for kind in _KINDS:
        if kind == "category":
            matching = [said for term in terms for said in book.by_term.get(term, ())]
        else:
            matching = [said for said in own[kind] if not terms.isdisjoint(said.terms)]
        if matching:
            best = min(matching, key=lambda p: (p.language != language, len(p.forms), p.text))
            return Why(kind, best.text)
    return Why("words", word.taken_for or word.typed)


@lru_cache(maxsize=4_000)
def read_told(stored: bytes) -> Told:
    """Return what was stored to be told; the same hits come back again and again."""
    told = json.loads(stored)
    kinds = ("name", "organisation", "place")
    return Told(told["book"], tuple((kind, _phrases(told[kind])) for kind in kinds))
