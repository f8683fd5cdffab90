"""When do two spellings count as the same letters?

Folding is done before indexing and before asking, so that both engines agree: Unicode NFKC and
case folding, Latin marks off (also ł and its like), Arabic vowel marks and tatweel off and the
letter shapes of Arabic, Persian and Urdu keyboards made one, Indic nukta and joiners off and the
long and short i and u of Gujarati and Hindi made one.
"""

import re
import unicodedata
from functools import lru_cache

_LATIN = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
)
_ARABIC = str.maketrans(
    {
        **dict.fromkeys("يىئۍې", "ی"),
        **dict.fromkeys("كڪ", "ک"),
        **dict.fromkeys("هةۃۂۀھە", "ہ"),
        **dict.fromkeys("أإآٱ", "ا"),
        "ؤ": "و",
        "ۓ": "ے",
        "ء": None,
        "ـ": None,
        "ٔ": None,
    }
)
_INDIC = str.maketrans(
    {
        # Nukta of Devanagari, Bengali, Gurmukhi, Gujarati.
        "\u093c": None, "\u09bc": None, "\u0a3c": None, "\u0abc": None,
        # Candrabindu is written as anusvara.
        "\u0a81": "\u0a82", "\u0901": "\u0902",
        # Long i and u (letter and sign), Gujarati then Devanagari.
        "\u0a88": "\u0a87", "\u0a8a": "\u0a89", "\u0ac0": "\u0abf", "\u0ac2": "\u0ac1",
        "\u0908": "\u0907", "\u090a": "\u0909", "\u0940": "\u093f", "\u0942": "\u0941",
    }
)  # fmt: skip
# A half nasal before a stop is the same as the dot above the letter before it.
_GUJARATI_NASAL = re.compile("[\u0a99\u0a9e\u0aa3\u0aa8\u0aae]\u0acd(?=[\u0a95-\u0aae])")
_JOINERS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_APOSTROPHES = dict.fromkeys(map(ord, "'\u2019\u2018\u02bc\u0060\u00b4"))


class _Separators(dict[int, int]):
    """Turn every character that is no letter, mark or number into a space, once per character."""

    def __missing__(self, point: int) -> int:
        kept = unicodedata.category(chr(point))[0] in "LMN"
        self[point] = point if kept else ord(" ")
        return self[point]


_SEPARATORS = _Separators()


def script_of(word: str) -> str:
    """Return "Latn", "Arab", "Gujr", "Deva" or "Zzzz" by the first letter that tells."""
    for character in word:
        if character.isascii() and character.isalpha():
            return "Latn"
        point = ord(character)
        if 0x0A80 <= point <= 0x0AFF:
            return "Gujr"
        if 0x0600 <= point <= 0x06FF or 0x0750 <= point <= 0x077F or 0xFB50 <= point <= 0xFEFC:
            return "Arab"
        if 0x0900 <= point <= 0x097F:
            return "Deva"
        if character.isalpha() and point < 0x0250:
            return "Latn"
    return "Zzzz"


def clean(text: str) -> str:
    """Return the text without what is no text: lone surrogates and control characters."""
    if text.isprintable():
        return text
    whole = text.encode("utf-8", "ignore").decode("utf-8")
    return "".join(" " if unicodedata.category(c) == "Cc" else c for c in whole)


def is_text(text: str) -> bool:
    """Say whether it can be written down: lone surrogates cannot, so no index holds them."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)


def words(text: str) -> list[str]:
    """Split into words as written, in small letters; marks of Indic scripts stay with them."""
    plain = unicodedata.normalize("NFKC", clean(text)).casefold()
    plain = unicodedata.normalize("NFC", plain.translate(_JOINERS).translate(_APOSTROPHES))
    return plain.translate(_SEPARATORS).split()


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return one word (of `words`) in the spelling that all its variants share."""
    if word.isascii():
        return word
    script = script_of(word)
    if script == "Arab":
        bare = unicodedata.normalize("NFC", word).translate(_ARABIC)
        folded = "".join(c for c in bare if unicodedata.category(c)[0] != "M")
    elif script in ("Gujr", "Deva"):
        folded = _GUJARATI_NASAL.sub("\u0a82", word.translate(_INDIC))
    elif script == "Latn":
        apart = unicodedata.normalize("NFD", word.translate(_LATIN))
        folded = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    else:
        folded = word
    folded = _plain_digits(folded) or word
    # A mark of one script before letters of another: without it the word is of that other one.
    return folded if script_of(folded) == script else fold(folded)


def _plain_digits(word: str) -> str:
    """Write the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in word)
