"""Where does somebody see a way lead to? (The end of a section leads back to its task list.)"""

from __future__ import annotations

from selfassessment.engine.model import Page
from selfassessment.engine.tasks import TaskOrder


def leads_to(order: TaskOrder, page: Page, target: str) -> str:
    """Return the page a way leads to for the reader; a target outside its section is the list."""
    section = order.section_of.get(page.key)
    if section is None or order.hub is None or order.section_of.get(target) == section:
        return target
    ends = {one.key for one in order.definition.pages if one.is_end}
    known = {one.key for one in order.definition.pages}
    return order.hub.key if target in known - ends else target


def default_of(order: TaskOrder, page: Page) -> str | None:
    """Return where a page leads when no route fires, as the reader sees it."""
    if page is order.hub:
        return order.after
    following = order.definition.next_in_order(page.key)
    return None if following is None else leads_to(order, page, following)
