"""Which known words may a mistyped word have been meant for?

One edit is forgiven in words of 4 to 7 letters, two from 8 on; swapping two neighbours is one
edit. Letters are counted as the reader sees them: in Indic scripts a half letter is one, a vowel
sign is one, and a dot or virama belongs to what it stands on.
"""

import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_MOST_SUGGESTIONS = 4
_MOST_BEGINNING = 12


@dataclass(frozen=True, slots=True)
class Correction:
    """A known word near a mistyped one."""

    folded: str
    display: str
    distance: int
    frequency: int


def letters(word: str) -> tuple[str, ...]:
    """Split a folded word into the letters its reader sees."""
    seen: list[str] = []
    for character in word:
        attached = unicodedata.category(character) == "Mn" and not _is_vowel_sign(character)
        if attached and seen:
            seen[-1] += character
        else:
            seen.append(character)
    return tuple(seen)


def _is_vowel_sign(character: str) -> bool:
    """Say whether a mark is a vowel sign, which its reader sees as a letter."""
    return "VOWEL SIGN" in unicodedata.name(character, "")


def edits_forgiven(word: str) -> int:
    """Return how many edits a typed word may be away from a known one."""
    length = len(letters(word))
    return 0 if length < 4 else 1 if length < 8 else 2


def distance(one: Sequence[str], other: Sequence[str], limit: int) -> int:
    """Return the edits between two words (a swap is one edit), or limit + 1 when over it."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, target in enumerate(other, start=1):
            best = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != target))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == target:
                best = min(best, before[column - 2] + 1)
            here.append(best)
        if min(here) > limit:
            return limit + 1
        before, above = above, here
    return min(above[-1], limit + 1)


@lru_cache(maxsize=200_000)
def _signature(word: str) -> tuple[int, int]:
    """Return which letters a word has, as bits, and how many it has."""
    seen = letters(word)
    bits = 0
    for letter in seen:
        bits |= 1 << (zlib.crc32(letter.encode()) % 64)
    return bits, len(seen)


class Vocabulary:
    """The words of an index, ready to be searched for near ones."""

    def __init__(self, entries: Iterable[tuple[str, str, int]]) -> None:
        """Take (folded, display, number of listings); the commonest display is kept."""
        best: dict[str, tuple[str, int]] = {}
        total: dict[str, int] = {}
        for folded, display, count in entries:
            total[folded] = total.get(folded, 0) + count
            if folded not in best or count > best[folded][1]:
                best[folded] = (display, count)
        self._words = list(best)
        self._best = best
        self._total = total
        signatures = [_signature(word) for word in self._words]
        self._bits: npt.NDArray[np.uint64] = np.array([s[0] for s in signatures], dtype=np.uint64)
        self._lengths: npt.NDArray[np.int16] = np.array([s[1] for s in signatures], dtype=np.int16)

    def frequency(self, folded: str) -> int:
        """Return in how many listings a word stands."""
        return self._total.get(folded, 0)

    def corrections(self, folded: str) -> tuple[Correction, ...]:
        """Return the nearest known words within the edits forgiven, best first."""
        limit = edits_forgiven(folded)
        if not limit or not self._words:
            return ()
        bits, length = _signature(folded)
        unlike = np.bitwise_count(self._bits ^ np.uint64(bits))
        near = (unlike <= 2 * limit) & (np.abs(self._lengths - length) <= limit)
        typed = letters(folded)
        found: list[Correction] = []
        for position in np.flatnonzero(near):
            word = self._words[position]
            away = distance(typed, letters(word), limit)
            if 0 < away <= limit:
                found.append(Correction(word, self._best[word][0], away, self._total[word]))
        return _nearest(folded, found)

    def beginning(self, folded: str) -> tuple[str, ...]:
        """Return the commonest known words that begin like this, for a word not yet finished."""
        found = [word for word in self._words if word.startswith(folded)]
        return tuple(sorted(found, key=lambda word: (-self._total[word], word))[:_MOST_BEGINNING])


def _nearest(folded: str, found: list[Correction]) -> tuple[Correction, ...]:
    """Keep the words at the least distance; a first letter kept and a common word go first."""
    if not found:
        return ()
    least = min(correction.distance for correction in found)
    ranked = sorted(
        (correction for correction in found if correction.distance == least),
        key=lambda c: (c.folded[0] != folded[0], -c.frequency, c.folded),
    )
    return tuple(ranked[:_MOST_SUGGESTIONS])
