"""What may be found, fitted and needed further in a home? (Data, in home_lists.json.)"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parents[1] / "home_lists.json"
HOME_NEEDS = frozenset({"home", "falls", "adaptations", "full_rooms"})
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FurtherNeed:
    """A need that a visit may find, and the offer the new line asks for."""

    need: str
    offer: str
    label: str


@cache
def hazards() -> Choices:
    """Return codes and words of what may be unsafe."""
    return _choices("hazards")


@cache
def aids() -> Choices:
    """Return codes and words of what may be supplied."""
    return _choices("aids")


@cache
def further_needs() -> tuple[FurtherNeed, ...]:
    """Return the needs for which a visit may open a line."""
    return tuple(FurtherNeed(*row) for row in _raw("further_needs"))


def words(choices: Choices, code: str) -> str:
    """Return the words of a code; one that is listed no more stands as it is."""
    return dict(choices).get(code, code.replace("_", " ").capitalize())


def _choices(name: str) -> Choices:
    return tuple((code, label) for code, label in _raw(name))


def _raw(name: str) -> list[list[str]]:
    found: list[list[str]] = json.loads(FILE.read_text(encoding="utf-8"))[name]
    return found
