"""How is the arithmetic of a plan shown, so that a committee can redo it?"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from directory.rules.spreadsheets import safe_cell
from geography.selectors import area_names
from selfassessment.engine.places import DECILES, Share
from selfassessment.fixed_names import SOURCE
from selfassessment.journeys.published import current_words
from selfassessment.models import PlacesPlan
from selfassessment.selectors import places

HEADS = (
    *("provider", "areas"),
    *(f"neighbourhoods of decile {decile}" for decile in DECILES),
    *("weighted neighbourhoods", "exact share", "whole places", "one more", "places", "taken"),
)


@dataclass(frozen=True)
class Line:
    """One provider's line of the table."""

    share: Share
    name: str
    areas: str
    need: str
    exact: str
    remainder: str
    sum_said: str
    taken: int

    @property
    def is_full(self) -> bool:
        """Return whether no place is left."""
        return self.taken >= self.share.places


def shown(number: Fraction) -> str:
    """Return a number with three places at most, without zeros at its end."""
    text = f"{Decimal(number.numerator) / Decimal(number.denominator):.3f}"
    return text.rstrip("0").rstrip(".")


def lines(plan: PlacesPlan) -> list[Line]:
    """Return the table of a plan."""
    weights, areas = places.weights(plan), places.areas(plan)
    used = places.taken(areas, plan.starts_on)
    said = current_words("refer", SOURCE)
    names = area_names(code for codes in areas.values() for code in codes)
    return [
        Line(
            share=share,
            name=said(f"provider.{share.area}.name")
            if said.has(f"provider.{share.area}.name")
            else "",
            areas=", ".join(names.get(code, code) for code in areas[share.area]),
            need=shown(share.need),
            exact=shown(share.exact),
            remainder=shown(share.remainder),
            sum_said=_sum(share, weights),
            taken=used[share.area],
        )
        for share in places.shares(plan)
    ]


def _sum(share: Share, weights: dict[int, Decimal]) -> str:
    parts = [
        f"{count} × {weights[decile].normalize():f}"
        for decile, count in zip(DECILES, share.counts, strict=True)
        if count
    ]
    return " + ".join(parts) or "no neighbourhood known: all areas count alike"


def rows(plan: PlacesPlan) -> Iterator[list[str]]:
    """Yield the plan as a sheet, with its weights and sum; no cell can be a formula."""
    yield list(HEADS)
    table = lines(plan)
    for line in table:
        share = line.share
        yield [
            *(
                safe_cell(share.area),
                safe_cell(line.areas),
                *(str(count) for count in share.counts),
            ),
            *(line.need, line.exact, str(share.whole), "1" if share.has_extra else "0"),
            *(str(share.places), str(line.taken)),
        ]
    weights = places.weights(plan)
    yield ["weight", "", *(f"{weights[decile].normalize():f}" for decile in DECILES)]
    yield ["total", "", *[""] * 14, str(sum(line.share.places for line in table))]
