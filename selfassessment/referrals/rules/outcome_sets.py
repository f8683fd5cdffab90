"""Which outcomes are kept for which need, at which stage? (Data, dated, in outcome_sets.json.)"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "outcome_sets.json"
EVERY_NEED = "*"
STAGES = ("before", "4", "12", "26", "52", "end")
KINDS = frozenset({"choice", "several", "whole", "number", "date", "language", "instrument"})


class UnknownOutcome(LookupError):
    """No set or field of this name holds on this day."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that is asked: what an answer is, when it is asked, and which return it feeds.

    A date stands not before, a number at most at, the field they name; an answer that `needs`
    another field says nothing without it. `better` says which way a number is good: higher,
    lower, or nothing. `asked_for` are the needs at which the desk is reminded to ask it, where
    that is not every need of its set; `board` is its name on the manager's board, if it stands
    there before and after.
    """

    code: str
    label: str
    kind: str
    stages: tuple[str, ...]
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    lowest: int | None = None
    highest: int | None = None
    instrument: str = ""
    may_be_future: bool = False
    not_before: str = ""
    at_most: str = ""
    needs: str = ""
    better: str = ""
    board: str = ""
    asked_for: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    help: str = ""
    source: str = ""

    def words(self, value: Any) -> str:
        """Return the words of a choice; other answers as they stand."""
        return dict(self.choices).get(value, str(value))


@dataclass(frozen=True, slots=True)
class OutcomeSet:
    """The fields of one kind of help, and the days on which they hold (both included)."""

    code: str
    label: str
    needs: tuple[str, ...]
    counts_from: str | None
    source: str
    valid_from: date
    valid_to: date | None
    fields: tuple[Field, ...]

    def holds_on(self, day: date) -> bool:
        """Whether these fields hold on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def is_for(self, need: str) -> bool:
        """Whether lines with a need have these outcomes."""
        return EVERY_NEED in self.needs or need in self.needs

    def at(self, stage: str) -> tuple[Field, ...]:
        """Return the fields of a stage."""
        return tuple(field for field in self.fields if stage in field.stages)

    def asked_for(self, need: str) -> tuple[str, ...]:
        """Return what the desk is reminded to ask at a need: nothing, or names, or the label."""
        if EVERY_NEED not in self.needs:
            return (self.label,)
        fields = [field for field in self.fields if need in field.asked_for]
        return tuple(dict.fromkeys(field.label.partition(":")[0] for field in fields))

    @property
    def stages(self) -> tuple[str, ...]:
        """Return the stages that have fields, in their order."""
        return tuple(stage for stage in STAGES if self.at(stage))

    def field(self, code: str) -> Field:
        """Return a field; raise UnknownOutcome when there is none."""
        for field in self.fields:
            if field.code == code:
                return field
        raise UnknownOutcome(f"{self.code}.{code}")


@cache
def every_set() -> tuple[OutcomeSet, ...]:
    """Return all sets there are, whenever they hold."""
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(_set(one, raw) for one in raw["sets"])


def sets_on(day: date) -> tuple[OutcomeSet, ...]:
    """Return the sets that hold on a day. Before the first of a set, its first one holds."""
    found: dict[str, OutcomeSet] = {}
    for one in sorted(every_set(), key=lambda one: one.valid_from):
        if one.holds_on(day) or one.code not in found:
            found[one.code] = one
    return tuple(found.values())


def sets_for(need: str, day: date) -> tuple[OutcomeSet, ...]:
    """Return the sets that are kept for a need, its own before those of everybody."""
    fitting = [one for one in sets_on(day) if one.is_for(need)]
    return tuple(sorted(fitting, key=lambda one: EVERY_NEED in one.needs))


def set_of(code: str, day: date) -> OutcomeSet:
    """Return a set by its code; raise UnknownOutcome when there is none."""
    for one in sets_on(day):
        if one.code == code:
            return one
    raise UnknownOutcome(code)


def _set(raw: Mapping[str, Any], lists: Mapping[str, Any]) -> OutcomeSet:
    return OutcomeSet(
        code=raw["code"],
        label=raw["label"],
        needs=tuple(raw["needs"]),
        counts_from=raw["counts_from"],
        source=raw["source"],
        valid_from=date.fromisoformat(raw["from"]),
        valid_to=date.fromisoformat(raw["to"]) if raw["to"] else None,
        fields=tuple(_field(one, lists) for one in raw["fields"]),
    )


def _field(raw: Mapping[str, Any], lists: Mapping[str, Any]) -> Field:
    choices = raw.get("choices", ())
    if isinstance(choices, str):
        choices = lists["choices"][choices]
    asked_for = raw.get("asked_for", "")
    return Field(
        code=raw["code"],
        label=raw["label"],
        kind=raw["kind"],
        stages=tuple(raw["stages"]),
        choices=tuple((code, words) for code, words in choices),
        unit=raw.get("unit", ""),
        lowest=raw.get("lowest"),
        highest=raw.get("highest"),
        instrument=raw.get("instrument", ""),
        may_be_future=raw.get("may_be_future", False),
        not_before=raw.get("not_before", ""),
        at_most=raw.get("at_most", ""),
        needs=raw.get("needs", ""),
        better=raw.get("better", ""),
        board=raw.get("board", ""),
        asked_for=tuple(lists["asked_for"][asked_for]) if asked_for else (),
        feeds=tuple(raw["feeds"]),
        help=raw.get("help", ""),
        source=raw.get("source", ""),
    )
