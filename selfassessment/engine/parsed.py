"""What comes of parsing one question's form fields?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selfassessment.engine.answer import Answer
from selfassessment.engine.typed import visible

Raw = Mapping[str, str | Sequence[str]]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, as a code; which part of the question; values for the message."""

    code: str
    part: str = "value"
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Parsed:
    """An answer, or problems; `check` is a soft "is this right?" beside an answer."""

    answer: Answer | None = None
    problems: tuple[Problem, ...] = ()
    check: Problem | None = None

    @property
    def ok(self) -> bool:
        """Whether there is an answer to keep."""
        return self.answer is not None and not self.problems


@dataclass(frozen=True, slots=True)
class Fields:
    """The posted parts of one question, and the day on which they are read."""

    raw: Raw
    today: date | None = None

    def text(self, part: str) -> str:
        """Return one part, trimmed; empty when it was not posted."""
        value = self.raw.get(part, "")
        if not isinstance(value, str):
            value = value[-1] if value else ""
        return visible(value)

    def lines(self, part: str) -> str:
        """Return one part of several lines, trimmed."""
        value = self.raw.get(part, "")
        value = value if isinstance(value, str) else "\n".join(value)
        return visible(value.replace("\r\n", "\n").replace("\r", "\n"), lines=True)

    def several(self, part: str) -> tuple[str, ...]:
        """Return all values of one part that are not empty."""
        value = self.raw.get(part, ())
        values = (value,) if isinstance(value, str) else tuple(value)
        return tuple(text for text in map(visible, values) if text)

    def filled(self, *parts: str) -> tuple[str, ...]:
        """Return which of these parts hold something."""
        return tuple(part for part in parts if self.several(part))


def problem(code: str, part: str = "value", **params: object) -> Parsed:
    """Make the outcome with one problem."""
    shown = tuple(sorted((name, str(value)) for name, value in params.items()))
    return Parsed(problems=(Problem(code, part, shown),))
