"""Can the sections of a task list be answered in any order, and does each come to its end?"""

from __future__ import annotations

from collections.abc import Iterator

from selfassessment.engine.findings import Finding, Surroundings, error
from selfassessment.engine.graph import Graph
from selfassessment.engine.model import JourneyDefinition, Page, TaskSection
from selfassessment.engine.tasks import STOPS, TaskOrder


def task_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield mistakes of the task list; a journey without one has none."""
    hubs = [page for page in definition.pages if page.sections]
    for page in hubs[1:]:
        yield error("two_task_lists", f"pages.{page.key}", "There can be one task list only.")
    order = TaskOrder(definition)
    if order.hub is None:
        return
    place = f"pages.{order.hub.key}"
    earlier: list[str] = []
    for section in order.hub.sections:
        yield from _section(order, section, earlier, place)
        earlier.append(section.key)
    yield from _after(order, place)


def _section(
    order: TaskOrder, section: TaskSection, earlier: list[str], place: str
) -> Iterator[Finding]:
    where = f"{place}.sections.{section.key}"
    if section.key in earlier:
        yield error("duplicate_section", where, "It stands on the list twice.")
        return
    for needed in section.needs:
        if needed not in earlier:
            yield error("needs_later_section", where, f"“{needed}” does not stand before it.")
    pages = order.pages.get(section.key)
    if not pages:
        yield error("unknown_section", where, f"No page belongs to “{section.key}”.")
        return
    yield from _together(order, pages, earlier, where)
    for page in pages:
        yield from _leaving(order, page, section.key)


def _together(
    order: TaskOrder, pages: tuple[Page, ...], earlier: list[str], where: str
) -> Iterator[Finding]:
    definition = order.definition
    first, last = definition.position(pages[0].key), definition.position(pages[-1].key)
    before = [p.key for key in earlier for p in order.pages.get(key, ())]
    start = definition.position(before[-1] if before else order.hub.key if order.hub else "")
    if last - first + 1 != len(pages) or first < start:
        yield error(
            "section_apart",
            where,
            "Its pages must stand together, after the task list, in the order of the list.",
        )


def _leaving(order: TaskOrder, page: Page, section: str) -> Iterator[Finding]:
    """Yield ways out of a section other than to its end, or to an end of the whole walk."""
    definition = order.definition
    allowed = order.ends_of(section) | {other.key for other in order.pages[section]}
    targets = [(route.to, f"routes[{index}]") for index, route in enumerate(page.routes)]
    if page.default is not None:
        targets.append((page.default, "default"))
    known = {other.key: other for other in definition.pages}
    for target, where in targets:
        if target in known and target not in allowed and known[target].kind not in STOPS:
            yield error(
                "leaves_section",
                f"pages.{page.key}.{where}",
                f"“{target}” is in another section; name the page after this section to end it.",
            )


def _after(order: TaskOrder, place: str) -> Iterator[Finding]:
    definition = order.definition
    keys = {page.key for page in definition.pages}
    if order.after is None or order.after not in keys or not order.pages:
        return
    last = max(definition.position(pages[-1].key) for pages in order.pages.values())
    if definition.position(order.after) <= last:
        yield error("task_list_default", f"{place}.default", "It must lead beyond all sections.")
