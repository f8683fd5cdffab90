"""Is what people type understood, in any script, and named clearly when it is not?"""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answers import Parsed, parse
from selfassessment.engine.typed import decimal_of, western
from tests.unit.selfassessment.engine.samples import question

HEIGHT = question("measurement", quantity="height")
WEIGHT = question("measurement", quantity="weight")
WAIST = question("measurement", quantity="waist")


def code(parsed: Parsed) -> tuple[str, str] | None:
    return (parsed.problems[0].code, parsed.problems[0].part) if parsed.problems else None


def value(parsed: Parsed) -> object:
    assert parsed.ok, parsed
    assert parsed.answer is not None
    return parsed.answer.value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("72", "72"),
        (" 72 ", "72"),
        ("72.5", "72.5"),
        ("72,5", "72.5"),
        ("1,500", "1500"),
        ("1,500.5", "1500.5"),
        ("૭૨", "72"),
        ("٧٢", "72"),
        ("۷۲٫۵", "72.5"),
        ("७२", "72"),
        ("７２", "72"),
        ("\u200f۷۲\u200f", "72"),
        ("170 cm", "170"),
        ("80kg", "80"),
        ("1 500", "1500"),
        ("−5", "-5"),
        (".5", "0.5"),
        ("5.", "5"),
    ],
)
def test_numbers_are_read(text: str, number: str) -> None:
    assert decimal_of(text) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["", "ten", "1.2.3", "1,2,3", "--1", "1e5", "NaN", "inf", "9" * 30]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert decimal_of(text) is None


@settings(deadline=None)
@given(st.text(max_size=40))
def test_reading_a_number_never_raises(text: str) -> None:
    number = decimal_of(text)
    assert number is None or number.is_finite()


@settings(deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([0x0AE6, 0x0660, 0x06F0, 0x0966, 0x0030]))
def test_digits_of_each_script_are_the_same_number(number: int, zero: int) -> None:
    typed = "".join(chr(zero + int(digit)) for digit in str(number))
    assert western(typed) == str(number)
    assert decimal_of(typed) == number


@pytest.mark.parametrize(
    ("raw", "cm"),
    [
        ({"cm": "170"}, "170"),
        ({"cm": "170,5"}, "170.5"),
        ({"cm": "1.70"}, "170"),
        ({"cm": "1,7 m"}, "170"),
        ({"unit": "ft_in", "ft": "5", "in": "0", "cm": ""}, "152.4"),
        ({"unit": "ft_in", "ft": "5", "in": ""}, "152.4"),
        ({"ft": "5", "in": "11"}, "180.34"),
        ({"ft": "5", "in": "10.5"}, "179.07"),
        ({"ft": "૫", "in": "૦"}, "152.4"),
        ({"ft": "5 ft 11"}, "180.34"),
        ({"ft": "5'11\""}, "180.34"),
        ({"unit": "cm", "cm": "170", "ft": "5", "in": "1"}, "170"),
    ],
)
def test_heights(raw: dict[str, str], cm: str) -> None:
    assert value(parse(HEIGHT, raw)) == Decimal(cm)


@pytest.mark.parametrize(
    ("raw", "kg"),
    [
        ({"kg": "80"}, "80"),
        ({"st": "11", "lb": "0"}, "69.85322498"),
        ({"st": "11", "lb": "4"}, "71.66759446"),
        ({"st": "11 st 4"}, "71.66759446"),
        ({"unit": "st_lb", "st": "۱۱", "lb": ""}, "69.85322498"),
    ],
)
def test_weights(raw: dict[str, str], kg: str) -> None:
    assert value(parse(WEIGHT, raw)) == Decimal(kg)


def test_waist_in_inches() -> None:
    assert value(parse(WAIST, {"in": "32"})) == Decimal("81.28")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({}, ("required", "cm")),
        ({"unit": "ft_in"}, ("required", "ft")),
        ({"unit": "miles", "cm": "170"}, ("unit", "unit")),
        ({"cm": "170", "ft": "5"}, ("unit", "unit")),
        ({"cm": "tall"}, ("not_a_number", "cm")),
        ({"in": "5"}, ("part_missing", "ft")),
        ({"ft": "5", "in": "12"}, ("part_too_big", "in")),
        ({"ft": "5.5", "in": "1"}, ("not_whole", "ft")),
        ({"ft": "5", "in": "-1"}, ("too_small", "in")),
        ({"cm": "99.9"}, ("too_small", "cm")),
        ({"cm": "250.1"}, ("too_big", "cm")),
        ({"ft": "3", "in": "3"}, ("too_small", "ft")),
    ],
)
def test_height_problems(raw: dict[str, str], problem: tuple[str, str]) -> None:
    assert code(parse(HEIGHT, raw)) == problem


@pytest.mark.parametrize(
    ("cm", "check"),
    [
        ("100", "unusually_low"),
        ("139.9", "unusually_low"),
        ("140", None),
        ("210", None),
        ("210.1", "unusually_high"),
        ("250", "unusually_high"),
    ],
)
def test_an_unusual_height_is_kept_and_asked_about(cm: str, check: str | None) -> None:
    parsed = parse(HEIGHT, {"cm": cm})
    assert parsed.ok
    assert (parsed.check.code if parsed.check else None) == check


def test_what_was_typed_is_kept() -> None:
    parsed = parse(HEIGHT, {"ft": "5", "in": "0"})
    assert parsed.answer is not None
    assert dict(parsed.answer.entered) == {"ft": "5", "in": "0", "unit": "ft_in"}
