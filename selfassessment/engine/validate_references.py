"""Are keys unique, does every reference exist, and is everything asked before it is read?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from selfassessment.engine.findings import Finding, Surroundings, error, warning
from selfassessment.engine.graph import Graph
from selfassessment.engine.kinds import PageKind, QuestionType
from selfassessment.engine.model import Condition, JourneyDefinition
from selfassessment.engine.validate_conditions import (
    condition_findings,
    named_findings,
    score_findings,
)
from selfassessment.engine.vocabulary import Vocabulary, of_journey


def reference_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield mistakes of keys and references."""
    vocabulary = of_journey(definition)
    yield from _duplicates(definition)
    yield from score_findings(vocabulary, "scores")
    used: set[str] = set()
    for page in definition.pages:
        for index, route in enumerate(page.routes):
            place = f"pages.{page.key}.routes[{index}]"
            yield from condition_findings(vocabulary, route.when, place)
            yield from _order(definition, vocabulary, graph, page.key, (route.when, place))
            used |= set(vocabulary.names(route.when))
        for section in page.sections:
            if section.when is None:
                continue
            place = f"pages.{page.key}.sections.{section.key}"
            pages = definition.pages_of(section.key)
            yield from condition_findings(vocabulary, section.when, place)
            if pages:
                asked = (section.when, place)
                yield from _order(definition, vocabulary, graph, pages[0].key, asked)
            used |= set(vocabulary.names(section.when))
    if around.routing is not None:
        used |= _names_of_routing(around)
    yield from named_findings(vocabulary, used, "conditions")
    yield from _groups(definition)


def _names_of_routing(around: Surroundings) -> set[str]:
    """Return the names the routing uses; a journey's condition may serve only there."""
    routing = around.routing
    if routing is None:
        return set()
    return {name for rows in routing.tables.values() for row in rows for name in row.when}


def _duplicates(definition: JourneyDefinition) -> Iterator[Finding]:
    pages = (page.key for page in definition.pages)
    questions = (question.key for page in definition.pages for question in page.questions)
    yield from _twice(pages, "duplicate_page", "pages")
    yield from _twice(questions, "duplicate_question", "questions")
    for page in definition.pages:
        for question in page.questions:
            place = f"pages.{page.key}.{question.key}.choices"
            yield from _twice(question.choice_keys, "duplicate_choice", place)


def _twice(keys: Iterable[str], code: str, place: str) -> Iterator[Finding]:
    for key, count in Counter(keys).items():
        if count > 1:
            yield error(code, f"{place}.{key}", f"The key “{key}” is used {count} times.")


def _order(
    definition: JourneyDefinition,
    vocabulary: Vocabulary,
    graph: Graph,
    page_key: str,
    asked: tuple[Condition, str],
) -> Iterator[Finding]:
    """Yield questions that are read before they can have been asked."""
    condition, place = asked
    page_of = {q.key: page.key for page in definition.pages for q in page.questions}
    for key in sorted(vocabulary.questions_read(condition)):
        home = page_of.get(key)
        if home is None:
            continue
        if definition.position(home) > definition.position(page_key):
            yield error("reads_later_page", place, f"“{key}” is asked only later.")
        elif page_key not in graph.reachable(home):
            yield warning(
                "reads_other_branch",
                place,
                f"“{key}” is asked in a branch that never leads here, so it is always unknown.",
            )


def _groups(definition: JourneyDefinition) -> Iterator[Finding]:
    keys = [page.key for page in definition.pages]
    for group in definition.groups.values():
        place = f"groups.{group.key}"
        unknown = [key for key in group.pages if key not in keys]
        if unknown or not group.pages:
            yield error("unknown_page", place, f"There is no page “{', '.join(unknown)}”.")
            continue
        start = keys.index(group.pages[0])
        if tuple(keys[start : start + len(group.pages)]) != group.pages:
            yield error("group_apart", place, "The pages of the group must stand together.")
        last = definition.page(group.pages[-1])
        another = [q for q in last.questions if q.key == group.another]
        if not another or another[0].type is not QuestionType.YES_NO:
            yield error(
                "group_another",
                place,
                f"“{group.another}” must be a yes/no question on its last page.",
            )
        yield from _leaving(definition, group.pages, place)


def _leaving(
    definition: JourneyDefinition, pages: tuple[str, ...], place: str
) -> Iterator[Finding]:
    ends = {PageKind.EMERGENCY, PageKind.EXIT}
    for key in pages:
        page = definition.page(key)
        targets = [route.to for route in page.routes]
        if key != pages[-1] and page.default is not None:
            targets.append(page.default)
        for target in targets:
            outside = target not in pages and target in {p.key for p in definition.pages}
            if outside and definition.page(target).kind not in ends:
                yield error("leaves_group", place, f"“{key}” leads out of the group to “{target}”.")
