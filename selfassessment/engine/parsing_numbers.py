"""How are numbers, minutes and measurements parsed?"""

from __future__ import annotations

import re
from decimal import Decimal

from selfassessment.engine.answer import Answer
from selfassessment.engine.kinds import Quantity, QuestionType
from selfassessment.engine.model import Limits, Question
from selfassessment.engine.parsed import Fields, Parsed, Problem, problem
from selfassessment.engine.typed import decimal_of, plain

CM_PER_INCH = Decimal("2.54")
KG_PER_POUND = Decimal("0.45359237")
INCHES_PER_FOOT = 12
POUNDS_PER_STONE = 14
MINUTES_PER_HOUR = 60
TALLEST_IN_METRES = 3
_FEET_AND_INCHES = re.compile(r"(\d+)\s*(?:'|′|’|ft|feet|foot)\s*(?:(\d+(?:\.\d+)?)\s*\D*)?")
_STONES_AND_POUNDS = re.compile(r"(\d+)\s*(?:st|stones?)\s*(?:(\d+(?:\.\d+)?)\s*\D*)?")
UNITS: dict[Quantity, dict[str, tuple[str, ...]]] = {
    Quantity.HEIGHT: {"cm": ("cm",), "ft_in": ("ft", "in")},
    Quantity.WAIST: {"cm": ("cm",), "in": ("in",)},
    Quantity.WEIGHT: {"kg": ("kg",), "st_lb": ("st", "lb")},
}


def parse_number(question: Question, fields: Fields) -> Parsed:
    """Parse a whole number or a decimal within its bounds."""
    number = decimal_of(fields.text("value"))
    if number is None:
        return problem("not_a_number")
    if question.type is QuestionType.WHOLE_NUMBER and number != number.to_integral_value():
        return problem("not_whole")
    value = int(number) if question.type is QuestionType.WHOLE_NUMBER else number
    return _bounded(question.limits, number, Answer.given(value), "value")


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
        number = decimal_of(fields.text(part))
        if number is None:
            return problem("not_a_number", part)
        total += number * factor
    if total != total.to_integral_value():
        return problem("not_whole", next(iter(parts)))
    entered = {part: fields.text(part) for part in fields.filled(*parts)}
    answer = Answer.given(int(total), entered if "value" not in parts else None)
    return _bounded(question.limits, total, answer, next(iter(parts)))


def parse_measurement(question: Question, fields: Fields) -> Parsed:
    """Parse a height, waist or weight in either unit into cm or kg, exactly."""
    if question.quantity is None:
        raise ValueError(f"The measurement {question.key} has no quantity.")
    units = UNITS[question.quantity]
    unit = _unit(units, fields)
    if unit is None:
        return problem("unit", "unit")
    parts = units[unit]
    values = _part_values(parts, fields)
    if isinstance(values, Parsed):
        return values
    value = _to_base(question.quantity, unit, values)
    entered = {part: fields.text(part) for part in fields.filled(*parts)} | {"unit": unit}
    return _bounded(question.limits, value, Answer.given(value, entered), parts[0])


def measurement_parts(question: Question) -> tuple[str, ...]:
    """Return the names of every field a measurement may post, unit aside."""
    if question.quantity is None:
        return ("value",)
    return tuple(part for parts in UNITS[question.quantity].values() for part in parts)


def _unit(units: dict[str, tuple[str, ...]], fields: Fields) -> str | None:
    chosen = fields.text("unit")
    if chosen:
        return chosen if chosen in units else None
    filled = [unit for unit, parts in units.items() if fields.filled(*parts)]
    return filled[0] if len(filled) == 1 else None


def _part_values(parts: tuple[str, ...], fields: Fields) -> list[Decimal] | Parsed:
    together = _both_in_first(parts, fields)
    if together is not None:
        return together
    values: list[Decimal] = []
    for index, part in enumerate(parts):
        if not fields.filled(part):
            if index == 0:
                return problem("part_missing", part)
            values.append(Decimal(0))
            continue
        number = decimal_of(fields.text(part))
        if number is None:
            return problem("not_a_number", part)
        wrong = _part_problem(parts, index, number)
        if wrong is not None:
            return wrong
        values.append(number)
    return values


def _both_in_first(parts: tuple[str, ...], fields: Fields) -> list[Decimal] | None:
    """Understand "5 ft 11" or "11 st 4" typed into the first field."""
    if len(parts) != 2 or fields.filled(parts[1]):
        return None
    pattern = _FEET_AND_INCHES if parts[0] == "ft" else _STONES_AND_POUNDS
    match = pattern.fullmatch(plain(fields.text(parts[0])))
    if match is None:
        return None
    values = [Decimal(match[1]), Decimal(match[2] or 0)]
    return values if _part_problem(parts, 1, values[1]) is None else None


def _part_problem(parts: tuple[str, ...], index: int, number: Decimal) -> Parsed | None:
    if number < 0:
        return problem("too_small", parts[index], min=0)
    if len(parts) == 1:
        return None
    if index == 0:
        return problem("not_whole", parts[0]) if number != number.to_integral_value() else None
    limit = INCHES_PER_FOOT if parts[1] == "in" else POUNDS_PER_STONE
    return problem("part_too_big", parts[1], below=limit) if number >= limit else None


def _to_base(quantity: Quantity, unit: str, values: list[Decimal]) -> Decimal:
    match unit:
        case "ft_in":
            return (values[0] * INCHES_PER_FOOT + values[1]) * CM_PER_INCH
        case "in":
            return values[0] * CM_PER_INCH
        case "st_lb":
            return (values[0] * POUNDS_PER_STONE + values[1]) * KG_PER_POUND
    if quantity is Quantity.HEIGHT and 0 < values[0] < TALLEST_IN_METRES:
        return values[0] * 100  # typed in metres: nobody is 1.7 cm tall
    return values[0]


def _bounded(limits: Limits, number: Decimal, answer: Answer, part: str) -> Parsed:
    if limits.lowest is not None and number < limits.lowest:
        return problem("too_small", part, min=limits.lowest)
    if limits.highest is not None and number > limits.highest:
        return problem("too_big", part, max=limits.highest)
    low = limits.soft_lowest is not None and number < limits.soft_lowest
    high = limits.soft_highest is not None and number > limits.soft_highest
    check = Problem("unusually_low" if low else "unusually_high", part) if low or high else None
    return Parsed(answer, check=check)
