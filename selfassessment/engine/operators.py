"""Does one value stand in one relation to another? (Each operator, three-valued.)"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, TypeGuard

from selfassessment.engine.ages import age_on
from selfassessment.engine.kinds import Operator as Op
from selfassessment.engine.model import ComparisonValue
from selfassessment.engine.truth import Truth, truth


class Subject(NamedTuple):
    """What is compared: a value (None is missing), its rising order, how many were chosen."""

    value: object = None
    order: tuple[str, ...] = ()
    chosen: int | None = None
    today: date | None = None


NOTHING = Subject()
Compare = Callable[[Subject, ComparisonValue], bool | None]


def compare(operator: Op, subject: Subject, value: ComparisonValue) -> Truth:
    """Compare; a missing value, or one of the wrong type, is UNKNOWN, never true or false."""
    known = subject.value is not None
    if operator is Op.ANSWERED or operator is Op.NOT_ANSWERED:
        return truth(known is (operator is Op.ANSWERED))
    if not known:
        return Truth.UNKNOWN
    return truth(COMPARISONS[operator](subject, value))


def _is_number(value: object) -> TypeGuard[int | Decimal]:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _number(check: Callable[[Decimal, Decimal], bool]) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        if not _is_number(subject.value) or not isinstance(value, Decimal):
            return None
        return check(Decimal(subject.value), value)

    return run


def _between(subject: Subject, value: ComparisonValue) -> bool | None:
    if not _is_number(subject.value) or not isinstance(value, tuple) or len(value) != 2:
        return None
    low, high = value
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return None
    return low <= Decimal(subject.value) <= high


def _age(inner: Compare) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        if not isinstance(subject.value, date) or subject.today is None:
            return None
        return inner(Subject(age_on(subject.value, subject.today)), value)

    return run


def _count(check: Callable[[int, Decimal], bool]) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        if not isinstance(subject.value, tuple | frozenset) or not isinstance(value, Decimal):
            return None
        return check(len(subject.value) if subject.chosen is None else subject.chosen, value)

    return run


def _code(check: Callable[[str, tuple[str, ...]], bool]) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        codes = _codes(value)
        return check(subject.value, codes) if isinstance(subject.value, str) and codes else None

    return run


def _several(check: Callable[[frozenset[str], frozenset[str]], bool]) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        codes = _codes(value)
        if not isinstance(subject.value, tuple | frozenset) or not codes:
            return None
        return check(frozenset(subject.value), frozenset(codes))

    return run


def _codes(value: ComparisonValue) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, tuple):
        return tuple(part for part in value if isinstance(part, str))
    return ()


def _band(check: Callable[[int, int], bool]) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        if subject.value not in subject.order or value not in subject.order:
            return None
        return check(subject.order.index(str(subject.value)), subject.order.index(str(value)))

    return run


def _day(check: Callable[[date, date], bool]) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        if not isinstance(subject.value, date) or not isinstance(value, date):
            return None
        return check(subject.value, value)

    return run


def _within_days(subject: Subject, value: ComparisonValue) -> bool | None:
    if not isinstance(subject.value, date) or not isinstance(value, Decimal):
        return None
    if subject.today is None:
        return None
    return subject.today - timedelta(days=int(value)) <= subject.value <= subject.today


def _flag(wanted: bool) -> Compare:
    def run(subject: Subject, value: ComparisonValue) -> bool | None:
        return subject.value is wanted if isinstance(subject.value, bool) else None

    return run


_NUMBERS: dict[Op, Compare] = {
    Op.EQUALS: _number(lambda a, b: a == b),
    Op.LESS_THAN: _number(lambda a, b: a < b),
    Op.AT_MOST: _number(lambda a, b: a <= b),
    Op.MORE_THAN: _number(lambda a, b: a > b),
    Op.AT_LEAST: _number(lambda a, b: a >= b),
    Op.BETWEEN: _between,
}
_AGES: dict[Op, Compare] = {
    Op.AGE_EQUALS: _age(_NUMBERS[Op.EQUALS]),
    Op.AGE_LESS_THAN: _age(_NUMBERS[Op.LESS_THAN]),
    Op.AGE_AT_MOST: _age(_NUMBERS[Op.AT_MOST]),
    Op.AGE_MORE_THAN: _age(_NUMBERS[Op.MORE_THAN]),
    Op.AGE_AT_LEAST: _age(_NUMBERS[Op.AT_LEAST]),
    Op.AGE_BETWEEN: _age(_between),
}
_CODES: dict[Op, Compare] = {
    Op.IS: _code(lambda a, b: a in b),
    Op.IS_NOT: _code(lambda a, b: a not in b),
    Op.IS_ANY_OF: _code(lambda a, b: a in b),
    Op.IS_NONE_OF: _code(lambda a, b: a not in b),
}
COMPARISONS: dict[Op, Compare] = {
    **_NUMBERS,
    **_AGES,
    **_CODES,
    Op.BAND_IS: _CODES[Op.IS],
    Op.BAND_IS_NOT: _CODES[Op.IS_NOT],
    Op.BAND_IS_ANY_OF: _CODES[Op.IS_ANY_OF],
    Op.BAND_IS_NONE_OF: _CODES[Op.IS_NONE_OF],
    Op.BAND_AT_LEAST: _band(lambda a, b: a >= b),
    Op.BAND_AT_MOST: _band(lambda a, b: a <= b),
    Op.INCLUDES: _several(lambda a, b: b <= a),
    Op.DOES_NOT_INCLUDE: _several(lambda a, b: not b & a),
    Op.INCLUDES_ANY_OF: _several(lambda a, b: bool(b & a)),
    Op.INCLUDES_ALL_OF: _several(lambda a, b: b <= a),
    Op.COUNT_IS: _count(lambda a, b: a == b),
    Op.COUNT_LESS_THAN: _count(lambda a, b: a < b),
    Op.COUNT_MORE_THAN: _count(lambda a, b: a > b),
    Op.BEFORE: _day(lambda a, b: a < b),
    Op.AFTER: _day(lambda a, b: a > b),
    Op.WITHIN_DAYS: _within_days,
    Op.IS_TRUE: _flag(True),
    Op.IS_FALSE: _flag(False),
}
# The operators that look at more of a subject than its value.
IN_ORDER = frozenset({Op.BAND_AT_LEAST, Op.BAND_AT_MOST})
COUNTING = frozenset({Op.COUNT_IS, Op.COUNT_LESS_THAN, Op.COUNT_MORE_THAN})
