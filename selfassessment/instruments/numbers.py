"""How are numbers rounded and put into bands? (Round half up first, then band.)"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from selfassessment.instruments.model import Item, Items, ItemValue, Option

Edge = tuple[str, str]
WHOLE_POINTS = "points are whole numbers; nothing is rounded"


def half_up(value: Decimal, places: int = 1) -> Decimal:
    """Round half up to so many decimal places: 24.95 becomes 25.0."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def band_of(value: Decimal, first: str, edges: Sequence[Edge]) -> str:
    """Return the band of a rounded value: `first` below the lowest edge, edges included above.

    `edges` are rising pairs of lower edge and band, as ("18.5", "healthy").
    """
    band = first
    for edge, name in edges:
        if value >= Decimal(edge):
            band = name
    return band


def one(
    item_id: str, *options: str | tuple[str, int], wording: str = "", optional: bool = False
) -> Item:
    """Make an item with one answer; options are ids, or ids with points."""
    return Item(item_id, "one", _options(options), wording=wording, optional=optional)


def several(item_id: str, *options: str, optional: bool = False) -> Item:
    """Make an item of which several options may be chosen."""
    return Item(item_id, "several", _options(options), optional=optional)


def number(item_id: str, unit: str, lowest: int, highest: int, optional: bool = False) -> Item:
    """Make a number item with hard bounds."""
    return Item(
        item_id,
        "number",
        unit=unit,
        lowest=Decimal(lowest),
        highest=Decimal(highest),
        optional=optional,
    )


def yes_no(
    item_id: str, optional: bool = False, points: Literal[0, 1] = 0, wording: str = ""
) -> Item:
    """Make a yes/no item; a yes may count one point."""
    return one(item_id, ("no", 0), ("yes", points), wording=wording, optional=optional)


def age(optional: bool = False) -> Item:
    """Make the item for age in completed years."""
    return number("age", "years", 0, 130, optional)


def _options(options: Sequence[str | tuple[str, int]]) -> tuple[Option, ...]:
    return tuple(Option(o) if isinstance(o, str) else Option(o[0], o[1]) for o in options)


def as_number(value: ItemValue | None) -> Decimal:
    """Return a number item's value; TypeError when it is not a number."""
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is not a number")
    return value


def sum_points(items: Sequence[Item], given: Items) -> Decimal:
    """Add the points of the answered items."""
    total = 0
    for item in items:
        value = given.get(item.id)
        if isinstance(value, str):
            total += item.points(value)
    return Decimal(total)
