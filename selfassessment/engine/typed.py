"""What did the person mean by what they typed? (Scripts, spaces, commas, invisible marks.)"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_POINTS = {"\u066b": ".", "\u066c": ",", "\u060c": ",", "\uff0c": ",", "\uff0e": "."}
_DASHES = dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
_UNITS = {
    "cm": ("cm", "cms", "centimetre", "centimetres", "centimeter", "centimeters"),
    "m": ("m", "metre", "metres", "meter", "meters"),
    "ft": ("ft", "feet", "foot", "'", "\u2032", "\u2019"),
    "in": ("in", "ins", "inch", "inches", '"', "\u2033", "\u201d", "''"),
    "kg": ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"),
    "st": ("st", "stone", "stones"),
    "lb": ("lb", "lbs", "pound", "pounds"),
    "minutes": ("min", "mins", "minute", "minutes"),
    "hours": ("h", "hr", "hrs", "hour", "hours"),
    "years": ("y", "yr", "yrs", "year", "years", "years old", "year old"),
    "units": ("unit", "units"),
    "cigarettes": ("cigarette", "cigarettes", "cigs"),
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words}
_NUMBER_AND_UNIT = re.compile(r"([^a-z'\"\u2032\u2033\u2019\u201d]*?)\s*([^\d\s.,+-][^\d]*?)?\.?")
_FRACTIONS = {"\u00bc": ".25", "\u00bd": ".5", "\u00be": ".75"}
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
LONGEST_NUMBER = 20
SPACING = "\t\n\r\v\f\u2028\u2029"
JOINERS = "\u200c\u200d"


def western(text: str) -> str:
    """Return a text with digits of every script as 0-9 and their signs as Western ones."""
    return "".join(_western(character) for character in text)


def _western(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(int(digit))
    return _POINTS.get(character) or _DASHES.get(character) or character


def visible(text: str, *, lines: bool = False) -> str:
    """Return a text without control and direction marks, spaces single, ends trimmed.

    Joiners (U+200C, U+200D) stay, because Urdu and Gujarati words need them.
    """
    kept = [_visible(character, lines) for character in unicodedata.normalize("NFC", text)]
    rows = (re.sub(" +", " ", row).strip() for row in "".join(kept).split("\n"))
    return "\n".join(rows).strip()


def _visible(character: str, lines: bool) -> str:
    category = unicodedata.category(character)
    if character == "\n" and lines:
        return "\n"
    if character in SPACING or category == "Zs":
        return " "
    unseen = category in {"Cc", "Cs", "Co", "Cn", "Cf"} and character not in JOINERS
    return "" if unseen else character


def plain(text: str) -> str:
    """Return what counts in a short typed value: visible, Western digits, small letters."""
    whole = re.sub(r"\s*([\u00bc-\u00be])", lambda found: _FRACTIONS[found[1]], visible(text))
    return western(unicodedata.normalize("NFKC", whole)).strip().lower()


def decimal_of(text: str) -> Decimal | None:
    """Read a number: any script's digits, "1,500", "72,5", "170 cm"; None when it is none."""
    found = measured(text)
    return found[0] if found is not None else None


def measured(text: str) -> tuple[Decimal, str] | None:
    """Read a number with the unit that was typed beside it ("" without one), None if neither."""
    match = _NUMBER_AND_UNIT.fullmatch(plain(text))
    if match is None:
        return None
    word = (match[2] or "").strip()
    unit = _UNIT_OF.get(word, "") if word else ""
    if word and not unit:
        return None
    number = _number(match[1])
    return (number, unit) if number is not None else None


def _number(text: str) -> Decimal | None:
    wanted = text.replace(" ", "").replace("'", "")
    if len(wanted) > LONGEST_NUMBER:
        return None
    if _GROUPED.fullmatch(wanted):
        wanted = wanted.replace(",", "")
    elif wanted.count(",") == 1 and "." not in wanted:
        wanted = wanted.replace(",", ".")
    if not _PLAIN.fullmatch(wanted):
        return None
    try:
        return Decimal(wanted)
    except InvalidOperation:
        return None
