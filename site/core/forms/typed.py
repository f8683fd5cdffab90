"""What did a person mean by what they typed: a number, a telephone number, a postcode?

Plain functions without Django. Spaces, dashes and digits of other scripts are forgiven.
"""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
PHONE = re.compile(r"(\+[1-9][0-9]{7,14}|0[0-9]{9,10})")
MOST_TYPED = 40


def plain_digits(text: str) -> str:
    """Return `text` with the digits of every script as 0 to 9."""
    return "".join(
        str(unicodedata.decimal(character)) if character.isdecimal() else character
        for character in text
    )


def number(text: str) -> Decimal | None:
    """Return the number in `text` (a comma may be the decimal point), or None."""
    bare = re.sub(r"[\s\u00a0_]", "", plain_digits(text)).replace(",", ".").replace("٫", ".")
    if not bare or len(bare) > MOST_TYPED or not re.fullmatch(r"-?[0-9]*\.?[0-9]*", bare):
        return None
    try:
        return Decimal(bare)
    except InvalidOperation:
        return None


def whole_number(text: str) -> int | None:
    """Return the whole number in `text`, or None."""
    found = number(text)
    return int(found) if found is not None and found == found.to_integral_value() else None


def phone(text: str) -> str | None:
    """Return a telephone number as digits, with a plus when it is a foreign one, or None.

    Numbers of the United Kingdom written with +44 come back with their 0.
    """
    bare = re.sub(r"[^0-9+]", "", plain_digits(text).replace("(0)", ""))
    bare = re.sub(r"^00", "+", bare)
    bare = re.sub(r"^\+440?", "0", bare)
    return bare if PHONE.fullmatch(bare) else None


def postcode(text: str) -> str | None:
    """Return a whole British postcode as "LE4 5QD", or None when it has not that form."""
    found = POSTCODE.fullmatch(re.sub(r"[^A-Z0-9]", "", plain_digits(text).upper()))
    return f"{found[1]} {found[2]}" if found else None
