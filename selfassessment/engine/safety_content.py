"""Which parts of a journey keep people safe, so that changing them needs special care?"""

from __future__ import annotations

from collections.abc import Iterable

from selfassessment.engine.kinds import PageKind, RedFlag, Sensitivity
from selfassessment.engine.model import Combination, Condition, JourneyDefinition, Named, Page
from selfassessment.engine.routing import Routing, SafetyThen, TableName

__all__ = ["is_safety_page", "safety_conditions", "safety_pages"]


def is_safety_page(page: Page) -> bool:
    """Whether a page warns of danger or asks about it."""
    if page.kind is PageKind.EMERGENCY or (page.kind is PageKind.INTERRUPT and page.urgent):
        return True
    return any(
        question.sensitivity is Sensitivity.SAFETY
        or any(isinstance(choice.red_flag, RedFlag) for choice in question.choices)
        for question in page.questions
    )


def safety_pages(definition: JourneyDefinition, routing: Routing) -> frozenset[str]:
    """Return the keys of the pages of safety: also those the safety table shows."""
    shown = {
        row.then.page
        for row in routing.tables[TableName.SAFETY]
        if isinstance(row.then, SafetyThen) and row.then.page
    }
    own = {page.key for page in definition.pages if is_safety_page(page)}
    return frozenset(own | (shown & {page.key for page in definition.pages}))


def safety_conditions(definition: JourneyDefinition, routing: Routing) -> frozenset[str]:
    """Return the named conditions that decide about safety, through other names too."""
    pages = safety_pages(definition, routing)
    named = {**definition.conditions, **routing.conditions}
    waiting = [key for row in routing.tables[TableName.SAFETY] for key in row.when]
    for page in definition.pages:
        for route in page.routes:
            if route.to in pages or page.key in pages:
                waiting += names_in([route.when])
    found: set[str] = set()
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            if key in named:
                waiting += names_in([named[key].test])
    return frozenset(found)


def names_in(conditions: Iterable[Condition]) -> list[str]:
    """Return the names that conditions use themselves."""
    found: list[str] = []
    for condition in conditions:
        match condition:
            case Named(key):
                found.append(key)
            case Combination(_, parts):
                found += names_in(parts)
            case _:
                continue
    return found
