"""In what do two versions of one thing differ?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NOTHING = "–"


@dataclass(frozen=True)
class Difference:
    """One field that is not the same on both sides."""

    field: str
    yours: str
    theirs: str


def differences(yours: Any, theirs: Any) -> list[Difference]:
    """Return the fields that differ, in the order of your side, then what only they have."""
    mine, other = dict(_flat(yours)), dict(_flat(theirs))
    return [
        Difference(field, mine.get(field, NOTHING), other.get(field, NOTHING))
        for field in dict.fromkeys([*mine, *other])
        if mine.get(field) != other.get(field)
    ]


def _flat(thing: Any, at: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _flat(value, f"{at} › {key}" if at else str(key))
    elif isinstance(thing, list):
        for number, value in enumerate(thing, 1):
            yield from _flat(value, f"{at} {number}")
    elif thing is not None:
        yield (
            at or "value",
            {True: "yes", False: "no"}.get(thing, str(thing))
            if isinstance(thing, bool)
            else str(thing),
        )
