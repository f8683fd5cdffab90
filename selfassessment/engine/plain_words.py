"""How plain is an English text, and does a text hold a word that nobody should read?"""

from __future__ import annotations

import re

YEARS_BEFORE_SCHOOL = 5
ENOUGH_WORDS = 5
_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[A-Za-z’']+")
_SENTENCE = re.compile(r"[.!?:\n]+")


def syllables(word: str) -> int:
    """Guess the syllables of an English word by its groups of vowels."""
    word = word.lower().strip("'’")
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")):
        count -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")):
        count -= 1
    return max(count, 1)


def reading_age(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text, plus five: an age in years."""
    sentences = [part for part in _SENTENCE.split(text) if re.search(r"[A-Za-z]", part)]
    words = _WORD.findall(text)
    if not words:
        return float(YEARS_BEFORE_SCHOOL)
    spoken = sum(map(syllables, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * spoken / len(words) - 15.59
    return grade + YEARS_BEFORE_SCHOOL


def holds(text: str, banned: str) -> bool:
    """Whether a text holds a banned word (or one beginning so, when it ends in a star)."""
    ending = "" if banned.endswith("*") else r"(?!\w)"
    return bool(re.search(r"(?<!\w)" + re.escape(banned.rstrip("*")) + ending, text, re.I))
