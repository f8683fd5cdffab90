"""How is a total of places split over areas by need, so that it adds up and anyone can redo it?

Each neighbourhood counts as much as the weight of its decile says. A share is the total times the
area's weighted neighbourhoods over all of them; whole places first, then one each to the largest
remainders (the earlier area where two are the same).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

DECILES = tuple(range(1, 11))
# The poorer, the more: a first suggestion for deciles 1 to 10 that each council changes.
SUGGESTED = tuple(map(Decimal, ("3", "2.5", "2", "1.75", "1.5", "1.25", "1", "1", "1", "1")))


@dataclass(frozen=True, slots=True)
class Share:
    """What one area gets, with every number on the way."""

    area: str
    counts: tuple[int, ...]
    need: Fraction
    exact: Fraction
    whole: int
    has_extra: bool

    @property
    def places(self) -> int:
        """Return the places of the area."""
        return self.whole + self.has_extra

    @property
    def remainder(self) -> Fraction:
        """Return what is over when whole places are given out."""
        return self.exact - self.whole


def split(
    total: int, counts: Mapping[str, Mapping[int, int]], weights: Mapping[int, Decimal]
) -> tuple[Share, ...]:
    """Return the share of each area, in the order given; without any need all count alike."""
    if total < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("Places and weights are not less than 0.")
    needs = {area: _need(by_decile, weights) for area, by_decile in counts.items()}
    if not sum(needs.values()):
        needs = dict.fromkeys(counts, Fraction(1))
    everything = sum(needs.values(), Fraction(0))
    exact = {area: total * need / everything for area, need in needs.items()}
    whole = {area: int(share) for area, share in exact.items()}
    left = total - sum(whole.values())
    first = sorted(exact, key=lambda area: whole[area] - exact[area])[:left]
    return tuple(
        Share(
            area=area,
            counts=tuple(counts[area].get(decile, 0) for decile in DECILES),
            need=needs[area],
            exact=exact[area],
            whole=whole[area],
            has_extra=area in first,
        )
        for area in counts
    )


def _need(by_decile: Mapping[int, int], weights: Mapping[int, Decimal]) -> Fraction:
    return sum(
        (Fraction(weights.get(decile, Decimal(1))) * count for decile, count in by_decile.items()),
        Fraction(0),
    )
