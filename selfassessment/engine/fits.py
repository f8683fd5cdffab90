"""Does a stored answer still answer the question as it stands now?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selfassessment.engine.answer import Answer, State, Value
from selfassessment.engine.kinds import QuestionType
from selfassessment.engine.model import Question

_WHOLE = frozenset({QuestionType.WHOLE_NUMBER, QuestionType.MINUTES})
_ONE_CHOICE = frozenset({QuestionType.SINGLE_CHOICE, QuestionType.YES_NO})


def fits(question: Question, answer: Answer | None) -> bool:
    """Whether an answer counts: right type, choices that exist, a switch that is offered."""
    if answer is None:
        return False
    match answer.state:
        case State.GIVEN:
            return answer.value is not None and _value_fits(question, answer.value)
        case State.NOT_SURE:
            return question.not_sure
        case State.PREFER_NOT:
            return question.prefer_not
        case State.SKIPPED:
            return not question.required
        case State.SEEN:
            return False


def _value_fits(question: Question, value: Value) -> bool:
    if question.type in _ONE_CHOICE:
        return isinstance(value, str) and value in question.choice_keys
    if question.type is QuestionType.MULTI_CHOICE:
        return isinstance(value, tuple) and bool(value) and set(value) <= set(question.choice_keys)
    if question.type in _WHOLE:
        return isinstance(value, int) and not isinstance(value, bool)
    if question.type in {QuestionType.DECIMAL, QuestionType.MEASUREMENT}:
        return isinstance(value, int | Decimal) and not isinstance(value, bool)
    if question.type is QuestionType.DATE:
        return isinstance(value, date)
    return isinstance(value, str) and bool(value)
