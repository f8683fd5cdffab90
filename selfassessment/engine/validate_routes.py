"""Does every path go forward, reach an end, and pass what it must pass?"""

from __future__ import annotations

from collections.abc import Iterator

from selfassessment.engine.conditions import evaluate
from selfassessment.engine.findings import Finding, Surroundings, error, warning
from selfassessment.engine.graph import Graph
from selfassessment.engine.kinds import JourneyKind, PageKind
from selfassessment.engine.model import Condition, JourneyDefinition, Page
from selfassessment.engine.tasks import TaskOrder
from selfassessment.engine.truth import Truth
from selfassessment.engine.vocabulary import Vocabulary, of_journey
from selfassessment.engine.worlds import Worlds, can_be_true, worlds_of


def route_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield mistakes of routes and of whole paths."""
    vocabulary = of_journey(definition)
    for page in definition.pages:
        yield from _page_routes(definition, page)
        for section in page.sections:
            shut = section.when and not can_be_true(vocabulary, [section.when], around.today)
            if shut:
                place = f"pages.{page.key}.sections.{section.key}"
                yield error("route_never", place, "Its condition can never be true.")
        yield from _chances(vocabulary, page, around)
    yield from _reachability(definition, graph)
    yield from _endings(definition, graph)
    longest = _longest_sitting(definition, graph)
    if longest > around.longest:
        yield warning("long_path", "pages", f"A path has {longest} pages (limit {around.longest}).")


def _longest_sitting(definition: JourneyDefinition, graph: Graph) -> int:
    """Return the pages on the longest path; of a task list, those of its longest section."""
    sections = TaskOrder(definition).pages.values()
    return max((len(pages) for pages in sections), default=0) or graph.longest()


def _page_routes(definition: JourneyDefinition, page: Page) -> Iterator[Finding]:
    place = f"pages.{page.key}"
    if page.is_end and (page.routes or page.default):
        yield error("end_leads_on", place, "An end page cannot lead anywhere.")
        return
    targets = [(route.to, f"{place}.routes[{i}]") for i, route in enumerate(page.routes)]
    if page.default is not None:
        targets.append((page.default, f"{place}.default"))
    for target, where in targets:
        yield from _target(definition, page, target, where)
    following = definition.next_in_order(page.key)
    if not page.is_end and following is None:
        yield error("no_default", place, "No page follows: the walk would stop here.")
        return
    for index, route in enumerate(page.routes):
        last = index == len(page.routes) - 1
        if last and route.to == following:
            yield warning(
                "useless_route", f"{place}.routes[{index}]", "It leads where the default leads."
            )


def _target(
    definition: JourneyDefinition, page: Page, target: str, place: str
) -> Iterator[Finding]:
    keys = [other.key for other in definition.pages]
    if target not in keys:
        yield error("unknown_page", place, f"There is no page “{target}”.")
    elif target == page.key:
        yield error("route_to_itself", place, "A page cannot lead to itself.")
    elif keys.index(target) < keys.index(page.key):
        yield error("route_backwards", place, f"“{target}” stands before this page.")


def _chances(vocabulary: Vocabulary, page: Page, around: Surroundings) -> Iterator[Finding]:
    """Yield routes that can never be taken, and pages on which several can be true."""
    overlap = False
    for index, route in enumerate(page.routes):
        place = f"pages.{page.key}.routes[{index}]"
        if not can_be_true(vocabulary, [route.when], around.today):
            yield error("route_never", place, "Its condition can never be true.")
            continue
        conditions = [earlier.when for earlier in page.routes[: index + 1]]
        worlds = worlds_of(vocabulary, conditions, around.today)
        if not worlds.complete or index == 0:
            continue
        alone, both = _alone_or_not(worlds, conditions)
        overlap = overlap or both
        if not alone:
            yield error("route_never", place, "An earlier route is always taken first.")
    if overlap:
        yield warning(
            "routes_overlap",
            f"pages.{page.key}.routes",
            "Several routes can be true at the same time; the first of them wins.",
        )


def _alone_or_not(worlds: Worlds, conditions: list[Condition]) -> tuple[bool, bool]:
    """Return whether the last condition can be true alone, and together with an earlier one."""
    alone = both = False
    for context in worlds.contexts():
        if evaluate(conditions[-1], context) is not Truth.TRUE:
            continue
        if any(evaluate(other, context) is Truth.TRUE for other in conditions[:-1]):
            both = True
        else:
            alone = True
        if alone and both:
            break
    return alone, both


def _reachability(definition: JourneyDefinition, graph: Graph) -> Iterator[Finding]:
    reached = graph.reachable()
    for page in definition.pages:
        if page.key not in reached:
            yield error("unreachable", f"pages.{page.key}", "No path leads to this page.")


def _endings(definition: JourneyDefinition, graph: Graph) -> Iterator[Finding]:
    wizard = definition.kind is JourneyKind.WIZARD
    goal = PageKind.CHECK_ANSWERS if wizard else PageKind.RESULTS
    reached = graph.reachable()
    goals = {page.key for page in definition.pages if page.kind is goal} & reached
    if not goals:
        yield error("no_way_to_the_end", "pages", f"No path reaches a page of kind {goal.value}.")
        return
    if wizard:
        yield from _wizard_endings(definition, graph, goals)
    for page in definition.pages:
        dead = page.key in reached and not page.is_end
        if dead and not any(definition.page(k).is_end for k in graph.reachable(page.key)):
            yield error("dead_end", f"pages.{page.key}", "From here no path comes to an end.")


def _wizard_endings(
    definition: JourneyDefinition, graph: Graph, goals: set[str]
) -> Iterator[Finding]:
    consents = {page.key for page in definition.pages if page.kind is PageKind.CONSENT}
    if goals & graph.reachable(without=consents):
        yield error("no_consent", "pages", "A path reaches check-answers without a consent page.")
    done = {page.key for page in definition.pages if page.kind is PageKind.CONFIRMATION}
    if not done & graph.reachable():
        yield error("no_confirmation", "pages", "No path reaches a confirmation page.")
    elif done & graph.reachable(without=goals):
        yield error("unchecked_end", "pages", "A path reaches the confirmation unchecked.")
    for page in definition.pages:
        early = bool(goals & graph.reachable(page.key))
        if page.kind is PageKind.EQUALITY and early:
            yield warning(
                "equality_early",
                f"pages.{page.key}",
                "Equality questions belong after check-answers.",
            )
