"""Which numbers decide in a return to government? (Data, dated, in outcome_sets.json.)"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from selfassessment.referrals.rules.outcome_sets import FILE


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Ages from `lowest` to `highest`, both included; no `highest` is open."""

    code: str
    label: str
    lowest: int
    highest: int | None

    def holds(self, age: int) -> bool:
        """Whether an age is in the band."""
        return self.lowest <= age and (self.highest is None or age <= self.highest)


@dataclass(frozen=True, slots=True)
class SmokingLimits:
    """The stop-smoking return: days of asking (both included), gas below, age bands."""

    asked_from_day: int
    asked_to_day: int
    co_below: int
    age_bands: tuple[AgeBand, ...]
    source: str


@dataclass(frozen=True, slots=True)
class WeightLimits:
    """The weight-management data set: from how many hundredths of the sessions it is completed."""

    completed_from_percent: int
    source: str


def smoking_limits(on: date) -> SmokingLimits:
    """Return what holds for a day."""
    raw = _holding("stop_smoking", on)
    return SmokingLimits(
        asked_from_day=raw["asked_from_day"],
        asked_to_day=raw["asked_to_day"],
        co_below=raw["co_below"],
        age_bands=tuple(AgeBand(*band) for band in raw["age_bands"]),
        source=raw["source"],
    )


def weight_limits(on: date) -> WeightLimits:
    """Return what holds for a day."""
    raw = _holding("weight", on)
    return WeightLimits(raw["completed_from_percent"], raw["source"])


def _holding(name: str, on: date) -> Mapping[str, Any]:
    """Return the entry of a day; before the first, the first holds."""
    day = on.isoformat()
    entries = sorted(_all()[name], key=lambda entry: entry["from"])
    fitting = [one for one in entries if one["from"] <= day and (not one["to"] or day <= one["to"])]
    found: Mapping[str, Any] = (fitting or entries)[-1 if fitting else 0]
    return found


@cache
def _all() -> Mapping[str, list[Mapping[str, Any]]]:
    returns: Mapping[str, list[Mapping[str, Any]]] = json.loads(FILE.read_text(encoding="utf-8"))[
        "returns"
    ]
    return returns
