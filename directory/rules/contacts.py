"""Is this a telephone number that can be rung, and is this an address of a page?"""

import re

_EXTENSION = re.compile(r"(?:,?\s*(?:ext|extension|option|x)\.?\s*\d{1,6})$", re.IGNORECASE)
_SIGNS = re.compile(r"\+?[\d\s().\-/]+")
# Short numbers such as 111, helplines and text numbers such as 116 123 and 85258.
_SHORT = (3, 5, 6)
_BEGINS_WITH_NAME = re.compile(r"^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[/?#:]|$)", re.IGNORECASE)


def is_phone(text: str) -> bool:
    """Whether a text is one telephone number, written in any of the usual ways."""
    bare = _EXTENSION.sub("", text.strip())
    if not _SIGNS.fullmatch(bare):
        return False
    digits = re.sub(r"\D", "", bare)
    if bare.startswith("+") or digits.startswith("00"):
        return 8 <= len(digits.removeprefix("00")) <= 15
    if digits.startswith("0"):
        return 8 <= len(digits) <= 11
    return len(digits) in _SHORT


def bare_number(text: str) -> str:
    """Return the digits of a telephone number that are the same however it is written.

    Without the code of the country and without the noughts in front.
    """
    return re.sub(r"\D", "", text).lstrip("0").removeprefix("44").lstrip("0")


def whole_address(text: str) -> str:
    """Return the address of a page with https:// in front where somebody left it out."""
    bare = text.strip()
    return f"https://{bare}" if _BEGINS_WITH_NAME.match(bare) and "@" not in bare else bare
