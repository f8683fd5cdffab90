"""How is a condition read from JSON?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from selfassessment.engine.kinds import Operator
from selfassessment.engine.model import (
    Combination,
    Comparison,
    ComparisonValue,
    Condition,
    Named,
    NamedCondition,
    OperandKind,
)
from selfassessment.engine.reading import (
    CHOICE_KEY,
    LoadError,
    Reader,
    as_day,
    as_list,
    as_number,
    checked_key,
)

DEPTH_LIMIT = 3
SOURCES: tuple[OperandKind, ...] = ("question", "score", "fact")
COMBINING: tuple[Literal["all", "any", "none"], ...] = ("all", "any", "none")

CODE_OPERATORS = frozenset(
    {
        Operator.IS,
        Operator.IS_NOT,
        Operator.BAND_IS,
        Operator.BAND_IS_NOT,
        Operator.BAND_AT_LEAST,
        Operator.BAND_AT_MOST,
        Operator.INCLUDES,
        Operator.DOES_NOT_INCLUDE,
    }
)
LIST_OPERATORS = frozenset(
    {
        Operator.IS_ANY_OF,
        Operator.IS_NONE_OF,
        Operator.BAND_IS_ANY_OF,
        Operator.BAND_IS_NONE_OF,
        Operator.INCLUDES_ANY_OF,
        Operator.INCLUDES_ALL_OF,
    }
)
RANGE_OPERATORS = frozenset({Operator.BETWEEN, Operator.AGE_BETWEEN})
DAY_OPERATORS = frozenset({Operator.BEFORE, Operator.AFTER})
BARE_OPERATORS = frozenset(
    {Operator.IS_TRUE, Operator.IS_FALSE, Operator.ANSWERED, Operator.NOT_ANSWERED}
)


def read_condition(data: Any, path: str, depth: int = 1) -> Condition:
    """Read a condition; a plain text names one. LoadError beyond the depth limit."""
    if isinstance(data, str):
        return Named(checked_key(data, path))
    if depth > DEPTH_LIMIT:
        raise LoadError(path, f"is nested too deep (at most {DEPTH_LIMIT}); name a part of it")
    reader = Reader(data, path)
    found = [name for name in (*SOURCES, *COMBINING, "named") if reader.has(name)]
    if len(found) != 1:
        raise LoadError(path, "needs exactly one of: question, score, fact, named, all, any, none")
    if found[0] == "named":
        reader.only("named")
        return Named(reader.key("named"))
    for how in COMBINING:
        if how == found[0]:
            return _read_combination(reader, how, depth)
    return _read_comparison(reader, found[0])


def _read_combination(
    reader: Reader, how: Literal["all", "any", "none"], depth: int
) -> Combination:
    reader.only(how)
    parts = tuple(read_condition(item, place, depth + 1) for item, place in reader.items(how))
    if not parts:
        raise reader.fail(how, "must not be empty")
    return Combination(how, parts)


def _read_comparison(reader: Reader, source: str) -> Comparison:
    reader.only(source, "op", "value")
    operator = reader.choice("op", Operator)
    for kind in SOURCES:
        if kind == source:
            return Comparison(kind, reader.key(source), operator, _read_value(reader, operator))
    raise AssertionError(source)


def _read_value(reader: Reader, operator: Operator) -> ComparisonValue:
    place = reader.at("value")
    if operator in BARE_OPERATORS:
        if reader.has("value"):
            raise reader.fail("value", f"must be left out for {operator.value}")
        return None
    value = reader.raw("value")
    if operator in CODE_OPERATORS:
        return _read_code(value, place)
    if operator in LIST_OPERATORS:
        return _read_codes(value, place)
    if operator in RANGE_OPERATORS:
        return _read_range(value, place)
    return as_day(value, place) if operator in DAY_OPERATORS else as_number(value, place)


def _read_code(value: Any, place: str) -> str:
    if not isinstance(value, str) or not value:
        raise LoadError(place, "must be a code")
    return value if value[0].isupper() else checked_key(value, place, CHOICE_KEY)


def _read_codes(value: Any, place: str) -> tuple[str, ...]:
    codes = tuple(
        _read_code(item, f"{place}[{index}]") for index, item in enumerate(as_list(value, place))
    )
    if not codes:
        raise LoadError(place, "must not be empty")
    return codes


def _read_range(value: Any, place: str) -> tuple[Decimal, Decimal]:
    ends = [
        as_number(item, f"{place}[{index}]") for index, item in enumerate(as_list(value, place))
    ]
    if len(ends) != 2:
        raise LoadError(place, "must be two numbers, lowest and highest")
    if ends[0] > ends[1]:
        raise LoadError(place, "must begin with the lower number")
    return ends[0], ends[1]


def read_named_conditions(reader: Reader) -> dict[str, NamedCondition]:
    """Read the object of named conditions; its values are bare or have name and test."""
    named: dict[str, NamedCondition] = {}
    for key, item, place in reader.entries("conditions"):
        inner = Reader(item, place)
        name = key.replace("_", " ")
        if inner.has("test"):
            inner.only("name", "test")
            name = inner.text("name", default=name)
            item, place = inner.raw("test"), inner.at("test")
        named[key] = NamedCondition(key, name, read_condition(item, place))
    return named
