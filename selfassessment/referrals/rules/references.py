"""What does a reference number look like, so that it can be read out on the telephone?

`WM 4C2D 7JT3`: two letters of the site, then eight signs without vowels (no words by accident)
and without those that sound or look alike (0 O, 1 I L, 5 S, 2 Z, B 8). The last one checks
the others, so that a slip of one sign is noticed.
"""

import re
import secrets
from collections.abc import Callable

PREFIX = "WM"
ALPHABET = "234679CDFGHJKMNPQRTVWXY"
LENGTH = 7


def _check_sign(body: str) -> str:
    total = sum((place + 1) * ALPHABET.index(sign) for place, sign in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def make(choose: Callable[[str], str] = secrets.choice) -> str:
    """Return a new reference as it is stored: WM and eight signs, no spaces."""
    body = "".join(choose(ALPHABET) for _ in range(LENGTH))
    return f"{PREFIX}{body}{_check_sign(body)}"


def spaced(reference: str) -> str:
    """Return a reference as it is shown: `WM 4C2D 7JT3`."""
    body = reference[len(PREFIX) :]
    return f"{PREFIX} {body[:4]} {body[4:]}"


def parse(text: str) -> str | None:
    """Return the stored form of what somebody typed or read out, or None when it is no reference.

    Small letters, spaces and dashes do not matter, nor does a missing `WM`.
    """
    signs = re.sub(r"[^0-9A-Z]", "", text.upper())
    if len(signs) == len(PREFIX) + LENGTH + 1:
        signs = signs.removeprefix(PREFIX)
    if len(signs) != LENGTH + 1 or any(sign not in ALPHABET for sign in signs):
        return None
    return f"{PREFIX}{signs}" if _check_sign(signs[:-1]) == signs[-1] else None
