"""How is the same told in words, for those who do not see the drawing?"""

from __future__ import annotations

from dataclasses import dataclass

from selfassessment.engine.drawing.model import Labels, Way, kind_of, ways_of
from selfassessment.engine.model import JourneyDefinition

__all__ = ["Entry", "Told", "outline"]


@dataclass(frozen=True, slots=True)
class Told:
    """One way on, in words, with how many classes of answers take it."""

    way: Way
    taken: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in words: what it is, who comes there, and the ways on."""

    number: int
    page: str
    title: str
    kind: str
    is_end: bool
    reached: str
    ways: tuple[Told, ...]
    marks: tuple[str, ...]


def outline(definition: JourneyDefinition, labels: Labels) -> tuple[Entry, ...]:
    """Tell every page and every way in the order of the journey."""
    return tuple(
        Entry(
            number=number,
            page=page.key,
            title=labels.title(page.key),
            kind=kind_of(definition, page),
            is_end=page.is_end,
            reached=labels.reached(page.key),
            ways=tuple(Told(way, _taken(way, labels)) for way in ways_of(definition, page, labels)),
            marks=labels.marks(page),
        )
        for number, page in enumerate(definition.pages, 1)
    )


def _taken(way: Way, labels: Labels) -> str:
    """Say how often a way was taken; empty when nothing was proven."""
    if labels.arrivals is None:
        return ""
    index = None if way.number is None else way.number - 1
    count = labels.ways.get((way.source, index), 0)
    if way.opens:
        count = labels.arrivals.get(way.to, 0)
    if count:
        return f"{count:,}"
    return "none seen" if labels.sampled else "never"
