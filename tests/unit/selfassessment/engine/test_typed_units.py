"""Is the unit that was typed the unit that counts, in any script, and never another one?"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answers import Parsed, parse
from selfassessment.engine.typed import measured
from tests.unit.selfassessment.engine.samples import TODAY, question

HEIGHT = question("measurement", quantity="height")
WEIGHT = question("measurement", quantity="weight")
WAIST = question("measurement", quantity="waist")
MINUTES = question("minutes")
BIRTH = question("date", earliest="1900-01-01", latest="today")
ZEROS = st.sampled_from([0x0030, 0x0AE6, 0x0660, 0x06F0, 0x0966, 0x09E6, 0xFF10])
CM_UNITS = st.sampled_from(["", "cm", " cm", " CM.", " centimetres"])
KG_UNITS = st.sampled_from(["", "kg", " kg", " KG.", " kilos"])


def value(parsed: Parsed) -> Any:
    assert parsed.answer is not None, parsed
    return parsed.answer.value


def code(parsed: Parsed) -> str | None:
    return parsed.problems[0].code if parsed.problems else None


def entered(parsed: Parsed) -> dict[str, str]:
    assert parsed.answer is not None
    return dict(parsed.answer.entered)


def written(number: Decimal | int, zero: int) -> str:
    return "".join(chr(zero + int(c)) if c.isdigit() else c for c in str(number))


@pytest.mark.parametrize(
    ("raw", "cm", "shown"),
    [
        ({"cm": "5 ft 0"}, "152.4", {"ft": "5", "in": "0", "unit": "ft_in"}),
        ({"cm": "5 ft 0 in"}, "152.4", {"ft": "5", "in": "0", "unit": "ft_in"}),
        ({"cm": "5 ft"}, "152.4", {"ft": "5", "in": "0", "unit": "ft_in"}),
        ({"cm": "5' 11\""}, "180.34", {"ft": "5", "in": "11", "unit": "ft_in"}),
        ({"cm": "5 ft 10½"}, "179.07", {"ft": "5", "in": "10.5", "unit": "ft_in"}),
        ({"cm": "70 in"}, "177.8", {"ft": "5", "in": "10", "unit": "ft_in"}),
        ({"ft": "170 cm"}, "170", {"cm": "170", "unit": "cm"}),
        ({"ft": "1.7 m"}, "170", {"cm": "170", "unit": "cm"}),
        ({"ft": "૫ ft ૦"}, "152.4", {"ft": "5", "unit": "ft_in"}),
        ({"cm": "1.7 metres"}, "170", {"cm": "170", "unit": "cm"}),
    ],
)
def test_a_height_in_the_other_box(raw: dict[str, str], cm: str, shown: dict[str, str]) -> None:
    parsed = parse(HEIGHT, raw)
    assert value(parsed) == Decimal(cm)
    assert entered(parsed) == shown


@pytest.mark.parametrize(
    ("raw", "kg", "shown"),
    [
        ({"kg": "150 lb"}, "68.0388555", {"st": "10", "lb": "10", "unit": "st_lb"}),
        ({"kg": "11 st 4"}, "71.66759446", {"st": "11", "lb": "4", "unit": "st_lb"}),
        ({"kg": "11 stone"}, "69.85322498", {"st": "11", "lb": "0", "unit": "st_lb"}),
        ({"st": "80 kg"}, "80", {"kg": "80", "unit": "kg"}),
        ({"kg": "1٬000 lb"}, "453.59237", {}),
    ],
)
def test_a_weight_in_the_other_box(raw: dict[str, str], kg: str, shown: dict[str, str]) -> None:
    parsed = parse(WEIGHT, raw)
    if not shown:
        assert code(parsed) == "too_big"
        return
    assert value(parsed) == Decimal(kg)
    assert entered(parsed) == shown


@pytest.mark.parametrize(
    ("asked", "raw", "problem"),
    [
        (WEIGHT, {"kg": "80 cm"}, "unit"),
        (HEIGHT, {"cm": "80 kg"}, "unit"),
        (HEIGHT, {"ft": "5", "in": "60 cm"}, "unit"),
        (WEIGHT, {"st": "11 kg", "lb": "4"}, "unit"),
        (WEIGHT, {"kg": "80 bananas"}, "not_a_number"),
        (HEIGHT, {"cm": "5 ft 13"}, "not_a_number"),
    ],
)
def test_a_unit_that_does_not_belong_here_is_never_read_as_another(
    asked: Any, raw: dict[str, str], problem: str
) -> None:
    assert code(parse(asked, raw)) == problem


def test_a_waist_in_either_unit() -> None:
    assert value(parse(WAIST, {"cm": "32 in"})) == Decimal("81.28")
    assert value(parse(WAIST, {"in": "82 cm"})) == Decimal(82)


@pytest.mark.parametrize(
    ("raw", "minutes"),
    [
        ({"value": "2 hours"}, 120),
        ({"value": "1 h 30"}, 90),
        ({"value": "1 hour and 30 minutes"}, 90),
        ({"value": "1:30"}, 90),
        ({"value": "1.5 hours"}, 90),
        ({"value": "90 min"}, 90),
        ({"hours": "90 minutes"}, 90),
        ({"minutes": "2 hrs"}, 120),
        ({"value": "۹۰"}, 90),
    ],
)
def test_a_time_in_hours_or_minutes(raw: dict[str, str], minutes: int) -> None:
    assert value(parse(MINUTES, raw)) == minutes


@settings(max_examples=60, deadline=None)
@given(st.decimals(100, 250, places=1), ZEROS, CM_UNITS)
def test_any_height_in_centimetres(cm: Decimal, zero: int, unit: str) -> None:
    for text in (written(cm, zero), written(cm, zero).replace(".", ",")):
        assert value(parse(HEIGHT, {"cm": f" {text}{unit} "})) == cm


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 7), st.integers(0, 11), ZEROS)
def test_any_height_in_feet_and_inches_in_any_box(feet: int, inches: int, zero: int) -> None:
    cm = (feet * 12 + inches) * Decimal("2.54")
    large, small = written(feet, zero), written(inches, zero)
    for raw in (
        {"ft": large, "in": small},
        {"ft": f"{large} ft", "in": f"{small} in"},
        {"ft": f"{large} ft {small} in"},
        {"cm": f"{large}'{small}\""},
        {"cm": f"{large} feet {small}"},
    ):
        assert value(parse(HEIGHT, raw)) == cm, raw


@settings(max_examples=60, deadline=None)
@given(st.decimals(25, 350, places=1), ZEROS, KG_UNITS)
def test_any_weight_in_kilograms(kg: Decimal, zero: int, unit: str) -> None:
    assert value(parse(WEIGHT, {"kg": f"{written(kg, zero)}{unit}"})) == kg


@settings(max_examples=60, deadline=None)
@given(st.integers(4, 50), st.integers(0, 13), ZEROS)
def test_any_weight_in_stones_and_pounds_in_any_box(stones: int, pounds: int, zero: int) -> None:
    kg = (stones * 14 + pounds) * Decimal("0.45359237")
    large, small = written(stones, zero), written(pounds, zero)
    for raw in (
        {"st": large, "lb": small},
        {"st": f"{large} st {small} lb"},
        {"kg": f"{large} st {small}"},
        {"kg": f"{written(stones * 14 + pounds, zero)} lbs"},
    ):
        assert value(parse(WEIGHT, raw)) == kg, raw


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=30))
def test_reading_a_measure_never_raises_and_never_makes_up_a_unit(text: str) -> None:
    found = measured(text)
    if found is not None:
        assert found[0].is_finite()
        assert found[1] == "" or any(c.isalpha() or not c.isalnum() for c in text)


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1900, 1, 1), TODAY), ZEROS)
def test_any_birthday_in_boxes_or_in_one(day: date, zero: int) -> None:
    parts = {name: written(getattr(day, name), zero) for name in ("day", "month", "year")}
    d, m, y = parts.values()
    for raw in (parts, {"day": f"{d}/{m}/{y}"}, {"value": f"{d}.{m}.{y}"}):
        assert value(parse(BIRTH, raw, today=TODAY)) == day


def test_a_date_may_be_typed_in_words() -> None:
    assert value(parse(BIRTH, {"day": "3rd April 1980"}, today=TODAY)) == date(1980, 4, 3)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30_000))
def test_a_birthday_in_the_future_is_refused_with_its_reason(days: int) -> None:
    day = TODAY + timedelta(days=days)
    raw = {name: str(getattr(day, name)) for name in ("day", "month", "year")}
    assert code(parse(BIRTH, raw, today=TODAY)) == "too_late"


@pytest.mark.parametrize("year", ["1359", "1400"])
def test_a_year_of_another_calendar_is_refused_as_long_ago(year: str) -> None:
    raw = {"day": "1", "month": "1", "year": year}
    assert code(parse(BIRTH, raw, today=TODAY)) == "too_early"
