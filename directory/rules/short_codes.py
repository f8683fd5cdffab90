"""How does a record get the short code that stands in its address?"""

import hashlib
import secrets
from collections.abc import Container

LENGTH = 7
# No vowels, so that no word appears by chance; no 0, 1 or l, which are easily misread.
ALPHABET = "bcdfghjkmnpqrstvwxz23456789"


def new_short_code() -> str:
    """Return a random code of seven characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def short_code_for(key: str, taken: Container[str] = ()) -> str:
    """Return the code that always belongs to this key; the next free one if it is taken."""
    attempt = 0
    while True:
        digest = hashlib.sha256(f"{key}#{attempt}".encode()).digest()
        number = int.from_bytes(digest[:8], "big")
        code = ""
        for _ in range(LENGTH):
            number, place = divmod(number, len(ALPHABET))
            code += ALPHABET[place]
        if code not in taken:
            return code
        attempt += 1
