"""What follows from the weights of somebody in a weight-management programme?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from selfassessment.referrals.rules.return_limits import WeightLimits

STAGES = ("12", "26", "52")
LOSSES = (3, 5)
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Weights:
    """One person's measures: kilograms by stage, centimetres, sessions."""

    height_cm: Decimal | None
    start_kg: Decimal | None
    later_kg: tuple[Decimal | None, ...]
    offered: int | None
    attended: int | None

    @property
    def bmi(self) -> Decimal | None:
        """Return the body mass index at the start, to one place."""
        if not self.height_cm or self.start_kg is None:
            return None
        metres = self.height_cm / 100
        return _rounded(self.start_kg / (metres * metres))

    @property
    def carried(self) -> Decimal | None:
        """Return the last weight there is: the start's, where nothing came later."""
        known = [kg for kg in (self.start_kg, *self.later_kg) if kg is not None]
        return known[-1] if known else None

    def loss(self, kg: Decimal | None) -> Decimal | None:
        """Return how many hundredths of the start's weight are lost; below nothing is gained."""
        if kg is None or not self.start_kg:
            return None
        return (self.start_kg - kg) / self.start_kg * 100

    def lost(self, kg: Decimal | None, percent: int) -> bool:
        """Return whether so many hundredths are lost; counted on the exact number."""
        found = self.loss(kg)
        return found is not None and found >= percent

    def completed(self, limits: WeightLimits) -> bool | None:
        """Return whether enough sessions were attended; None where that is not known."""
        if not self.offered or self.attended is None:
            return None
        return self.attended * 100 >= self.offered * limits.completed_from_percent


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(_TENTH, ROUND_HALF_UP)


def shown(number: Decimal | None) -> str:
    """Return a number to one place, nothing for none."""
    return "" if number is None else str(_rounded(number))


@dataclass(frozen=True, slots=True)
class Summary:
    """How many lost enough: of those who completed, and of all with the last weight there is."""

    label: str
    people: int
    lost: tuple[int, ...]


def summaries(people: Iterable[Weights], limits: WeightLimits) -> tuple[Summary, ...]:
    """Return the summaries at 12 weeks and with the last observation carried forward."""
    everybody = [one for one in people if one.start_kg is not None]
    completers = [one for one in everybody if one.completed(limits) and one.later_kg[0] is not None]
    return (
        _summary("Completed, weighed at 12 weeks", [(one, one.later_kg[0]) for one in completers]),
        _summary(
            "Everybody who started, last weight carried forward",
            [(one, one.carried) for one in everybody],
        ),
    )


def _summary(label: str, people: list[tuple[Weights, Decimal | None]]) -> Summary:
    lost = tuple(sum(one.lost(kg, percent) for one, kg in people) for percent in LOSSES)
    return Summary(label, len(people), lost)
