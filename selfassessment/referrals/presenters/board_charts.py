"""How does a table become a chart without a script, in the colours of the desk?"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

LABEL, BARS, SAID, ROW = 230, 300, 150, 30
_LONGEST = 30


class Bar(NamedTuple):
    """One bar: its name, its value (None: hidden) and the words for it; `full` fills the chart."""

    name: str
    value: float | None
    said: str
    full: float = 0


def chart(bars: Sequence[Bar], *, title: str, name: str) -> SafeString:
    """Return bars as one `svg` element; `name` begins its ids."""
    most = max((bar.full or bar.value or 0 for bar in bars), default=0)
    width, height = LABEL + BARS + SAID, ROW * len(bars) + 8
    parts = [
        f'<svg class="db" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="{name}-t {name}-d"><title id="{name}-t">{escape(title)}'
        f'</title><desc id="{name}-d">The table below says the same.</desc>',
        *(_row(bar, ROW * index + 4, most) for index, bar in enumerate(bars)),
        "</svg>",
    ]
    return mark_safe("".join(parts))


def _row(bar: Bar, y: int, most: float) -> str:
    name = bar.name if len(bar.name) <= _LONGEST else f"{bar.name[: _LONGEST - 1]}…"
    length = round(BARS * bar.value / most) if bar.value and most else 0
    drawn = f'<rect x="{LABEL}" y="{y + 3}" width="{max(length, 1)}" height="20"/>'
    return (
        f'<text x="{LABEL - 8}" y="{y + 18}" text-anchor="end">{escape(name)}</text>{drawn}'
        f'<text x="{LABEL + length + 8}" y="{y + 18}">{escape(bar.said)}</text>'
    )
