"""Does every red flag stop in time, on a page that is safe, and does every exit help?"""

from __future__ import annotations

from collections.abc import Iterator

from selfassessment.engine.answer import Answer, Value
from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.findings import Finding, Surroundings, error, warning
from selfassessment.engine.graph import Graph
from selfassessment.engine.kinds import PageKind, QuestionType, RedFlag
from selfassessment.engine.model import Choice, JourneyDefinition, Page, Question
from selfassessment.engine.routing import SafetyThen, Stop, TableName
from selfassessment.engine.truth import Truth, all_of
from selfassessment.engine.vocabulary import of_journey, of_routing
from selfassessment.engine.worlds import context_of

HELPING = ("callback", "directory", "phone")


def safety_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield red flags that lead nowhere or too late, and exits without an alternative."""
    for page in definition.pages:
        place = f"pages.{page.key}"
        if page.kind is PageKind.EXIT:
            yield from _exit(page, place, around)
        flagged = False
        for question in page.questions:
            for choice in question.choices:
                if choice.red_flag is not None:
                    flagged = True
                    yield from _red_flag(definition, page, (question, choice), around)
        before = _pages_before(definition, graph, page) if flagged else 0
        if before >= around.safety_within:
            yield warning(
                "safety_late",
                place,
                f"At least {before} pages of this part come before these signs are asked "
                f"(limit {around.safety_within - 1}).",
            )


def _pages_before(definition: JourneyDefinition, graph: Graph, page: Page) -> int:
    """Return how many pages of its section (of the journey without one) come before a page."""
    first = next(p.key for p in definition.pages if p.section == page.section or not page.section)
    return graph.shortest(first).get(page.key, 0)


def _exit(page: Page, place: str, around: Surroundings) -> Iterator[Finding]:
    if not page.alternative:
        yield error("exit_without_alternative", place, "An exit must say what to do instead.")
        return
    offers = around.routing.offers if around.routing is not None else (page.alternative,)
    if page.alternative not in (*HELPING, *offers):
        yield error("unknown_offer", place, f"There is no offer “{page.alternative}”.")


def _red_flag(
    definition: JourneyDefinition,
    page: Page,
    flagged: tuple[Question, Choice],
    around: Surroundings,
) -> Iterator[Finding]:
    question, choice = flagged
    place = f"pages.{page.key}.{question.key}.{choice.key}"
    for value in _with_others(question, choice):
        target = _heeding_page(definition, page, (question, choice, value), around)
        if target is not None and _answers_flag(choice.red_flag, target):
            continue
        if choice.red_flag is not RedFlag.EMERGENCY and _flagged_by_tables(
            definition, question, value, around
        ):
            continue
        together = "" if value in (choice.key, (choice.key,)) else " when others are ticked too"
        yield error(
            "red_flag_unheeded",
            place,
            f"It must lead to a page of kind {choice.red_flag}{together}, "
            f"but leads to {target.key if target else 'nothing'}.",
        )
        return


def _with_others(question: Question, choice: Choice) -> list[Value]:
    """Return the answer alone, and together with each other choice that may stand with it."""
    if question.type is not QuestionType.MULTI_CHOICE:
        return [choice.key]
    others = [
        other.key for other in question.choices if not other.exclusive and other.key != choice.key
    ]
    if choice.exclusive:
        others = []
    pairs: list[Value] = [
        tuple(key for key in question.choice_keys if key in {choice.key, other}) for other in others
    ]
    return [(choice.key,), *pairs]


def _heeding_page(
    definition: JourneyDefinition,
    page: Page,
    answered: tuple[Question, Choice, Value],
    around: Surroundings,
) -> Page | None:
    """Return where this answer leads when nothing else is known.

    An emergency must be the very next page; what is urgent or a matter of safety may come a
    few pages later.
    """
    question, choice, value = answered
    values = {("question", question.key): Answer.given(value)}
    context = context_of(of_journey(definition), values, around.today)
    steps = 1 if choice.red_flag is RedFlag.EMERGENCY else around.safety_within
    target = _next_page(definition, page, context)
    first = target
    for _ in range(steps - 1):
        if target is None or _answers_flag(choice.red_flag, target):
            return target
        target = _next_page(definition, target, context)
    return target if target is not None and _answers_flag(choice.red_flag, target) else first


def _next_page(definition: JourneyDefinition, page: Page, context: Context) -> Page | None:
    keys = {other.key for other in definition.pages}
    for route in page.routes:
        if route.to in keys and evaluate(route.when, context) is Truth.TRUE:
            return definition.page(route.to)
    following = definition.next_in_order(page.key)
    return definition.page(following) if following in keys else None


def _answers_flag(flag: RedFlag | None, target: Page) -> bool:
    if target.kind is PageKind.EMERGENCY:
        return True
    if flag is RedFlag.EMERGENCY:
        return False
    return target.kind in {PageKind.INTERRUPT, PageKind.EXIT}


def _flagged_by_tables(
    definition: JourneyDefinition, question: Question, value: Value, around: Surroundings
) -> bool:
    """Whether the table of safety holds a row for this answer."""
    routing = around.routing
    if routing is None:
        return False
    vocabulary = of_routing(routing, (definition, *around.journeys))
    values = {("question", question.key): Answer.given(value)}
    context = context_of(vocabulary, values, around.today)
    return any(
        isinstance(row.then, SafetyThen)
        and row.then.stop in {Stop.EMERGENCY, Stop.URGENT, Stop.SAFETY}
        and row.when
        and all_of(
            evaluate(vocabulary.conditions[key].test, context)
            for key in row.when
            if key in vocabulary.conditions
        )
        is Truth.TRUE
        for row in routing.tables[TableName.SAFETY]
    )
