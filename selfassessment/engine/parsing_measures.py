"""How are heights, waists and weights parsed, in whichever unit they are typed?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from selfassessment.engine.answer import Answer
from selfassessment.engine.kinds import Quantity
from selfassessment.engine.model import Question
from selfassessment.engine.parsed import Fields, Parsed, problem
from selfassessment.engine.parsing_numbers import bounded
from selfassessment.engine.typed import measured, plain

CM_PER_INCH = Decimal("2.54")
KG_PER_POUND = Decimal("0.45359237")
INCHES_PER_FOOT = 12
POUNDS_PER_STONE = 14
IN_ONE = {"ft_in": INCHES_PER_FOOT, "st_lb": POUNDS_PER_STONE}
TALLEST_IN_METRES = 3
_FEET_AND_INCHES = re.compile(r"(\d+)\s*(?:'|′|’|ft|feet|foot)\s*(?:(\d+(?:\.\d+)?)\s*\D*)?")
_STONES_AND_POUNDS = re.compile(r"(\d+)\s*(?:st|stones?)\s*(?:(\d+(?:\.\d+)?)\s*\D*)?")
UNITS: dict[Quantity, dict[str, tuple[str, ...]]] = {
    Quantity.HEIGHT: {"cm": ("cm",), "ft_in": ("ft", "in")},
    Quantity.WAIST: {"cm": ("cm",), "in": ("in",)},
    Quantity.WEIGHT: {"kg": ("kg",), "st_lb": ("st", "lb")},
}
LIKELY: dict[Quantity, Decimal] = {
    Quantity.HEIGHT: Decimal(170),
    Quantity.WAIST: Decimal(85),
    Quantity.WEIGHT: Decimal(72),
}


def parse_measurement(question: Question, fields: Fields) -> Parsed:
    """Parse a height, waist or weight in either unit into cm or kg, exactly."""
    if question.quantity is None:
        raise ValueError(f"The measurement {question.key} has no quantity.")
    units = UNITS[question.quantity]
    other = _in_another_unit(question.quantity, units, fields)
    if other is not None:
        return _answer_in(question, fields, *other)
    unit = _unit(units, fields)
    if unit is None:
        return problem("unit", "unit")
    parts = units[unit]
    values = _part_values(parts, fields)
    if isinstance(values, Parsed):
        return values
    if question.quantity is Quantity.HEIGHT and parts == ("cm",):
        values = [_in_centimetres(values[0])]
    value = _to_base(unit, values)
    entered = _entered(parts, fields, values) | {"unit": unit}
    return bounded(question.limits, value, Answer.given(value, entered), parts[0])


def _entered(parts: tuple[str, ...], fields: Fields, values: list[Decimal]) -> dict[str, str]:
    """Return what was typed into each box; the number alone where it was typed with more."""
    texts = {part: fields.text(part) for part in parts}
    alone = {
        part: texts[part] if not number or measured(texts[part]) == (number, "") else _said(number)
        for part, number in zip(parts, values, strict=True)
    }
    return {part: text for part, text in alone.items() if text}


def _said(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _in_centimetres(number: Decimal) -> Decimal:
    """Take a small number for metres: nobody is 1.7 cm tall."""
    return number * 100 if 0 < number < TALLEST_IN_METRES else number


def _answer_in(question: Question, fields: Fields, unit: str, values: list[Decimal]) -> Parsed:
    """Return the answer in the unit that was meant; it is kept as if typed into its boxes."""
    quantity = question.quantity or Quantity.HEIGHT
    value = _to_base(unit, values)
    shown = {p: _said(v) for p, v in zip(UNITS[quantity][unit], values, strict=True)}
    box = fields.filled(*measurement_parts(question))[0]
    return bounded(question.limits, value, Answer.given(value, shown | {"unit": unit}), box)


def measurement_parts(question: Question) -> tuple[str, ...]:
    """Return the names of every field a measurement may post, unit aside."""
    if question.quantity is None:
        return ("value",)
    return tuple(part for parts in UNITS[question.quantity].values() for part in parts)


def example_in_parts(quantity: Quantity, part: str) -> dict[str, int | Decimal]:
    """Give a value many people have, in the unit that has this part: 170 cm, or 5 ft 7 in.

    Where no unit of the quantity has it (kilograms typed for a height), the first unit is taken.
    """
    units = list(UNITS[quantity].values())
    if not any(part in parts for parts in units):
        part = units[0][0]
    return limit_in_parts(quantity, part, LIKELY[quantity], at_least=True)


def limit_in_parts(
    quantity: Quantity, part: str, limit: Decimal, *, at_least: bool
) -> dict[str, int | Decimal]:
    """Say a limit in the unit that has this part: 100 cm as 3 ft 4 in where feet were typed.

    In whole inches or pounds that are still allowed.
    """
    unit, parts = next((unit, parts) for unit, parts in UNITS[quantity].items() if part in parts)
    factor = KG_PER_POUND if unit == "st_lb" else CM_PER_INCH
    if unit in ("cm", "kg"):
        return {part: limit}
    rounding = ROUND_CEILING if at_least else ROUND_FLOOR
    small = int((limit / factor).to_integral_value(rounding))
    if len(parts) == 1:
        return {part: small}
    return dict(zip(parts, divmod(small, IN_ONE[unit]), strict=True))


def _unit(units: dict[str, tuple[str, ...]], fields: Fields) -> str | None:
    chosen = fields.text("unit")
    if chosen:
        return chosen if chosen in units else None
    filled = [unit for unit, parts in units.items() if fields.filled(*parts)]
    return filled[0] if len(filled) == 1 else None


def _in_another_unit(
    quantity: Quantity, units: Mapping[str, tuple[str, ...]], fields: Fields
) -> tuple[str, list[Decimal]] | None:
    """Understand one box that holds another unit than its own, as "11 st 4" or "150 lb" in kg."""
    filled = fields.filled(*(part for parts in units.values() for part in parts))
    if len(filled) != 1:
        return None
    text, (box,) = fields.text(filled[0]), filled
    both = _in_two_parts(quantity, text) if box in {"cm", "kg"} else None
    if both is not None:
        return both
    found = measured(text)
    if found is None or found[1] in {"", box} or (found[1], box) == ("m", "cm"):
        return None
    number, typed = found
    if typed == "m":
        number, typed = number * 100, "cm"
    for unit, parts in units.items():
        if typed == parts[0] and (len(parts) == 1 or number == number.to_integral_value()):
            return unit, [number, *[Decimal(0)] * (len(parts) - 1)]
        if len(parts) == 2 and typed == parts[1]:
            large = number // IN_ONE[unit]
            return unit, [large, number - large * IN_ONE[unit]]
    return None


def _in_two_parts(quantity: Quantity, text: str) -> tuple[str, list[Decimal]] | None:
    pattern, unit = {
        Quantity.HEIGHT: (_FEET_AND_INCHES, "ft_in"),
        Quantity.WEIGHT: (_STONES_AND_POUNDS, "st_lb"),
    }.get(quantity, (None, ""))
    match = pattern.fullmatch(plain(text)) if pattern is not None else None
    if match is None or Decimal(match[2] or 0) >= IN_ONE[unit]:
        return None
    return unit, [Decimal(match[1]), Decimal(match[2] or 0)]


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
        found = measured(fields.text(part))
        if found is None:
            return problem("not_a_number", part)
        number, typed = found
        if typed == "m" and part == "cm":
            number *= 100
        elif typed and typed != part:
            return problem("unit", "unit")
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
    if len(parts) == 1:
        return None
    if number < 0:
        return problem("too_small", parts[index], min=0)
    if index == 0:
        return problem("not_whole", parts[0]) if number != number.to_integral_value() else None
    limit = IN_ONE["ft_in" if parts[1] == "in" else "st_lb"]
    return problem("part_too_big", parts[1], below=limit) if number >= limit else None


def _to_base(unit: str, values: list[Decimal]) -> Decimal:
    match unit:
        case "ft_in":
            return (values[0] * INCHES_PER_FOOT + values[1]) * CM_PER_INCH
        case "in":
            return values[0] * CM_PER_INCH
        case "st_lb":
            return (values[0] * POUNDS_PER_STONE + values[1]) * KG_PER_POUND
    return values[0]
