"""What changed on average, of numbers that people gave before and after?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from selfassessment.referrals.rules.suppression import LEAST, is_small


class Pair(NamedTuple):
    """What one person gave at the start and the last time after it."""

    before: float
    after: float


@dataclass(frozen=True)
class Compared:
    """How many were asked both times, the means, and how many got better (None: hidden)."""

    number: int
    before: float
    after: float
    improved: int | None

    @property
    def change(self) -> float:
        """Return the difference of the means as they are shown, to one decimal."""
        return round(round(self.after, 1) - round(self.before, 1), 1)


def compare(pairs: Sequence[Pair], better: str) -> Compared | None:
    """Return the means of some pairs; None where they are too few to hide anybody.

    `better` says which way is good: higher or lower. How many got better is hidden where they,
    or those who did not, are few.
    """
    number = len(pairs)
    if number < LEAST:
        return None
    way = 1 if better == "higher" else -1
    improved = sum((after - before) * way > 0 for before, after in pairs)
    hidden = is_small(improved) or is_small(number - improved)
    return Compared(
        number=number,
        before=sum(pair.before for pair in pairs) / number,
        after=sum(pair.after for pair in pairs) / number,
        improved=None if hidden else improved,
    )
