"""How does a list of listings get a code that can be read out and typed, and not be guessed?"""

import re
import secrets

LENGTH = 8
# No vowels, so that no word appears by chance; nothing that looks or sounds like another sign:
# no b and 8, no g, q and y, no s and 5, no z and 2, no l and 1.
ALPHABET = "cdfhjkmnprtvwx34679"
_BETWEEN = re.compile(r"[\s\-–—_.·]+")
_WHOLE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_list_code() -> str:
    """Return a random code of eight signs."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str:
    """Return the code that was typed, in any case, with spaces or hyphens; "" when it is none."""
    code = _BETWEEN.sub("", typed[:40]).lower()
    return code if _WHOLE.fullmatch(code) else ""


def said(code: str) -> str:
    """Return a code as it is shown: in two halves."""
    return f"{code[:4]}-{code[4:]}"
