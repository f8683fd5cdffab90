"""How do true, false and unknown combine? (Kleene's strong three-valued logic.)"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """The three values a condition can have; a missing answer makes it UNKNOWN."""

    FALSE = "false"
    UNKNOWN = "unknown"
    TRUE = "true"

    def __invert__(self) -> Truth:
        """Return the opposite; the opposite of unknown is unknown."""
        if self is Truth.UNKNOWN:
            return self
        return Truth.FALSE if self is Truth.TRUE else Truth.TRUE

    def __and__(self, other: Truth) -> Truth:
        """Return FALSE if either is false, TRUE if both are true, else UNKNOWN."""
        return all_of((self, other))

    def __or__(self, other: Truth) -> Truth:
        """Return TRUE if either is true, FALSE if both are false, else UNKNOWN."""
        return any_of((self, other))

    def __bool__(self) -> bool:
        """Refuse to be used as a plain yes or no: say `is Truth.TRUE` instead."""
        raise TypeError("A Truth has three values: compare it with `is Truth.TRUE`.")


def truth(value: bool | None) -> Truth:
    """Turn a plain answer into a Truth; None is unknown."""
    if value is None:
        return Truth.UNKNOWN
    return Truth.TRUE if value else Truth.FALSE


def all_of(parts: Iterable[Truth]) -> Truth:
    """Combine with "and"; nothing at all is true."""
    result = Truth.TRUE
    for part in parts:
        if part is Truth.FALSE:
            return Truth.FALSE
        if part is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def any_of(parts: Iterable[Truth]) -> Truth:
    """Combine with "or"; nothing at all is false."""
    result = Truth.FALSE
    for part in parts:
        if part is Truth.TRUE:
            return Truth.TRUE
        if part is Truth.UNKNOWN:
            result = Truth.UNKNOWN
    return result


def none_of(parts: Iterable[Truth]) -> Truth:
    """True when every part is false; nothing at all is true."""
    return ~any_of(parts)
