"""How does somebody come back to what they answered? With a code that is read out and typed.

The code itself is stored nowhere: a draft keeps a random seed, from which its own browser can be
shown the code again, and a digest by which the code finds the draft. Both are worth nothing
without the site's secret.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from uuid import UUID

from directory.rules.list_codes import ALPHABET

LENGTH = 10  # 42 bits: with ten tries in ten minutes nobody guesses one
_BETWEEN = re.compile(r"[\s\-–—_.·]+")
_WHOLE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_seed() -> str:
    """Return what a code is made from."""
    return secrets.token_urlsafe(24)


def code_from(seed: str, secret: str) -> str:
    """Return the code of a seed: always the same one."""
    number = int.from_bytes(_digest("code", seed, secret))
    signs = []
    for _place in range(LENGTH):
        number, sign = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)


def digest_of(code: str, secret: str) -> str:
    """Return by what a code is found."""
    return _digest("found", code, secret).hex()


def read_code(typed: str) -> str:
    """Return the code that was typed, in any case, with spaces, hyphens or the digits of another
    script; "" when it is none."""
    plain = "".join(_plain(sign) for sign in typed[:60])
    code = _BETWEEN.sub("", plain).lower()
    return code if _WHOLE.fullmatch(code) else ""


def said(code: str) -> str:
    """Return a code as it is shown: in three groups, as a telephone number is read."""
    return f"{code[:3]}-{code[3:6]}-{code[6:]}"


def _plain(sign: str) -> str:
    if unicodedata.category(sign) == "Cf":  # marks of direction that come along with a paste
        return ""
    digit = unicodedata.digit(sign, None)
    return sign if digit is None else str(digit)


def _digest(purpose: str, text: str, secret: str) -> bytes:
    key = hashlib.sha256(b"selfassessment.return" + secret.encode()).digest()
    return hmac.new(key, f"{purpose}\x1f{text}".encode(), hashlib.sha256).digest()


def hidden(draft: UUID, *, key: UUID, secret: str) -> UUID:
    """Return the id of a draft so that only who has the site's secret finds it; twice, the id.

    The row of a message bears this: from an address nothing leads to answers without the secret.
    """
    pad = hmac.digest(secret.encode(), b"selfassessment.draft-of-message" + key.bytes, "sha256")
    return UUID(int=draft.int ^ int.from_bytes(pad[:16], "big"))
