"""How do the figures of a journey become a chart that can be heard as well as seen?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

LABEL = 290
BARS = 420
FIGURE = 220
ROW = 30
HEAD = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its name, how many reached it, and how many of them went on (None: hidden)."""

    name: str
    reached: int | None
    went_on: int | None
    is_end: bool
    said: str


def bars(rows: Sequence[Bar], *, title: str, description: str, name: str = "jb") -> str:
    """Return the chart as one `svg` element; its bars are as long as the figures that are shown.

    `name` begins its ids, so that two charts can stand on a page.
    """
    width, height = LABEL + BARS + FIGURE, HEAD + ROW * len(rows) + HEAD
    most = max((row.reached or 0 for row in rows), default=0)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="jb" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="{name}-title {name}-desc">',
        f'<title id="{name}-title">{escape(title)}</title>',
        f'<desc id="{name}-desc">{escape(description)}</desc>',
        *(_row(row, HEAD + ROW * index, most) for index, row in enumerate(rows)),
        "</svg>",
    ]
    return "".join(parts)


def _row(row: Bar, y: int, most: int) -> str:
    name = row.name if len(row.name) <= 36 else f"{row.name[:35]}…"
    whole = _length(row.reached, most)
    on = whole if row.is_end else min(whole, _length(row.went_on, most))
    tone = "end" if row.is_end else "on"
    drawn = f'<rect class="jb-stopped" x="{LABEL}" y="{y + 5}" width="{whole}" height="18"/>'
    if row.is_end or row.went_on is not None:
        drawn += f'<rect class="jb-{tone}" x="{LABEL}" y="{y + 5}" width="{on}" height="18"/>'
    return (
        f"<g><title>{escape(f'{row.name}: {row.said}')}</title>"
        f'<text x="{LABEL - 10}" y="{y + 19}" text-anchor="end">{escape(name)}</text>{drawn}'
        f'<text x="{LABEL + whole + 8}" y="{y + 19}">{escape(row.said)}</text></g>'
    )


def _length(count: int | None, most: int) -> int:
    return 0 if not count or not most else max(1, round(BARS * count / most))
