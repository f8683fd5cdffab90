"""Which British postcode, or first half of one, did somebody mean by what they typed?"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# The 121 postcode areas of Great Britain and Northern Ireland (Royal Mail Postcode Address File).
_AREA_LETTERS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "E EC EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS "
    "LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO "
    "SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE"
)
AREAS = frozenset(_AREA_LETTERS.split())

# Forms of the first half: A9 A99 AA9 AA99 A9A AA9A, with the letters that can come last. No
# district number of two digits starts with 0.
_OUTWARD = re.compile(
    r"(?:([A-Z]{1,2})(?:[1-9]\d|\d)|([A-Z])\d[ABCDEFGHJKPSTUW]|([A-Z]{2})\d[ABEHMNPRVWXY])\Z"
)
# The second half never has the letters C I K M O V.
_INWARD = re.compile(r"\d[ABD-HJLNP-UW-Z]{2}\Z")
_TO_DIGIT = str.maketrans("OI", "01")
_TO_LETTER = str.maketrans("01", "OI")
_SHORTEST, _LONGEST = 5, 7


@dataclass(frozen=True, slots=True)
class UnitPostcode:
    """A whole postcode: `code` has no space ("LE45QD"), `outcode` is its first half ("LE4")."""

    code: str
    outcode: str

    def __str__(self) -> str:
        return f"{self.outcode} {self.code[-3:]}"


@dataclass(frozen=True, slots=True)
class OutwardCode:
    """The first half of a postcode alone ("LE4")."""

    code: str

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True)
class Words:
    """Text that is no postcode and does not try to be one: perhaps the name of a place."""

    text: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Text that tries to be a postcode and is none ("LE4 5Q"), or has neither letter nor digit."""

    text: str


Parsed = UnitPostcode | OutwardCode | Words | Unreadable


def parse(text: str) -> Parsed:
    """Return what `text` means; a whole postcode wins over a first half, a first half over words.

    Forgiven: small letters, missing or extra spaces and punctuation, words before or after, O for 0
    and I for 1 (and the other way round) where only one of them can stand, full-width letters, and
    the digits of every script.
    """
    words = _plain(text).split()
    if not any(character.isalnum() for word in words for character in word):
        return Unreadable(text)
    unit = next(_units(words), None)
    if unit is not None:
        return unit
    outward = _outward_among(words)
    if outward is not None:
        return outward
    return Unreadable(text) if _tries_to_be_a_postcode(words) else Words(" ".join(text.split()))


def read_unit(compact: str) -> UnitPostcode | None:
    """Return the postcode written as `compact` (capitals, no space), slips mended, or None."""
    if not _SHORTEST <= len(compact) <= _LONGEST or not any(c.isdecimal() for c in compact):
        return None
    outward = read_outward(compact[:-3])
    inward = compact[-3].translate(_TO_DIGIT) + compact[-2:]
    if outward is None or not _INWARD.match(inward):
        return None
    return UnitPostcode(outward + inward, outward)


def read_outward(compact: str) -> str | None:
    """Return the first half of a postcode written as `compact`, slips mended, or None."""
    if not 2 <= len(compact) <= 4:
        return None
    for letters in (0, 2, 1):  # as typed; then with the area in two letters; then in one
        head = compact[:letters].translate(_TO_LETTER)
        tail = compact[letters:].translate(_TO_DIGIT) if letters else compact
        found = _OUTWARD.match(head + tail)
        if found and (found[1] or found[2] or found[3]) in AREAS:
            return head + tail
    return None


def _plain(text: str) -> str:
    """Return capitals and ASCII digits; invisible marks dropped, punctuation turned to spaces."""
    characters = []
    for character in unicodedata.normalize("NFKC", text):
        digit = unicodedata.digit(character, None)
        if digit is not None:
            characters.append(str(digit))
        elif unicodedata.category(character) != "Cf":
            characters.append(character if _joins_a_word(character) else " ")
    return "".join(characters).upper()


def _joins_a_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character).startswith("M")


def _units(words: list[str]) -> Iterator[UnitPostcode]:
    """Yield the postcodes in `words`, leftmost first: halves in two words, in one, spread out."""
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        for candidate in ((word + following) if len(following) == 3 else "", word):
            unit = read_unit(candidate)
            if unit is not None:
                yield unit
    if 2 < len(words) <= _LONGEST:
        unit = read_unit("".join(words))
        if unit is not None:
            yield unit


def _outward_among(words: list[str]) -> OutwardCode | None:
    """Return the first half of a postcode when it stands with words only ("LE4 Belgrave").

    One digit after it, the sector, is read over ("LE4 5"). Any other word with a digit means that
    more was meant than can be read.
    """
    codes = [
        (index, code)
        for index, word in enumerate(words)
        if _has_digit(word) and (code := read_outward(word)) is not None
    ]
    if len(codes) != 1:
        return None
    place, code = codes[0]
    rest = words[:place] + words[place + 1 :]
    if place + 1 < len(words) and len(words[place + 1]) == 1 and words[place + 1].isdecimal():
        rest.remove(words[place + 1])
    return None if any(_has_digit(word) for word in rest) else OutwardCode(code)


def _tries_to_be_a_postcode(words: list[str]) -> bool:
    """Say whether some word begins as a postcode does: one or two letters, then a digit."""
    return any(re.match(r"[A-Z]{1,2}\d", word) for word in words)


def _has_digit(word: str) -> bool:
    return any(character.isdecimal() for character in word)
