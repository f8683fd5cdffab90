"""What did a person mean by the words typed, given the words that the index knows?"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from search.analysis.forms import Forms, forms_typed, telling_words, typed_keys
from search.analysis.letters import words
from search.analysis.spelling import Correction

MOST_WORDS = 12
_LONGEST_KEY = 4
# How much a match counts, by how the typed word and the word of the listing agree.
EXACT, OWN_STEM, OTHER_STEM, SOUND, SKELETON = 1.0, 0.95, 0.8, 0.6, 0.45
_MISTYPED = {1: 0.6, 2: 0.45}
# A known word this rare may itself be a slip: a near word this much commoner is tried as well.
_RARE, _MUCH_COMMONER = 2, 20


class Form(StrEnum):
    """In which list of terms a word is looked up."""

    WORD = "word"
    STEM = "stem"
    SOUND = "sound"


class Dictionary(Protocol):
    """What an index knows about words."""

    def listings(self) -> int:
        """Return how many listings there are."""

    def frequency(self, form: Form, term: str) -> int:
        """Return in how many listings a term stands (in whichever field)."""

    def corrections(self, folded: str) -> tuple[Correction, ...]:
        """Return the nearest known words."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One term a typed word may be found by, and how much that counts (0 to 1)."""

    form: Form
    term: str
    weight: float


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One typed word: its terms, what it was taken for, and how telling it is (1 to 2)."""

    typed: str
    alternatives: tuple[Alternative, ...]
    taken_for: str | None
    importance: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The telling words of a question; phrases that may be category words, with their lengths."""

    words: tuple[ReadWord, ...]
    keys: tuple[tuple[str, int], ...]
    did_you_mean: str | None
    asked: bool

    @property
    def least_matching(self) -> int:
        """Return how many words a listing must have: all of two, all but one of three or four."""
        count = len(self.words)
        return count if count <= 2 else count - 1 if count <= 4 else math.ceil(count * 0.6)


def read(text: str, language: str, dictionary: Dictionary) -> Reading:
    """Read what was typed; words known nowhere are left out when others are known."""
    telling = telling_words(text)[:MOST_WORDS]
    known: list[ReadWord] = []
    replaced: dict[str, str] = {}
    meant: list[str] = []
    for word in dict.fromkeys(telling):
        found = _read_word(word, language, dictionary)
        if found.alternatives:
            known.append(found)
        if found.taken_for is not None:
            replaced[word] = found.taken_for
        meant.append(found.taken_for or word)
    better = " ".join(replaced.get(word, word) for word in words(text)) if replaced else None
    return Reading(tuple(known), _keys(meant, language), better, asked=bool(telling))


def _read_word(word: str, language: str, dictionary: Dictionary) -> ReadWord:
    forms = forms_typed(word, language)
    plain = [a for a in _plain(forms) if dictionary.frequency(a.form, a.term)]
    frequency = max((dictionary.frequency(a.form, a.term) for a in plain), default=0)
    extra: list[Alternative] = []
    taken_for = None
    if not plain:
        extra = [a for a in _heard(forms) if dictionary.frequency(a.form, a.term)]
        corrections = dictionary.corrections(forms.folded)
        if corrections and not any(a.weight == SOUND for a in extra):
            taken_for = corrections[0].display
        extra += [a for c in corrections for a in _corrected(c, language)]
    elif frequency <= _RARE:
        extra = [
            alternative
            for correction in dictionary.corrections(forms.folded)
            if correction.frequency >= _MUCH_COMMONER * frequency
            for alternative in _corrected(correction, language)
        ]
    alternatives = tuple(_strongest(plain + extra))
    frequency = max((dictionary.frequency(a.form, a.term) for a in alternatives), default=0)
    importance = 1 + math.log10((1 + dictionary.listings()) / (1 + frequency)) / 4
    return ReadWord(word, alternatives, taken_for, max(1.0, min(importance, 2.0)))


def _plain(forms: Forms) -> list[Alternative]:
    """Return the terms of a word as typed; stems come with the reader's language first."""
    found = [Alternative(Form.WORD, forms.folded, EXACT)]
    own = forms.stems[0].partition(":")[0] if forms.stems else ""
    for stem in forms.stems:
        weight = OWN_STEM if stem.startswith(own + ":") else OTHER_STEM
        found.append(Alternative(Form.STEM, stem, weight))
    return found


def _heard(forms: Forms) -> list[Alternative]:
    return [
        Alternative(Form.SOUND, sound, SOUND if sound.startswith("=") else SKELETON)
        for sound in forms.sounds
    ]


def _corrected(correction: Correction, language: str) -> list[Alternative]:
    weight = _MISTYPED[correction.distance]
    forms = forms_typed(correction.display, language)
    return [
        Alternative(Form.WORD, correction.folded, weight),
        *(Alternative(Form.STEM, stem, weight * OWN_STEM) for stem in forms.stems),
    ]


def _strongest(alternatives: list[Alternative]) -> list[Alternative]:
    best: dict[tuple[Form, str], Alternative] = {}
    for alternative in alternatives:
        key = (alternative.form, alternative.term)
        if key not in best or best[key].weight < alternative.weight:
            best[key] = alternative
    return list(best.values())


def _keys(meant: list[str], language: str) -> tuple[tuple[str, int], ...]:
    """Return the keys of every run of up to four words, for category words of several words."""
    found: dict[str, int] = {}
    for start in range(len(meant)):
        for length in range(1, _LONGEST_KEY + 1):
            run = meant[start : start + length]
            if len(run) == length:
                for key in typed_keys(run, language):
                    found[key] = length
    return tuple(found.items())
