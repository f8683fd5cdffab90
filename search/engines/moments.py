"""How is a span of time found by a moment in it, in an index that knows only terms?

A span is cut into as few whole cells as cover it exactly: cells of a minute, of five, fifteen,
sixty minutes and of four hours. A moment lies in one cell of each size, so five terms find every
span it is in. Shared by all engines.
"""

from collections.abc import Iterable
from datetime import datetime

# Minutes; each is a whole part of the next.
SIZES = (1, 5, 15, 60, 240)
# A span longer than this is a mistake, and would be cut into thousands of cells.
LONGEST = 7 * 24 * 60
SECONDS = 60
Span = tuple[datetime, datetime]


def cells(spans: Iterable[Span]) -> list[str]:
    """Return the cells that cover these spans; the end of a span does not belong to it."""
    found = {cell for start, end in spans for cell in _cells(_minute(start), _minute(end))}
    return sorted(found)


def cells_at(moment: datetime) -> list[str]:
    """Return the cells a moment lies in, one of each size."""
    minute = _minute(moment)
    return [_name(size, minute) for size in SIZES]


def _cells(minute: int, end: int) -> Iterable[str]:
    end = min(end, minute + LONGEST)
    while minute < end:
        size = next(size for size in reversed(SIZES) if minute % size == 0 and minute + size <= end)
        yield _name(size, minute)
        minute += size


def _minute(moment: datetime) -> int:
    return int(moment.timestamp()) // SECONDS


def _name(size: int, minute: int) -> str:
    return f"{size}x{minute // size}"
