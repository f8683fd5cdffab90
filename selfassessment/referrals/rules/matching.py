"""Which facts make two referrals possibly the same person?

Never a merge by machine: the desk is shown that two cases may belong together, and decides.
Rule: the same name and date of birth with the same postcode, telephone or e-mail; or the same
telephone or e-mail alone.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator

from selfassessment.referrals.types import PersonDetails


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(sign for sign in folded if sign.isalnum())


def telephone_key(text: str) -> str:
    """Return the digits by which a telephone number is the same, however it was written.

    0116 496 0123, +44 116 496 0123, 0044 116 496 0123 and +44 (0)116 496 0123 are one number.
    """
    digits = "".join(str(int(sign)) for sign in re.findall(r"\d", text))
    digits = digits.removeprefix("00")
    return "0" + digits[2:].lstrip("0") if digits.startswith("44") else digits


def keys(person: PersonDetails) -> Iterator[str]:
    """Yield the plain keys by which a person may be recognised again."""
    name = _letters(person.name)
    if person.phone:
        yield f"phone:{telephone_key(person.phone)}"
    if person.email:
        yield f"email:{person.email.strip().casefold()}"
    if name and person.date_of_birth and person.postcode:
        yield f"born:{name}:{person.date_of_birth}:{_letters(person.postcode)}"


def digests(person: PersonDetails, secret: bytes) -> list[str]:
    """Return the keys as HMACs: equal people give equal digests, and nothing can be read back."""
    return [
        hmac.new(secret, key.encode(), hashlib.sha256).hexdigest() for key in sorted(keys(person))
    ]
