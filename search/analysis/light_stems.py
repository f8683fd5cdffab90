"""What is left of a Gujarati or Urdu word without its endings?

There is no Snowball stemmer for either, so these strip case, plural, oblique and infinitive
endings from folded words and are wrong now and then on purpose: the word itself is indexed too.
"""

import re

_SHORTEST = 2

# Folded spelling: long i and u are written short.
_GUJARATI_CASE = ("માંથિ", "માં", "વાળા", "નો", "નિ", "નું", "ના", "ને", "થિ", "પર")
_GUJARATI_VERB = ("વાનું", "વાનો", "વાનિ", "વાના", "વું", "વાં", "વા", "વિ", "વો", "તું", "તા", "તિ")
_GUJARATI_PLURAL = ("ઓ", "ો")
_GUJARATI_VOWELS = re.compile("[ાિુેૈોૌં]+$")
_GUJARATI_MARKS = re.compile("[ાિુેૈોૌં્]")

_URDU = ("ییوں", "یوں", "ییں", "یاں", "گاہیں", "اوں", "وں", "یں", "نے", "نا", "نی", "ات")
_URDU_VOWELS = re.compile("(?<=..)(ہ|[ایےو]+)$")


def _letters(word: str) -> int:
    """Count the letters of a Gujarati word, its vowel signs left out."""
    return len(_GUJARATI_MARKS.sub("", word))


def _strip_gujarati(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and _letters(word.removesuffix(ending)) >= _SHORTEST:
            return word.removesuffix(ending)
    return word


def gujarati(word: str) -> str:
    """Return the stem of a folded Gujarati word."""
    stem = _strip_gujarati(word, _GUJARATI_PLURAL) if word.endswith("ઓ") else word
    stem = _strip_gujarati(stem, _GUJARATI_CASE)
    stem = _strip_gujarati(stem, _GUJARATI_VERB)
    stem = _strip_gujarati(stem, _GUJARATI_PLURAL)
    bare = _GUJARATI_VOWELS.sub("", stem)
    return bare if _letters(bare) >= _SHORTEST else stem


def urdu(word: str) -> str:
    """Return the stem of a folded Urdu word."""
    stem = word
    for ending in _URDU:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            stem = word.removesuffix(ending)
            break
    return _URDU_VOWELS.sub("", stem)
