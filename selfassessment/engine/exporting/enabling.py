"""When can FHIR's `enableWhen` say exactly who comes to a page?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from selfassessment.engine.kinds import NUMBER_TYPES, Operator, Quantity, QuestionType
from selfassessment.engine.leading import default_of, leads_to
from selfassessment.engine.model import (
    Combination,
    Comparison,
    Condition,
    JourneyDefinition,
    Named,
    Page,
    Question,
)
from selfassessment.engine.tasks import TaskOrder

When = dict[str, Any]
EQUAL = {Operator.IS: "=", Operator.INCLUDES: "=", Operator.EQUALS: "="}
ORDER = {
    Operator.LESS_THAN: "<",
    Operator.AT_MOST: "<=",
    Operator.MORE_THAN: ">",
    Operator.AT_LEAST: ">=",
}
ANY = (Operator.IS_ANY_OF, Operator.INCLUDES_ANY_OF)


def enabled_when(definition: JourneyDefinition, page: Page, codes: str) -> dict[str, Any]:
    """Return `enableWhen` and `enableBehavior` of a page, or nothing where FHIR cannot say it.

    It can, when the page has one way in, a route before which only ends can be taken, and the
    route's condition is one comparison of answers, or several joined in one way.
    """
    condition = _only_way_in(definition, page)
    if condition is None:
        return {}
    flat = _flat(definition, condition, codes)
    if flat is None:
        return {}
    whens, behaviour = flat
    return {"enableWhen": whens, **({"enableBehavior": behaviour} if len(whens) > 1 else {})}


def _only_way_in(definition: JourneyDefinition, page: Page) -> Condition | None:
    order = TaskOrder(definition)
    if page.key in {*order.starts, order.after}:
        return None
    ends = {one.key for one in definition.pages if one.is_end}
    found: list[Condition | None] = []
    for source in definition.pages:
        if source.is_end or source is order.hub:
            continue
        if default_of(order, source) == page.key:
            return None
        for index, route in enumerate(source.routes):
            if leads_to(order, source, route.to) == page.key:
                before = {one.to for one in source.routes[:index]}
                found.append(route.when if before <= ends else None)
    return found[0] if len(found) == 1 else None


def _flat(
    definition: JourneyDefinition, condition: Condition, codes: str, depth: int = 0
) -> tuple[list[When], str] | None:
    match condition:
        case Named(key):
            named = definition.conditions.get(key)
            return _flat(definition, named.test, codes, depth + 1) if named and depth < 4 else None
        case Comparison():
            return _comparison(definition, condition, codes)
        case Combination("none", _):
            return None
        case Combination(how, parts):
            return _joined(definition, how, parts, (codes, depth))


def _joined(
    definition: JourneyDefinition, how: str, parts: tuple[Condition, ...], rest: tuple[str, int]
) -> tuple[list[When], str] | None:
    codes, depth = rest
    whens: list[When] = []
    for part in parts:
        flat = _flat(definition, part, codes, depth + 1)
        if flat is None or (len(flat[0]) > 1 and flat[1] != how):
            return None
        whens += flat[0]
    return whens, how


def _comparison(
    definition: JourneyDefinition, comparison: Comparison, codes: str
) -> tuple[list[When], str] | None:
    question = definition.questions.get(comparison.key)
    if comparison.source != "question" or question is None:
        return None
    whens = [
        {"question": question.key, **answer} for answer in _answers(question, comparison, codes)
    ]
    return (whens, "any") if whens else None


def _answers(question: Question, comparison: Comparison, codes: str) -> Iterator[When]:
    """Yield the operator and answer of each part; nothing where FHIR means something else."""
    operator, value = comparison.operator, comparison.value
    if isinstance(value, Decimal) and question.type in NUMBER_TYPES:
        sign = ORDER.get(operator) or EQUAL.get(operator)
        if sign:
            yield {"operator": sign, **_number(question, value)}
    elif isinstance(value, str) and operator in EQUAL:
        yield _coded(value, codes)
    elif isinstance(value, tuple) and operator in ANY:
        yield from (_coded(str(one), codes) for one in value)


def _coded(value: str, codes: str) -> When:
    return {"operator": "=", "answerCoding": {"system": codes, "code": value}}


def _number(question: Question, value: Decimal) -> When:
    if question.type is QuestionType.MEASUREMENT:
        unit = "kg" if question.quantity is Quantity.WEIGHT else "cm"
        quantity = {"value": float(value), "unit": unit, "code": unit}
        return {"answerQuantity": quantity | {"system": "http://unitsofmeasure.org"}}
    if question.type is QuestionType.DECIMAL:
        return {"answerDecimal": float(value)}
    whole = int(value) if value == value.to_integral_value() else None
    return {"answerInteger": whole} if whole is not None else {"answerDecimal": float(value)}
