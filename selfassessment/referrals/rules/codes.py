"""What is the short code that opens a person's own status page, together with the reference?

Eight digits: they are easy to say in every language and to type on every keyboard. The first
code is derived from the key of the sending, so that a page loaded again shows the same one; a
code that the desk gives out anew comes from the system's random source. Kept is a keyed hash.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Iterable

LENGTH = 8
_HALF = LENGTH // 2


def derive(secret: bytes, key: str) -> str:
    """Return the first code of a sending, the same each time."""
    made = hmac.new(secret, f"status-code:{key}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(made) % 10**LENGTH:0{LENGTH}d}"


def fresh() -> str:
    """Return a new code."""
    return f"{secrets.randbelow(10**LENGTH):0{LENGTH}d}"


def digest(secret: bytes, case: str, code: str) -> str:
    """Return what is kept of a code: nobody can read the code from it."""
    return hmac.new(secret, f"status:{case}:{code}".encode(), hashlib.sha256).hexdigest()


def is_right(code: str, *, case: str, kept: str, keys: Iterable[bytes]) -> bool:
    """Return whether a code is the one that was kept, under one of the site's keys."""
    tries = [hmac.compare_digest(digest(key, case, code), kept) for key in keys]
    return any(tries)


def spaced(code: str) -> str:
    """Return a code as it is shown: `4821 7730`."""
    return f"{code[:_HALF]} {code[_HALF:]}"


def parse(text: str) -> str | None:
    """Return the eight digits of what somebody typed, in any script, or None."""
    digits = [unicodedata.digit(sign, None) for sign in text if sign.isalnum()]
    if len(digits) != LENGTH or None in digits:
        return None
    return "".join(str(digit) for digit in digits)
