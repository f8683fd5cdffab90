"""Which lines of other words make no sense?"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from search.analysis.forms import telling_words
from search.analysis.letters import fold
from search.analysis.stopwords import is_stop_word
from search.analysis.synonyms import LONGEST_PHRASE, Rule, keys_of

MOST_LETTERS, MOST_MEANINGS = 80, 8
PHRASE, MEANINGS = "phrase", "meanings"


class Nonsense(StrEnum):
    """What is wrong with a line."""

    NO_WORDS = "no_words"
    TOO_LONG = "too_long"
    NO_MEANING = "no_meaning"
    TOO_MANY = "too_many"
    SAME = "same"
    TWICE = "twice"
    CIRCLE = "circle"


def nonsense_in(rule: Rule, others: Sequence[Rule]) -> Iterator[tuple[str, Nonsense, str]]:
    """Give what is wrong with a line beside the others: the field, what, and the words."""
    if not rule.meanings:
        yield MEANINGS, Nonsense.NO_MEANING, ""
    if len(rule.meanings) > MOST_MEANINGS:
        yield MEANINGS, Nonsense.TOO_MANY, ""
    for field, words in ((PHRASE, rule.phrase), *((MEANINGS, said) for said in rule.meanings)):
        telling = telling_words(words)
        if not telling or all(is_stop_word(fold(word)) for word in telling):
            yield field, Nonsense.NO_WORDS, words
        elif len(telling) > LONGEST_PHRASE or len(words) > MOST_LETTERS:
            yield field, Nonsense.TOO_LONG, words
    own = set(keys_of(rule.phrase, rule.language))
    for meaning in rule.meanings:
        if own & set(keys_of(meaning, rule.language)):
            yield MEANINGS, Nonsense.SAME, meaning
        elif own & _reached(meaning, rule.language, others):
            yield MEANINGS, Nonsense.CIRCLE, meaning
    if any(other.language == rule.language and own & _keys((other.phrase,), other.language)
           for other in others):  # fmt: skip
        yield PHRASE, Nonsense.TWICE, rule.phrase


def _keys(phrases: Iterable[str], language: str) -> set[str]:
    return {key for phrase in phrases for key in keys_of(phrase, language)}


def _reached(meaning: str, language: str, others: Sequence[Rule]) -> set[str]:
    """Return the keys of all words that a meaning leads to, line after line."""
    here, found = set(keys_of(meaning, language)), set[str]()
    while here:
        found |= here
        steps = [_led_to(rule, here) for rule in others]
        here = set[str]().union(*steps) - found
    return found - set(keys_of(meaning, language))


def _led_to(rule: Rule, keys: set[str]) -> set[str]:
    phrase, meanings = (
        _keys((rule.phrase,), rule.language),
        _keys(rule.meanings, rule.language),
    )
    if rule.both_ways:
        return phrase | meanings if keys & (phrase | meanings) else set()
    return meanings if keys & phrase else set()
