"""How does a drawing become a picture that can be read with the keyboard and heard?"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from textwrap import wrap

from selfassessment.engine.drawing.model import Drawing, Line, Node
from selfassessment.engine.kinds import PageKind

__all__ = ["svg"]

LINE_LENGTH = 34
BEND = 6
ENDS = {
    PageKind.RESULTS: "good",
    PageKind.CONFIRMATION: "good",
    PageKind.EXIT: "exit",
    PageKind.EMERGENCY: "emergency",
    PageKind.INTERRUPT: "urgent",
}


def svg(drawing: Drawing, *, title: str, description: str, link: Callable[[str], str]) -> str:
    """Return the picture as one `svg` element without any style of its own.

    `link` gives the address each page of the drawing leads to.
    """
    width, height = drawing.width, drawing.height
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="jd" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="group" '
        'aria-labelledby="jd-title jd-desc">',
        f'<title id="jd-title">{escape(title)}</title>',
        f'<desc id="jd-desc">{escape(description)}</desc>',
        _heads(),
        '<g class="jd-lines" aria-hidden="true">',
        *(_line(line) for line in drawing.lines),
        "</g>",
        *(_node(node, link(node.page.key)) for node in drawing.nodes),
        '<g class="jd-dots" aria-hidden="true">',
        *(_dot(line) for line in drawing.lines),
        "</g></svg>",
    ]
    return "".join(parts)


def _heads() -> str:
    """Return the arrow heads, one for each colour a way may have."""
    return (
        "<defs>"
        + "".join(
            f'<marker id="jd-head-{tone}" class="jd-head jd-{tone}" viewBox="0 0 8 8" refX="7" '
            'refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" '
            'orient="auto"><path d="M0 0 8 4 0 8z"/></marker>'
            for tone in ("plain", "good", "exit", "emergency", "urgent", "broken")
        )
        + ("</defs>")
    )


def _tone(line: Line) -> str:
    if line.way.broken:
        return "broken"
    return ENDS.get(line.towards, "plain") if line.towards is not None else "broken"


def _line(line: Line) -> str:
    tone = _tone(line)
    default = " jd-default" if line.way.number is None else ""
    return (
        f'<g class="jd-line jd-{tone}{default}" data-from="{escape(line.way.source)}" '
        f'data-to="{escape(line.way.to)}" data-way="{line.way.number or "default"}">'
        f"<title>{escape(line.way.sentence)}</title>"
        f'<path d="{_course(line)}" marker-end="url(#jd-head-{tone})"/></g>'
    )


def _course(line: Line) -> str:
    (x, y), (to_x, to_y) = line.start, line.end
    if line.lane is None:
        return f"M{x} {y}L{to_x} {to_y}"
    down = BEND if to_y > y else -BEND
    return (
        f"M{x} {y}H{line.lane - BEND}Q{line.lane} {y} {line.lane} {y + down}"
        f"V{to_y - down}Q{line.lane} {to_y} {line.lane - BEND} {to_y}H{to_x + 1}"
    )


def _dot(line: Line) -> str:
    """Return the number of a way where it leaves its page."""
    if line.lane is None and line.start[1] != line.end[1]:
        return ""
    x, y = line.start
    text = str(line.way.number or "else")
    half = 8 if len(text) < 3 else 15
    return (
        f'<g class="jd-dot jd-{_tone(line)}">'
        f'<rect x="{x - half - 2}" y="{y - 8}" width="{2 * half}" height="16" rx="8"/>'
        f'<text x="{x - 2}" y="{y + 4}" text-anchor="middle">{text}</text></g>'
    )


def _node(node: Node, address: str) -> str:
    tone = ENDS.get(node.page.kind, "page")
    spoken = ". ".join(part for part in (node.title, node.kind, node.reached) if part)
    if node.marks:
        spoken += f". {_found(len(node.marks))}: {' '.join(node.marks)}"
    below = " · ".join(part for part in (node.kind, node.reached) if part)
    lines = wrap(node.title, LINE_LENGTH, max_lines=2, placeholder=" …") or [node.page.key]
    x = node.x + 14
    words = "".join(
        f'<text class="jd-name" x="{x}" y="{node.y + 22 + 17 * index}">{escape(line)}</text>'
        for index, line in enumerate(lines)
    )
    under = node.y + 22 + 17 * len(lines)
    return (
        f'<a class="jd-node jd-{tone}{" jd-marked" if node.marks else ""}" '
        f'href="{escape(address)}" data-page="{escape(node.page.key)}">'
        f"<title>{escape(spoken)}</title>"
        f'<rect class="jd-box" x="{node.x}" y="{node.y}" width="{node.width}" '
        f'height="{node.height}" rx="8"/>'
        f'<rect class="jd-edge" x="{node.x}" y="{node.y}" width="6" height="{node.height}"/>'
        f'{words}<text class="jd-kind" x="{x}" y="{under}">{escape(below)}</text>'
        f"{_mark(node, x, under)}</a>"
    )


def _mark(node: Node, x: int, under: int) -> str:
    if not node.marks:
        return ""
    text = escape(_found(len(node.marks)))
    return f'<text class="jd-mark" x="{x}" y="{under + 16}">⚠ {text}</text>'


def _found(count: int) -> str:
    return "1 finding" if count == 1 else f"{count} findings"
