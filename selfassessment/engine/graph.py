"""Which page can lead to which?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.model import JourneyDefinition, Page
from selfassessment.engine.tasks import TaskOrder
from selfassessment.engine.truth import Truth


@dataclass(frozen=True)
class Graph:
    """The pages as a forward graph; edges that lead back or nowhere are left out."""

    definition: JourneyDefinition
    edges: Mapping[str, tuple[str, ...]]

    @property
    def first(self) -> str:
        """Where every walk begins."""
        return self.definition.pages[0].key

    def reachable(self, start: str | None = None, without: Collection[str] = ()) -> frozenset[str]:
        """Return the pages that can be reached from a page (itself too), some pages left out."""
        waiting = [start or self.first]
        found: set[str] = set()
        while waiting:
            key = waiting.pop()
            if key in found or key in without:
                continue
            found.add(key)
            waiting.extend(self.edges[key])
        return frozenset(found)

    def shortest(self, start: str | None = None) -> dict[str, int]:
        """Return how many pages are seen before each page from a page on, at least."""
        distance = {start or self.first: 0}
        for page in self.definition.pages:
            if page.key in distance:
                for target in self.edges[page.key]:
                    known = distance.get(target, len(self.edges))
                    distance[target] = min(known, distance[page.key] + 1)
        return distance

    def longest(self) -> int:
        """Return the number of pages on the longest walk (each repeat group once)."""
        length: dict[str, int] = {}
        for page in reversed(self.definition.pages):
            length[page.key] = 1 + max((length[key] for key in self.edges[page.key]), default=0)
        return length[self.first]


def graph_of(definition: JourneyDefinition, facts: Mapping[str, object] | None = None) -> Graph:
    """Build the graph; with facts, routes these facts already decide are followed or dropped."""
    positions = {page.key: index for index, page in enumerate(definition.pages)}
    order = TaskOrder(definition)
    context = _only_facts(definition, facts) if facts is not None else None
    return Graph(
        definition,
        {
            page.key: tuple(
                target
                for target in (*_targets(definition, page, context), *order.targets(page))
                if positions.get(target, -1) > positions[page.key]
            )
            for page in definition.pages
        },
    )


def _targets(definition: JourneyDefinition, page: Page, context: Context | None) -> list[str]:
    if page.is_end:
        return []
    targets: list[str] = []
    for route in page.routes:
        decided = evaluate(route.when, context) if context is not None else Truth.UNKNOWN
        if decided is not Truth.FALSE:
            targets.append(route.to)
        if decided is Truth.TRUE:
            return targets
    following = definition.next_in_order(page.key)
    return targets if following is None else [*targets, following]


def _only_facts(definition: JourneyDefinition, facts: Mapping[str, object]) -> Context:
    return Context(
        questions=definition.questions,
        conditions=definition.conditions,
        scores=definition.scores,
        live={},
        facts=facts,
        scorer=lambda instrument, items, on: None,
    )
