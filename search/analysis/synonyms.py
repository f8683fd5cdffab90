"""Which other words does the council say mean the same, and when was one of them typed?

The words come from a provider (the editors' table); engines see them only through `reading.read`.
A phrase is known by the same keys as a category word, so that its forms ("walks"), its script and
its way of being romanised do not matter. Meanings are not looked up again: nothing goes in circles.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property

from search.analysis.forms import is_romanised, phrase_keys, telling_words, typed_keys
from search.analysis.letters import fold, words
from search.analysis.spelling import Correction, Vocabulary

LONGEST_PHRASE = 4
_SOUND = "la|"


@dataclass(frozen=True, slots=True)
class Rule:
    """What one line of the table says; with `both_ways` each of its phrases means the others."""

    language: str
    phrase: str
    meanings: tuple[str, ...]
    both_ways: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Typed words that have other words: where they stand, and the other words."""

    start: int
    length: int
    meanings: tuple[str, ...]


class Lexicon:
    """All rules, ready to be looked up."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        """Take the rules in force."""
        self._meanings: dict[str, dict[str, None]] = {}
        self._phrases: list[str] = []
        for rule in rules:
            self._add(rule.phrase, rule.language, rule.meanings)
            if rule.both_ways:
                for meaning in rule.meanings:
                    others = [rule.phrase, *(m for m in rule.meanings if m != meaning)]
                    self._add(meaning, rule.language, others)

    def _add(self, phrase: str, language: str, meanings: Iterable[str]) -> None:
        self._phrases.append(phrase)
        for key in keys_of(phrase, language):
            self._meanings.setdefault(key, {}).update(dict.fromkeys(meanings))

    def matches(self, telling: Sequence[str], language: str) -> list[Match]:
        """Return the phrases among the typed words; of two that share a word the longer one."""
        if not self._meanings:
            return []
        found: list[Match] = []
        taken: set[int] = set()
        for length in range(min(LONGEST_PHRASE, len(telling)), 0, -1):
            for start in range(len(telling) - length + 1):
                here = range(start, start + length)
                meanings = self._of(telling[start : start + length], language)
                if meanings and taken.isdisjoint(here):
                    taken.update(here)
                    found.append(Match(start, length, meanings))
        return sorted(found, key=lambda match: match.start)

    def _of(self, run: Sequence[str], language: str) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for key in typed_keys(list(run), language):
            found.update(self._meanings.get(key, {}))
        return tuple(found)

    def corrections(self, folded: str) -> tuple[Correction, ...]:
        """Return the nearest words of the phrases, for a word that the index does not know."""
        return self._vocabulary.corrections(folded)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        split = (word for phrase in self._phrases for word in words(phrase))
        return Vocabulary((fold(word), word, 1) for word in split)


def keys_of(phrase: str, language: str) -> tuple[str, ...]:
    """Return the keys by which a phrase of a rule is known when it is typed."""
    telling = telling_words(phrase)
    if not telling:
        return ()
    if is_romanised(language):
        return phrase_keys(phrase, language)
    return tuple(key for key in typed_keys(telling, language) if not key.startswith(_SOUND))


NOTHING = Lexicon()
Provider = Callable[[], Lexicon]
_providers: list[Provider] = []
_instead: ContextVar[Lexicon | None] = ContextVar("synonyms_instead", default=None)


def register(provider: Provider) -> None:
    """Say where the rules come from; a later registration takes the place of the earlier."""
    _providers[:] = [provider]


def current() -> Lexicon:
    """Return the rules in force."""
    instead = _instead.get()
    if instead is not None:
        return instead
    return _providers[0]() if _providers else NOTHING


@contextmanager
def using(lexicon: Lexicon) -> Iterator[None]:
    """Search with other rules for a moment: to try one out, or without any."""
    token = _instead.set(lexicon)
    try:
        yield
    finally:
        _instead.reset(token)
