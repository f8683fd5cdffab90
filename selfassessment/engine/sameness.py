"""From which pages on are two versions the same, so that people who stand alike end alike?

What a change cannot affect need not be walked: it is proven to be the same, not left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from selfassessment.engine.exploring import Explorer
from selfassessment.engine.model import Choice, NamedCondition, Page, Question
from selfassessment.engine.routing import Routing
from selfassessment.engine.safety_content import names_in

__all__ = ["alike", "same_ahead", "same_whole", "walked"]

DECIDING = ("tables", "offers", "conditions", "scores", "facts", "strengths")


def alike(one: Routing | None, other: Routing | None) -> bool:
    """Whether two tables decide the same by the same conditions."""
    if one is None or other is None:
        return one is other
    return all(getattr(one, name) == getattr(other, name) for name in DECIDING)


def walked(page: Page) -> Page:
    """Return a page with only what decides where people go: not its numbers, notes and looks."""
    return replace(
        page,
        questions=tuple(_asked(question) for question in page.questions),
        quick_exit=False,
        instrument=None,
        urgent=False,
        alternative="",
        reason="",
        extra={},
    )


def _asked(question: Question) -> Question:
    """Return a question with only what decides which answers it takes."""
    return Question(
        key=question.key,
        type=question.type,
        required=question.required,
        not_sure=question.not_sure,
        prefer_not=question.prefer_not,
        choices=tuple(Choice(one.key, one.exclusive) for one in question.choices),
        ordered=question.ordered,
        limits=question.limits,
        quantity=question.quantity,
    )


def same_ahead(one: Explorer, other: Explorer) -> frozenset[str]:
    """Return the pages from which on both versions ask, lead and decide the same."""
    if not _may_be_same(one, other):
        return frozenset()
    unlike = _changed(one.whole.conditions, other.whole.conditions)
    if unlike & _decisive(one) or _other_meaning(one, other, one.read_at_end):
        return frozenset()
    found: set[str] = set()
    pages = zip(reversed(one.definition.pages), reversed(other.definition.pages), strict=False)
    for mine, theirs in pages:
        if not _same_page(one, other, (mine, theirs), unlike):
            break
        found.add(mine.key)
    return frozenset(found)


def same_whole(one: Explorer, other: Explorer) -> bool:
    """Whether two versions are the same from their first page to their last."""
    pages = [[page.key for page in side.definition.pages] for side in (one, other)]
    return pages[0] == pages[1] and len(same_ahead(one, other)) == len(pages[0])


def _may_be_same(one: Explorer, other: Explorer) -> bool:
    """Whether tables, scores and facts, and what binds pages together, are the same."""
    mine, theirs = one.definition, other.definition
    names = ("groups", "scores", "facts", "locales")
    hubs = [side.order.hub and walked(side.order.hub) for side in (one, other)]
    whole = alike(one.routing, other.routing) and hubs[0] == hubs[1]
    return whole and all(getattr(mine, name) == getattr(theirs, name) for name in names)


def _decisive(explorer: Explorer) -> set[str]:
    """Return the conditions on which the tables decide."""
    tables = explorer.routing.tables.values() if explorer.routing is not None else ()
    return {key for rows in tables for row in rows for key in row.when}


def _changed(
    was: Mapping[str, NamedCondition], now: Mapping[str, NamedCondition]
) -> frozenset[str]:
    """Return the conditions that mean something else, themselves or through those they name."""
    found = {key for key in was.keys() | now.keys() if was.get(key) != now.get(key)}
    while True:
        grown = found | {
            key
            for conditions in (was, now)
            for key, one in conditions.items()
            if found.intersection(names_in([one.test]))
        }
        if grown == found:
            return frozenset(found)
        found = grown


def _same_page(
    one: Explorer, other: Explorer, pages: tuple[Page, Page], unlike: frozenset[str]
) -> bool:
    mine, theirs = pages
    if walked(mine) != walked(theirs) or one.order.section_of.get(
        mine.key
    ) != other.order.section_of.get(mine.key):
        return False
    section = one.order.starts.get(mine.key)
    if section != other.order.starts.get(mine.key):
        return False
    ahead = [side.definition.next_in_order(mine.key) for side in (one, other)]
    onward = [_onward(side, mine) for side in (one, other)]
    if ahead[0] != ahead[1] or onward[0] != onward[1]:
        return False
    tests = [route.when for route in mine.routes]
    if section is not None and section.when is not None:
        tests.append(section.when)
    read = {*one.read_here[mine.key], *one.read_before[mine.key]}
    return not unlike.intersection(names_in(tests)) and not _other_meaning(one, other, read)


def _onward(explorer: Explorer, page: Page) -> str | None:
    section = explorer.order.section_of.get(page.key)
    return explorer.order.onward[section] if section is not None else None


def _other_meaning(one: Explorer, other: Explorer, read: Iterable[tuple[str, str]]) -> bool:
    """Whether an answer that is read means something else in the other version."""
    return any(
        _meaning(one.whole.questions.get(key)) != _meaning(other.whole.questions.get(key))
        for source, key in read
        if source == "question"
    )


def _meaning(question: Question | None) -> object:
    if question is None:
        return None
    asked = _asked(question)
    return asked.type, asked.choices, asked.ordered, asked.quantity, asked.limits
