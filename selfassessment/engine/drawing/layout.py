"""Where does each page and each way stand in the drawing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selfassessment.engine.drawing.lanes import lanes
from selfassessment.engine.drawing.model import Drawing, Labels, Line, Node, Way, kind_of, ways_of
from selfassessment.engine.graph import graph_of
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import JourneyDefinition

MARGIN = 12
WIDTH = 280
INDENT = 24
TALL = 76
PER_WAY = 18
GAP = 26
LANE = 14
FIRST_LANE = 30


def draw(definition: JourneyDefinition, labels: Labels) -> Drawing:
    """Place the pages in their order, one below the other, and the ways beside them.

    A page that some finished walks leave out is set in. Ways to one page share a lane.
    """
    ways = {page.key: list(ways_of(definition, page, labels)) for page in definition.pages}
    nodes = _nodes(definition, labels, ways)
    lines = _Lines(definition, {node.page.key: node for node in nodes}, ways).run()
    widest = max((line.lane for line in lines if line.lane is not None), default=0)
    edge = max((node.right for node in nodes), default=0)
    return Drawing(
        width=max(widest, edge + FIRST_LANE) + MARGIN,
        height=max((node.bottom for node in nodes), default=0) + MARGIN,
        nodes=tuple(nodes),
        lines=tuple(lines),
    )


def _nodes(definition: JourneyDefinition, labels: Labels, ways: dict[str, list[Way]]) -> list[Node]:
    always = _on_every_walk(definition)
    nodes: list[Node] = []
    y = MARGIN
    for page in definition.pages:
        indent = 0 if page.key in always else INDENT
        node = Node(
            page=page,
            title=labels.title(page.key),
            kind=kind_of(definition, page),
            reached=labels.reached(page.key),
            marks=labels.marks(page),
            x=MARGIN + indent,
            y=y,
            width=WIDTH - indent,
            height=max(TALL, PER_WAY * (len(ways[page.key]) + 2)),
        )
        nodes.append(node)
        y = node.bottom + GAP
    return nodes


def _on_every_walk(definition: JourneyDefinition) -> frozenset[str]:
    """Return the pages that every walk to the results, or to sending, goes through."""
    graph = graph_of(definition)
    good = {
        page.key
        for page in definition.pages
        if page.kind in (PageKind.RESULTS, PageKind.CONFIRMATION)
    } & graph.reachable()
    return frozenset(
        page.key
        for page in definition.pages
        if good and not good & graph.reachable(without={page.key})
    )


@dataclass
class _Lines:
    """The ways of a definition between placed pages."""

    definition: JourneyDefinition
    nodes: dict[str, Node]
    ways: dict[str, list[Way]]

    def run(self) -> list[Line]:
        beside = {target: self._span(target, ways) for target, ways in self._beside().items()}
        given = lanes(beside)
        return [
            self._line(way, index, given)
            for ways in self.ways.values()
            for index, way in enumerate(ways)
        ]

    def _beside(self) -> dict[str, list[tuple[int, Way]]]:
        """Return the ways that need a lane, by the page they lead to."""
        found: dict[str, list[tuple[int, Way]]] = {}
        for ways in self.ways.values():
            for index, way in enumerate(ways):
                if way.to in self.nodes and way.to != way.source and not self._straight(way):
                    found.setdefault(way.to, []).append((index, way))
        return found

    def _straight(self, way: Way) -> bool:
        """Whether a way is the default to the very next page."""
        pages = self.definition.pages
        following = self.definition.position(way.source) + 1
        return way.number is None and following < len(pages) and pages[following].key == way.to

    def _span(self, target: str, ways: Sequence[tuple[int, Way]]) -> tuple[int, int]:
        heights = [self._start(way, index)[1] for index, way in ways]
        heights.append(self._end(target)[1])
        return min(heights), max(heights)

    def _start(self, way: Way, index: int) -> tuple[int, int]:
        node = self.nodes[way.source]
        return node.right, node.y + PER_WAY * (index + 2)

    def _end(self, target: str) -> tuple[int, int]:
        node = self.nodes[target]
        return node.right, node.y + PER_WAY

    def _line(self, way: Way, index: int, given: dict[str, int]) -> Line:
        node, target = self.nodes[way.source], self.nodes.get(way.to)
        start = self._start(way, index)
        towards = target.page.kind if target is not None else None
        if target is not None and self._straight(way):
            x = MARGIN + 2 * INDENT
            return Line(way, (x, node.bottom), (x, target.y), None, towards)
        if target is None or way.to == way.source:
            return Line(way, start, (start[0] + FIRST_LANE // 2, start[1]), None, towards)
        lane = start[0] + FIRST_LANE + given[way.to] * LANE
        return Line(way, start, self._end(way.to), lane, towards)
