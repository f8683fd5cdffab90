"""How are numbers and minutes parsed?"""

from __future__ import annotations

import re
from decimal import Decimal

from selfassessment.engine.answer import Answer
from selfassessment.engine.kinds import QuestionType
from selfassessment.engine.model import Limits, Question
from selfassessment.engine.parsed import Fields, Parsed, Problem, problem
from selfassessment.engine.typed import decimal_of, measured, plain

MINUTES_PER_HOUR = 60
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_HOURS_AND_MINUTES = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:h|hrs?|hours?)\s*(?:and\s*)?(?:(\d{1,2})\s*(?:m|mins?|minutes?)?)?"
)


def parse_number(question: Question, fields: Fields) -> Parsed:
    """Parse a whole number or a decimal within its bounds."""
    number = decimal_of(fields.text("value"))
    if number is None:
        return problem("not_a_number")
    if question.type is QuestionType.WHOLE_NUMBER and number != number.to_integral_value():
        return problem("not_whole")
    value = int(number) if question.type is QuestionType.WHOLE_NUMBER else number
    return bounded(question.limits, number, Answer.given(value), "value")


def parse_minutes(question: Question, fields: Fields) -> Parsed:
    """Parse minutes, or hours and minutes, into whole minutes."""
    if fields.filled("value"):
        parts = {"value": Decimal(1)}
    else:
        parts = {"hours": Decimal(MINUTES_PER_HOUR), "minutes": Decimal(1)}
    total = Decimal(0)
    for part, factor in parts.items():
        if not fields.filled(part):
            continue
        number = _minutes(fields.text(part), factor)
        if number is None:
            return problem("not_a_number", part)
        total += number
    if total != total.to_integral_value():
        return problem("not_whole", next(iter(parts)))
    entered = {part: fields.text(part) for part in fields.filled(*parts)}
    answer = Answer.given(int(total), entered if "value" not in parts else None)
    return bounded(question.limits, total, answer, next(iter(parts)))


def _minutes(text: str, factor: Decimal) -> Decimal | None:
    """Read "90", "2 hours", "1 h 30", "1:30" as minutes; a bare number counts `factor` minutes."""
    typed = plain(text)
    clock = _CLOCK.fullmatch(typed)
    if clock:
        return Decimal(clock[1]) * MINUTES_PER_HOUR + Decimal(clock[2])
    hours = _HOURS_AND_MINUTES.fullmatch(typed)
    if hours:
        whole = Decimal(hours[1].replace(",", ".")) * MINUTES_PER_HOUR
        return whole + Decimal(hours[2] or 0)
    found = measured(text)
    if found is None:
        return None
    number, unit = found
    return number if unit == "minutes" else number * factor


def bounded(limits: Limits, number: Decimal, answer: Answer, part: str) -> Parsed:
    """Return an answer within its hard bounds, with a question where it is unusual."""
    if limits.lowest is not None and number < limits.lowest:
        return problem("too_small", part, min=limits.lowest)
    if limits.highest is not None and number > limits.highest:
        return problem("too_big", part, max=limits.highest)
    low = limits.soft_lowest is not None and number < limits.soft_lowest
    high = limits.soft_highest is not None and number > limits.soft_highest
    check = Problem("unusually_low" if low else "unusually_high", part) if low or high else None
    return Parsed(answer, check=check)
