"""Which words of a listing are told again as the reason of a hit, and where are they kept?

Listings of the same categories share all their category words, so these are analysed and
stored once for each combination ("book") and named in the listing by a digest of their content.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from search.analysis.forms import Forms, forms_written, phrase_keys
from search.analysis.letters import clean, words


@dataclass(frozen=True)
class Phrase:
    """A phrase in a language, with the forms of its words."""

    text: str
    language: str
    forms: tuple[Forms, ...]

    @cached_property
    def terms(self) -> frozenset[str]:
        """Return every term by which a word of the phrase is found."""
        return frozenset(
            term for form in self.forms for term in (form.folded, *form.stems, *form.sounds)
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of some words, ready to be written."""

    words: str
    stems: str
    sounds: frozenset[str]
    vocabulary: frozenset[str]


NO_TERMS = Terms("", "", frozenset(), frozenset())


def terms_of(forms: Iterable[Forms]) -> Terms:
    """Return the terms of words: folded, stems, sounds, and as "folded written"."""
    found = tuple(forms)
    return Terms(
        words=" ".join(form.folded for form in found),
        stems=" ".join(dict.fromkeys(stem for form in found for stem in form.stems)),
        sounds=frozenset(sound for form in found for sound in form.sounds),
        vocabulary=frozenset(f"{form.folded} {form.display}" for form in found),
    )


class Book:
    """The category words of one combination of categories."""

    def __init__(self, stored: str) -> None:
        """Take the phrases as they are stored."""
        self.stored = stored
        self.name = hashlib.sha256(stored.encode()).hexdigest()[:16]

    @cached_property
    def phrases(self) -> tuple[Phrase, ...]:
        """Return the phrases, labels before synonyms."""
        return tuple(phrase(text, code) for code, text in json.loads(self.stored))

    @cached_property
    def terms(self) -> Terms:
        """Return the terms of all words, each once."""
        return terms_of(dict.fromkeys(form for said in self.phrases for form in said.forms))

    @cached_property
    def by_term(self) -> dict[str, list[Phrase]]:
        """Return which phrases have a term (word, stem or sound) in them."""
        found: dict[str, list[Phrase]] = {}
        for said in self.phrases:
            for term in said.terms:
                found.setdefault(term, []).append(said)
        return found

    @cached_property
    def keys(self) -> list[str]:
        """Return the keys under which the whole phrases are found."""
        found = (key for said in self.phrases for key in phrase_keys(said.text, said.language))
        return list(dict.fromkeys(found))


@lru_cache(maxsize=20_000)
def phrase(text: str, language: str) -> Phrase:
    """Return a phrase with the forms of its words."""
    return Phrase(text, language, tuple(forms_written(word, language) for word in words(text)))


def book_of(category_words: Mapping[str, tuple[str, ...]]) -> Book:
    """Return the book of a combination of categories."""
    return _book(tuple(category_words.items()))


@lru_cache(maxsize=4_000)
def _book(by_language: tuple[tuple[str, tuple[str, ...]], ...]) -> Book:
    said = [[code, clean(text)] for code, texts in by_language for text in texts]
    return read_book(json.dumps(said, ensure_ascii=False))


@lru_cache(maxsize=4_000)
def read_book(stored: str) -> Book:
    """Return the book that was stored as this text."""
    return Book(stored)
