"""Which ages does a person mean by "60", "60-70" or "60-"?"""

import re
from collections.abc import Collection, Iterable

Span = tuple[int, int]
OLDEST = 120
_AGES = re.compile(r"^(\d{1,3})?\s*(?:([-‐‑–—]|to)\s*(\d{1,3})?|(\+))?$")


def ages_in(text: str) -> Span | None:
    """Return the lowest and highest age in years; None when it cannot be read.

    An end left open is the youngest or the oldest age; two ages may stand in either order, and
    the digits may be those of any script.
    """
    found = _AGES.match(" ".join(text.lower().split()))
    if found is None or not (found[1] or found[3]):
        return None
    low = int(found[1] or 0)
    high = int(found[3] or OLDEST) if found[2] or found[4] else low
    return (min(low, high), max(low, high)) if max(low, high) <= OLDEST else None


def written(span: Span) -> str:
    """Return ages as they stand in an address: "60", "60-70", or "60-" for 60 and over."""
    low, high = span
    if low == high:
        return str(low)
    return f"{low}-" if high == OLDEST else f"{low}-{high}"


def chosen(values: Iterable[str], groups: Collection[str]) -> tuple[tuple[str, ...], str]:
    """Return which of the values of an address count, and the last one that cannot be read.

    Groups count together. Ages in years come from a field of their own: given last they count
    alone, and a group chosen after them takes their place.
    """
    known: list[str] = []
    unread = ""
    for value in values:
        span = ages_in(value)
        if value in groups:
            known = [*(one for one in known if one in groups and one != value), value]
        elif span is not None:
            known = [*(one for one in known if one in groups), written(span)]
        else:
            unread = value
    if known and known[-1] not in groups:
        known = known[-1:]
    return tuple(known), unread
