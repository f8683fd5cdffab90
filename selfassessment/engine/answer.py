"""What is one answer, and how is it kept in a draft?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

Value = str | int | Decimal | date | tuple[str, ...]


class State(StrEnum):
    """What the person did with a question (or, for SEEN, with a page without questions)."""

    GIVEN = "given"
    NOT_SURE = "not_sure"
    PREFER_NOT = "prefer_not"
    SKIPPED = "skipped"
    SEEN = "seen"


@dataclass(frozen=True, slots=True)
class Answer:
    """One reply: a value, or the reason there is none; `entered` keeps what was typed."""

    state: State = State.GIVEN
    value: Value | None = None
    entered: tuple[tuple[str, str], ...] = ()

    @classmethod
    def given(cls, value: Value, entered: Mapping[str, str] | None = None) -> Answer:
        """Make an answer that holds a value."""
        return cls(State.GIVEN, value, tuple(sorted((entered or {}).items())))

    @classmethod
    def not_sure(cls) -> Answer:
        """Make the answer "I do not know"."""
        return cls(State.NOT_SURE)

    @classmethod
    def prefer_not(cls) -> Answer:
        """Make the answer "Prefer not to say"."""
        return cls(State.PREFER_NOT)

    @classmethod
    def skipped(cls) -> Answer:
        """Make the answer of an optional question that was left empty."""
        return cls(State.SKIPPED)

    @classmethod
    def seen(cls) -> Answer:
        """Make the mark of a page without questions that was passed."""
        return cls(State.SEEN)

    @property
    def has_value(self) -> bool:
        """Whether there is something to compare with."""
        return self.state is State.GIVEN and self.value is not None


def seen_key(page_key: str) -> str:
    """Return the key under which the answers hold that a page was passed."""
    return f"@{page_key}"


def to_json(answers: Mapping[str, Answer]) -> dict[str, Any]:
    """Write answers as plain JSON values, exactly restorable by `from_json`."""
    return {key: _one_to_json(answer) for key, answer in answers.items()}


def from_json(data: Mapping[str, Any]) -> dict[str, Answer]:
    """Read what `to_json` wrote; ValueError when it is something else."""
    return {key: _one_from_json(key, item) for key, item in data.items()}


def _one_to_json(answer: Answer) -> dict[str, Any]:
    plain: dict[str, Any] = {"state": answer.state.value}
    match answer.value:
        case None:
            pass
        case Decimal():
            plain |= {"type": "decimal", "value": str(answer.value)}
        case date():
            plain |= {"type": "date", "value": answer.value.isoformat()}
        case tuple():
            plain |= {"type": "several", "value": list(answer.value)}
        case int():
            plain |= {"type": "int", "value": answer.value}
        case _:
            plain |= {"type": "text", "value": answer.value}
    if answer.entered:
        plain["entered"] = dict(answer.entered)
    return plain


def _one_from_json(key: str, item: Mapping[str, Any]) -> Answer:
    try:
        value = _value_from_json(item)
        entered = tuple(sorted((str(k), str(v)) for k, v in item.get("entered", {}).items()))
        return Answer(State(item["state"]), value, entered)
    except (KeyError, TypeError, AttributeError, ArithmeticError, ValueError) as error:
        raise ValueError(f"The stored answer {key!r} cannot be read.") from error


def _value_from_json(item: Mapping[str, Any]) -> Value | None:
    kind = item.get("type")
    if kind is None:
        return None
    raw = item["value"]
    match kind:
        case "decimal":
            return Decimal(raw)
        case "date":
            return date.fromisoformat(raw)
        case "several":
            return tuple(str(part) for part in raw)
        case "int":
            return int(raw)
        case "text":
            return str(raw)
        case _:
            raise ValueError(f"unknown type {kind!r}")
