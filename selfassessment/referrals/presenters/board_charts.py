"""How does a table become a chart without a script, in the colours of the desk?"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

# Name and words stand above the bar, so that a chart is as wide as a telephone.
WIDE, ROW = 300, 42
# So many letters of 14 px are surely no wider than the chart: the number at the end must show.
_LONGEST = 38


class Bar(NamedTuple):
    """One bar: its name, its value (None: hidden) and the words for it; `full` fills the chart.

    `is_before` draws it paler, as what was before the next one.
    """

    name: str
    value: float | None
    said: str
    full: float = 0
    is_before: bool = False


def chart(bars: Sequence[Bar], *, title: str, name: str) -> SafeString:
    """Return bars as one `svg` element; `name` begins its ids."""
    most = max((bar.full or bar.value or 0 for bar in bars), default=0)
    width, height = WIDE, ROW * len(bars) + 6
    parts = [
        f'<svg class="db" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}'
        f'</title><desc id="{name}-d">The table below says the same.</desc>',
        *(_row(bar, ROW * index + 4, most) for index, bar in enumerate(bars)),
        "</svg>",
    ]
    return mark_safe("".join(parts))


def _row(bar: Bar, y: int, most: float) -> str:
    words = f"{bar.name}: {bar.said}"
    if len(words) > _LONGEST:
        words = f"{bar.name[: _LONGEST - len(bar.said) - 3]}…: {bar.said}"
    most = bar.full or most
    length = round(WIDE * bar.value / most) if bar.value and most else 0
    pale = ' class="db-before"' if bar.is_before else ""
    return (
        f'<text x="0" y="{y + 14}">{escape(words)}</text>'
        f'<rect x="0" y="{y + 20}" width="{max(length, 1)}" height="14"{pale}/>'
    )
