"""What is an instrument, and what is a score?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from selfassessment.instruments.cutoffs import NoCutoffsError

ANY_LANGUAGE = "*"
ItemValue = str | Decimal | tuple[str, ...]
Items = Mapping[str, ItemValue]


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of an item: locked id, points (where scored) and English wording."""

    id: str
    points: int | None = None
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One locked item; a number's bounds are in its unit and include both ends."""

    id: str
    kind: Literal["one", "several", "number"]
    options: tuple[Option, ...] = ()
    unit: str = ""
    lowest: Decimal | None = None
    highest: Decimal | None = None
    optional: bool = False
    wording: str = ""

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options in their locked order."""
        return tuple(option.id for option in self.options)

    def points(self, option_id: str) -> int:
        """Return an option's points; KeyError when there is no such option."""
        for option in self.options:
            if option.id == option_id:
                return option.points or 0
        raise KeyError(option_id)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a scoring rule found, before the instrument puts its name to it."""

    total: Decimal | None = None
    band: str | None = None
    complete: bool = True
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Score:
    """The result: a rounded total and its band, both None until complete; never partial sums."""

    items: Items
    total: Decimal | None
    band: str | None
    complete: bool
    missing: tuple[str, ...]
    version: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """A scoring rule whose cut-offs depend on the day (None: the newest known)."""

    rule: Callable[[Items, date | None], Outcome]


Gate = Literal["none", "clinical", "licence"]


def missing_first(items: tuple[Item, ...], given: Items) -> tuple[str, ...]:
    """Return the ids of the needed items that have no answer, in order."""
    return tuple(item.id for item in items if not item.optional and item.id not in given)


@dataclass(frozen=True, slots=True)
class Instrument:
    """A scored questionnaire: locked items, points and bands, with source and licence.

    `bands` stand in rising order. `validated_languages` holds ANY_LANGUAGE where the items
    are plain facts (height, minutes) and no validated wording exists or is needed.
    `units` says what numbers are held in, `rounding` what is rounded before it is banded.
    A `gate` keeps it off until a named person has signed it off (`clinical`) or a licence is
    there (`licence`); until then `link_out` is where people are sent instead.
    """

    id: str
    name: str
    version: str
    source: str
    licence: str
    items: tuple[Item, ...]
    bands: tuple[str, ...]
    rule: Callable[[Items], Outcome] | Dated
    units: str
    rounding: str
    validated_languages: tuple[str, ...] = ("en",)
    decides_early: bool = False
    device_relevant: bool = False
    gate: Gate = "none"
    link_out: str = ""

    def item(self, item_id: str) -> Item:
        """Return an item; KeyError when there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    def validated_for(self, language: str) -> bool:
        """Whether the items may be shown in this language."""
        return ANY_LANGUAGE in self.validated_languages or language in self.validated_languages

    def score(self, answers: Mapping[str, object], on: date | None = None) -> Score:
        """Score option ids and numbers by item id; what is no possible answer is missing.

        `on` is the day whose cut-offs hold (only some instruments have dated ones).
        Rules that can decide early (`decides_early`) say themselves whether they are
        complete; all others are complete when every needed item is answered.
        """
        given = {
            item.id: value
            for item in self.items
            if (value := _possible(item, answers.get(item.id))) is not None
        }
        missing = missing_first(self.items, given)
        if missing and not self.decides_early:
            return Score(given, None, None, False, missing, self.version)
        found = self._found(given, on)
        if not found.complete:
            return Score(
                given, None, None, False, found.missing or missing, self.version, found.notes
            )
        return Score(given, found.total, found.band, True, missing, self.version, found.notes)

    def _found(self, given: Items, on: date | None) -> Outcome:
        if not isinstance(self.rule, Dated):
            return self.rule(given)
        try:
            return self.rule.rule(given, on)
        except NoCutoffsError:
            return Outcome(complete=False, missing=("cutoffs",))


def _possible(item: Item, value: object) -> ItemValue | None:
    if item.kind == "several":
        return _several(item, value)
    if isinstance(value, str) and value in item.option_ids:
        return value
    if item.kind == "number" or item.lowest is not None:
        return _number(item, value)
    return None


def _several(item: Item, value: object) -> tuple[str, ...] | None:
    if not isinstance(value, tuple | list | set | frozenset):
        return None
    chosen = tuple(key for key in item.option_ids if key in value)
    return chosen if chosen and len(chosen) == len(set(value)) else None


def _number(item: Item, value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    if not number.is_finite():
        return None
    if item.lowest is not None and number < item.lowest:
        return None
    if item.highest is not None and number > item.highest:
        return None
    return number
