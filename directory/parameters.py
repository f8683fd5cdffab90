"""What stands in the parameters of an address, and which of it is known?"""

from collections.abc import Collection, Mapping
from typing import Protocol

from search.query import LONGEST_TEXT


class Parameters(Protocol):
    """A query string, as Django reads it."""

    def getlist(self, key: str) -> list[str]:
        """Return every value of a parameter."""


def key_in(parameters: Mapping[str, str], name: str) -> int:
    """Return the key of a row that a button sent; 0, which no row has, when it is none."""
    key = parameters.get(name, "")
    return int(key) if key.isascii() and key.isdecimal() and len(key) < 19 else 0


class Reader:
    """Takes what it knows from the parameters and remembers where it met something else."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.ignored: list[str] = []

    def text(self, name: str) -> str:
        """Return the last value as text on one line."""
        values = self.parameters.getlist(name)
        return " ".join(values[-1][:LONGEST_TEXT].split()) if values else ""

    def many(self, name: str, known: Collection[str]) -> tuple[str, ...]:
        """Return the values that are known, each once."""
        return tuple(self.fitting(name, lambda value: value in known))

    def headings(
        self, name: str, known: Collection[str], successors: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Return the headings that are known, or that stand for one that was; each once."""
        given = self.fitting(name, lambda value: successors.get(value, value) in known)
        return tuple(dict.fromkeys(successors.get(value, value) for value in given))

    def one(self, name: str, known: Collection[str]) -> str:
        """Return the last value that is known."""
        return self.matching(name, lambda value: value in known)

    def matching(self, name: str, fits: "Fits") -> str:
        """Return the last value that fits."""
        return next(reversed(self.fitting(name, fits)), "")

    def given(self, name: str) -> list[str]:
        """Return the values that are not empty, each once."""
        values = [value.strip() for value in self.parameters.getlist(name)]
        return [value for value in dict.fromkeys(values) if value]

    def fitting(self, name: str, fits: "Fits") -> list[str]:
        """Return the values that fit, each once."""
        given = self.given(name)
        found = [value for value in given if fits(value)]
        if len(found) < len(given):
            self.ignored.append(name)
        return found


class Fits(Protocol):
    """A test of one value."""

    def __call__(self, value: str, /) -> bool:
        """Say whether the value can be used."""
