"""How much do freshness and completeness count, beside the words?

The sums are the same for every engine; search/README.md explains them to people.
"""

import zlib
from datetime import date, timedelta

# A word found in two fields counts the better one and this share of the other.
BESIDE = 0.05
# A whole category word ("chair exercise") counts this much, and more for each further word.
KEY, KEY_FURTHER = 6.0, 3.0
# The words of a name in the order typed.
NAME_PHRASE = 3.0
# A listing checked today and complete counts this much more than one never checked and empty.
MOST_GAIN = 0.25
_FRESHNESS_SHARE = 0.6
_HALF_LIFE_DAYS = 365
_NEVER_CHECKED = 0.25
_LOT_SHARE = 0.002
# A listing whose meaning is that of the question counts this much, beside its words.
MEANING_POINTS = 6.0
# "Checked" in `checked_first` means within this time.
STILL_CHECKED = timedelta(days=365)


def freshness(checked_on: date | None, today: date) -> float:
    """Return 1 for today, half of it a year later; 0.25 when never checked."""
    if checked_on is None:
        return _NEVER_CHECKED
    age = max(0, (today - checked_on).days)
    return float(0.5 ** (age / _HALF_LIFE_DAYS))


def gain(public_id: str, checked_on: date | None, completeness: float, today: date) -> float:
    """Return by how much the score for words is multiplied, from 1 to about 1.25.

    A lot drawn from the id (at most 0.2 %) settles ties the same way in every engine and after
    each rebuild, so that nobody is always last for their place in the alphabet.
    """
    full = max(0.0, min(completeness, 1.0))
    quality = _FRESHNESS_SHARE * freshness(checked_on, today) + (1 - _FRESHNESS_SHARE) * full
    lot = zlib.crc32(public_id.encode("utf-8", "ignore")) / 2**32
    return 1 + MOST_GAIN * quality + _LOT_SHARE * lot


def nearness(miles: float | None) -> float:
    """Return by how much distance lets a score for words count: 1 at the door, 0.4 far away."""
    return 0.4 if miles is None else 0.4 + 0.6 / (1 + (miles / 3) ** 2)
