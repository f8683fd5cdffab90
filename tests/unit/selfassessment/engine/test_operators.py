"""Does each operator compare as its name says, and say "unknown" when something is missing?"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.ages import age_on
from selfassessment.engine.kinds import Operator as Op
from selfassessment.engine.model import ComparisonValue
from selfassessment.engine.operators import COMPARISONS, Subject, compare
from selfassessment.engine.truth import Truth
from tests.unit.selfassessment.engine.samples import TODAY

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN
BANDS = ("low", "medium", "high")


@pytest.mark.parametrize(
    ("operator", "value", "true_for", "false_for"),
    [
        (Op.IS, "a", ["a"], ["b"]),
        (Op.IS_NOT, "a", ["b"], ["a"]),
        (Op.IS_ANY_OF, ("a", "b"), ["a", "b"], ["c"]),
        (Op.IS_NONE_OF, ("a", "b"), ["c"], ["a", "b"]),
        (Op.INCLUDES, "a", [("a",), ("a", "b")], [("b",)]),
        (Op.DOES_NOT_INCLUDE, "a", [("b",)], [("a", "b")]),
        (Op.INCLUDES_ANY_OF, ("a", "b"), [("b", "c")], [("c",)]),
        (Op.INCLUDES_ALL_OF, ("a", "b"), [("a", "b", "c")], [("a", "c")]),
        (Op.COUNT_IS, Decimal(2), [("a", "b")], [("a",)]),
        (Op.COUNT_LESS_THAN, Decimal(2), [("a",)], [("a", "b")]),
        (Op.COUNT_MORE_THAN, Decimal(1), [("a", "b")], [("a",)]),
        (Op.EQUALS, Decimal(25), [25, Decimal("25.0")], [Decimal("24.9"), Decimal("25.1")]),
        (Op.LESS_THAN, Decimal(25), [Decimal("24.9")], [25, Decimal("25.1")]),
        (Op.AT_MOST, Decimal(25), [Decimal("24.9"), 25], [Decimal("25.1")]),
        (Op.MORE_THAN, Decimal(25), [Decimal("25.1")], [25, Decimal("24.9")]),
        (Op.AT_LEAST, Decimal(25), [25, Decimal("25.1")], [Decimal("24.9")]),
        (Op.BETWEEN, (Decimal(10), Decimal(20)), [10, 15, 20], [Decimal("9.9"), Decimal("20.1")]),
        (Op.IS_TRUE, None, [True], [False]),
        (Op.IS_FALSE, None, [False], [True]),
        (Op.BEFORE, TODAY, [date(2026, 11, 24)], [TODAY, date(2026, 11, 26)]),
        (Op.AFTER, TODAY, [date(2026, 11, 26)], [TODAY, date(2026, 11, 24)]),
        (
            Op.WITHIN_DAYS,
            Decimal(28),
            [TODAY, TODAY - timedelta(28)],
            [TODAY - timedelta(29), TODAY + timedelta(1)],
        ),
        (Op.AGE_AT_LEAST, Decimal(18), [date(2008, 11, 25)], [date(2008, 11, 26)]),
        (Op.AGE_LESS_THAN, Decimal(18), [date(2008, 11, 26)], [date(2008, 11, 25)]),
        (Op.AGE_AT_MOST, Decimal(17), [date(2008, 11, 26)], [date(2008, 11, 25)]),
        (Op.AGE_MORE_THAN, Decimal(17), [date(2008, 11, 25)], [date(2008, 11, 26)]),
        (Op.AGE_EQUALS, Decimal(18), [date(2008, 11, 25)], [date(2008, 11, 26)]),
        (Op.AGE_BETWEEN, (Decimal(40), Decimal(74)), [date(1986, 11, 25)], [date(1986, 11, 26)]),
        (Op.BAND_IS, "low", ["low"], ["high"]),
        (Op.BAND_IS_NOT, "low", ["high"], ["low"]),
        (Op.BAND_IS_ANY_OF, ("low", "high"), ["high"], ["medium"]),
        (Op.BAND_IS_NONE_OF, ("low", "high"), ["medium"], ["high"]),
        (Op.BAND_AT_LEAST, "medium", ["medium", "high"], ["low"]),
        (Op.BAND_AT_MOST, "medium", ["medium", "low"], ["high"]),
    ],
)
def test_operator(
    operator: Op, value: ComparisonValue, true_for: list[object], false_for: list[object]
) -> None:
    for wanted, subjects in ((T, true_for), (F, false_for)):
        for subject in subjects:
            found = compare(operator, Subject(subject, BANDS, today=TODAY), value)
            assert found is wanted, f"{operator} {value} for {subject}"


@pytest.mark.parametrize("operator", list(COMPARISONS))
def test_a_missing_answer_is_unknown_to_every_operator(operator: Op) -> None:
    for value in ("a", ("a",), Decimal(1), (Decimal(1), Decimal(2)), TODAY, None):
        assert compare(operator, Subject(None, BANDS, today=TODAY), value) is U


@settings(deadline=None)
@given(
    st.sampled_from(list(COMPARISONS)),
    st.sampled_from(["a", 3, Decimal("1.5"), True, TODAY, ("a",), frozenset({"a"}), object()]),
    st.sampled_from(["a", ("a",), Decimal(1), (Decimal(1), Decimal(2)), TODAY, None]),
)
def test_the_wrong_type_never_raises(operator: Op, subject: object, value: ComparisonValue) -> None:
    assert compare(operator, Subject(subject, BANDS, today=TODAY), value) in Truth


def test_every_operator_is_there() -> None:
    assert set(Op) == set(COMPARISONS) | {Op.ANSWERED, Op.NOT_ANSWERED}


def test_answered_is_never_unknown() -> None:
    assert compare(Op.ANSWERED, Subject("a"), None) is T
    assert compare(Op.ANSWERED, Subject(None), None) is F
    assert compare(Op.NOT_ANSWERED, Subject(None), None) is T


def test_an_age_without_a_day_is_unknown() -> None:
    assert compare(Op.AGE_AT_LEAST, Subject(date(1980, 1, 1)), Decimal(18)) is U


def test_yes_and_no_are_no_numbers() -> None:
    assert compare(Op.EQUALS, Subject(True), Decimal(1)) is U


@pytest.mark.parametrize(
    ("born", "today", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2026, 11, 25), TODAY, 0),
        (date(2026, 11, 26), TODAY, None),
    ],
)
def test_ages(born: date, today: date, age: int | None) -> None:
    assert age_on(born, today) == age
