"""What of a search may be counted, so that nobody can be seen in the count?

Words and areas are counted apart, never together. Words that could tell who somebody is are not
counted at all: numbers in a row, addresses, long texts.
"""

import re
from enum import StrEnum

from search.analysis.letters import words

MOST_WORDS = 6
LONGEST = 60
FEW = 5
_THREE_DIGITS = re.compile(r"\d\s?\d\s?\d")
_ADDRESS = re.compile(r"@|://|www\.", re.IGNORECASE)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b", re.IGNORECASE)


class Outcome(StrEnum):
    """How much a search found."""

    NOTHING = "nothing"
    FEW = "few"
    ENOUGH = "enough"


def countable(text: str) -> str:
    """Return the words as they may be counted, in small letters; "" when they may not be."""
    if _ADDRESS.search(text) or _THREE_DIGITS.search(text) or _POSTCODE.search(text):
        return ""
    found = words(text)
    joined = " ".join(found)
    if not found or len(found) > MOST_WORDS or len(joined) > LONGEST:
        return ""
    return joined


def outcome(total: int) -> Outcome:
    """Return how much was found: nothing, fewer than five, or enough."""
    if not total:
        return Outcome.NOTHING
    return Outcome.FEW if total < FEW else Outcome.ENOUGH
