"""What did a person mean by the words typed, given the words that the index knows?"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from search.analysis import synonyms
from search.analysis.forms import Forms, forms_typed, telling_words, typed_keys
from search.analysis.letters import fold, words
from search.analysis.spelling import Correction
from search.analysis.synonyms import Lexicon, Match
from search.analysis.weak_words import is_weak

MOST_WORDS = 12
_LONGEST_KEY = 4
# How much a match counts, by how the typed word and the word of the listing agree.
EXACT, OWN_STEM, OTHER_STEM, SOUND, SKELETON = 1.0, 0.95, 0.8, 0.6, 0.45
SYNONYM = UNFINISHED = 0.9
_MISTYPED = {1: 0.6, 2: 0.45}
# A known word this rare may itself be a slip: a near word this much commoner is tried as well.
_RARE, _MUCH_COMMONER = 2, 20
# So many questions in other words are asked beside the one typed.
_MOST_OTHERS = 6


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

    def beginning(self, folded: str) -> tuple[str, ...]:
        """Return the commonest known words that begin like this."""


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
class Other:
    """The question in other words that mean the same: `meaning` stands for what was typed."""

    meaning: str
    reading: "Reading"


@dataclass(frozen=True, slots=True)
class Reading:
    """The telling words of a question; phrases that may be category words, with their lengths.

    A listing matches when it has these words or those of one of the `others`.
    `beside` are weak words ("someone", "help"): they count where a listing has them, and no
    listing needs them. `whole` are the keys of phrases of several words, of which a listing that
    has one needs no further word: "nobody to talk to" within a long sentence.
    """

    words: tuple[ReadWord, ...]
    keys: tuple[tuple[str, int], ...]
    did_you_mean: str | None
    asked: bool
    others: tuple[Other, ...] = ()
    beside: tuple[ReadWord, ...] = ()
    loose: bool = False

    @property
    def also_looked_for(self) -> tuple[str, ...]:
        """Return the other words that were looked for as well."""
        return tuple(other.meaning for other in self.others)

    @property
    def whole(self) -> tuple[str, ...]:
        """Return the keys of phrases of several words, one of which is enough."""
        return tuple(key for key, length in self.keys if length > 1)

    @property
    def least_matching(self) -> int:
        """Return how many words a listing must have: all of two, all but one of three or four.

        One is enough when `loose`: for a question that no listing answers as it stands.
        """
        count = 1 if self.loose else len(self.words)
        return count if count <= 2 else count - 1 if count <= 4 else math.ceil(count * 0.6)


def read(text: str, language: str, dictionary: Dictionary, *, unfinished: bool = False) -> Reading:
    """Read what was typed; words known nowhere are left out when others are known.

    `unfinished`: somebody is still typing, so the last word may be the beginning of another.
    """
    telling = list(dict.fromkeys(telling_words(text)[:MOST_WORDS]))
    reader = _Reader(language, dictionary, synonyms.current())
    matches = reader.lexicon.matches(telling, language)
    # What an editor has given other words is no typing error.
    settled = {
        place for match in matches for place in range(match.start, match.start + match.length)
    }
    found = [reader.word(word, place not in settled) for place, word in enumerate(telling)]
    if unfinished and found:
        found[-1] = reader.unfinished(found[-1])
    replaced = {word.typed: word.taken_for for word in found if word.taken_for is not None}
    meant = [replaced.get(word, word) for word in telling]
    if replaced and not matches:
        matches = reader.lexicon.matches(meant, language)
    others = tuple(reader.others(meant, matches))
    known = tuple(word for word in found if word.alternatives)
    if others and any(not found[place].alternatives for place in settled):
        # Without a word that nobody else knows the rest would ask for something else.
        known = ()
    better = " ".join(replaced.get(word, word) for word in words(text)) if replaced else None
    keys = _keys(meant, language) if known else ()
    strong, beside = _parted(known)
    return Reading(strong, keys, better, asked=bool(telling), others=others, beside=beside)


def _parted(known: tuple[ReadWord, ...]) -> tuple[tuple[ReadWord, ...], tuple[ReadWord, ...]]:
    """Return the words a listing needs, and those beside them; all are needed if all are weak."""
    strong = tuple(word for word in known if not is_weak(word.typed))
    return (strong, tuple(word for word in known if word not in strong)) if strong else (known, ())


@dataclass(frozen=True, slots=True)
class _Reader:
    """What one question is read with."""

    language: str
    dictionary: Dictionary
    lexicon: Lexicon

    def word(self, word: str, forgiving: bool = True) -> ReadWord:
        """Return one typed word; `forgiving`: a word that is not known may be a typing error."""
        forms = forms_typed(word, self.language)
        plain = [a for a in _plain(forms) if self._frequency(a)]
        frequency = max(map(self._frequency, plain), default=0)
        extra: list[Alternative] = []
        taken_for = None
        if not plain and forgiving:
            extra, taken_for = self._guessed(forms)
        elif plain and frequency <= _RARE:
            extra = [
                alternative
                for correction in self.dictionary.corrections(forms.folded)
                if correction.frequency >= _MUCH_COMMONER * frequency
                for alternative in _corrected(correction, self.language)
            ]
        alternatives = tuple(_strongest(plain + extra))
        frequency = max(map(self._frequency, alternatives), default=0)
        importance = 1 + math.log10((1 + self.dictionary.listings()) / (1 + frequency)) / 4
        return ReadWord(word, alternatives, taken_for, max(1.0, min(importance, 2.0)))

    def unfinished(self, word: ReadWord) -> ReadWord:
        """Return a word with those that begin like it; where there are any it is no error."""
        known = self.dictionary.beginning(fold(word.typed))
        if not known:
            return word
        longer = [Alternative(Form.WORD, folded, UNFINISHED) for folded in known]
        typed = [] if word.taken_for else list(word.alternatives)
        return replace(word, alternatives=tuple(_strongest(typed + longer)), taken_for=None)

    def _frequency(self, alternative: Alternative) -> int:
        return self.dictionary.frequency(alternative.form, alternative.term)

    def _guessed(self, forms: Forms) -> tuple[list[Alternative], str | None]:
        """Return what a word that is not known may be: a sound, or a word one or two edits away."""
        heard = [alternative for alternative in _heard(forms) if self._frequency(alternative)]
        corrections = self.dictionary.corrections(forms.folded)
        given = self.lexicon.corrections(forms.folded)
        sounds_right = any(alternative.weight == SOUND for alternative in heard)
        if given and not sounds_right and _nearer(given, corrections):
            return heard, given[0].display
        taken_for = corrections[0].display if corrections and not sounds_right else None
        return heard + [a for c in corrections for a in _corrected(c, self.language)], taken_for

    def others(self, meant: list[str], matches: list[Match]) -> Iterator[Other]:
        """Give the question in other words, as far as the index knows them."""
        pairs = [(match, meaning) for match in matches for meaning in match.meanings]
        for match, meaning in pairs[:_MOST_OTHERS]:
            instead = telling_words(meaning)
            if not any(self.word(word, forgiving=False).alternatives for word in instead):
                continue
            after = meant[match.start + match.length :]
            whole = list(dict.fromkeys([*meant[: match.start], *instead, *after]))[:MOST_WORDS]
            found = (self.word(word, forgiving=word not in instead) for word in whole)
            known = tuple(word for word in found if word.alternatives)
            keys = _keys(whole, self.language)
            strong, beside = _parted(known)
            yield Other(meaning, Reading(strong, keys, None, asked=True, beside=beside))


def _nearer(given: tuple[Correction, ...], known: tuple[Correction, ...]) -> bool:
    return not known or given[0].distance < known[0].distance


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
