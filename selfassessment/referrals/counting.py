"""Who counts the answers about equality, which are kept apart from people and cases?

They belong to the journeys, which stand above: they fill this registry when ready.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple


class Asked(NamedTuple):
    """One question of equality with how many gave each answer."""

    question: str
    answers: tuple[tuple[str, int], ...]


Counter = Callable[[date, date], Sequence[Asked]]
_counters: list[Counter] = []


def register(counter: Counter) -> None:
    """Let `counter(first month, month after)` count the answers."""
    if counter not in _counters:
        _counters.append(counter)


def answers(first: date, after: date) -> list[Asked]:
    """Return the answers of some months, question by question."""
    return [asked for counter in _counters for asked in counter(first, after)]
