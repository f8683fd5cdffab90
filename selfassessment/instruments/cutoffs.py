"""Which published cut-offs hold on a day? (Data, dated, in cutoffs.json; never in the code.)"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("cutoffs.json")
NOT_A_CUTOFF = frozenset({"from", "to", "source", "checked_on"})


class NoCutoffsError(LookupError):
    """No cut-offs are known for this rule, or none for this day."""


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """The numbers of one rule, the days they hold (both included) and where they come from."""

    numbers: Mapping[str, int]
    valid_from: date
    valid_to: date | None
    source: str
    checked_on: date

    def __getitem__(self, name: str) -> int:
        """Return one number by its name; KeyError when there is none."""
        return self.numbers[name]

    def holds_on(self, day: date) -> bool:
        """Whether these cut-offs hold on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def cutoffs(rule: str, on: date | None = None) -> Cutoffs:
    """Return the cut-offs of a rule on a day (without a day: the newest)."""
    known = _all().get(rule, ())
    fitting = [entry for entry in known if on is None or entry.holds_on(on)]
    if not fitting:
        raise NoCutoffsError(f"{rule} has no cut-offs on {on or 'any day'}")
    return max(fitting, key=lambda entry: entry.valid_from)


@cache
def _all() -> Mapping[str, tuple[Cutoffs, ...]]:
    rules = json.loads(FILE.read_text(encoding="utf-8"))
    return {rule: tuple(_entry(raw) for raw in entries) for rule, entries in rules.items()}


def _entry(raw: Mapping[str, str | int | None]) -> Cutoffs:
    return Cutoffs(
        numbers={key: int(value or 0) for key, value in raw.items() if key not in NOT_A_CUTOFF},
        valid_from=date.fromisoformat(str(raw["from"])),
        valid_to=date.fromisoformat(str(raw["to"])) if raw["to"] else None,
        source=str(raw["source"]),
        checked_on=date.fromisoformat(str(raw["checked_on"])),
    )
