"""Which heading stands for a retired one, and where may a heading go?"""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def successor_of(key: Key, successors: Mapping[Key, Key | None]) -> Key | None:
    """Return what stands for a heading: itself, or the last of the chain of its successors.

    `successors` has an entry for each retired heading, None where nothing took its place. A
    chain that runs in a circle stands for nothing.
    """
    seen: set[Key] = set()
    at: Key | None = key
    while at is not None and at in successors:
        if at in seen:
            return None
        seen.add(at)
        at = successors[at]
    return at


def moved(keys: list[Key], key: Key, places: int) -> list[Key]:
    """Return the keys in their order, with one of them moved up (less than 0) or down."""
    rest = [one for one in keys if one != key]
    at = min(max(keys.index(key) + places, 0), len(rest))
    return [*rest[:at], key, *rest[at:]]


def code_from(name: str, taken: frozenset[str], longest: int = 40) -> str:
    """Return a code of small letters, digits and low lines that is not taken yet.

    `name` is already in Latin letters with hyphens, as a slug is.
    """
    base = name.replace("-", "_").strip("_")[:longest] or "heading"
    code, number = base, 2
    while code in taken:
        ending = f"_{number}"
        code, number = f"{base[: longest - len(ending)]}{ending}", number + 1
    return code
