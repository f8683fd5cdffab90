"""Numbers, choices, dates and words: what is read, what is refused, what is kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.engine.answers import Answer, Parsed, State, from_json, parse, parts_of
from selfassessment.engine.kinds import QuestionType
from selfassessment.engine.typed import visible
from tests.unit.selfassessment.engine.samples import TODAY, question


def code(parsed: Parsed) -> tuple[str, str] | None:
    return (parsed.problems[0].code, parsed.problems[0].part) if parsed.problems else None


def value(parsed: Parsed) -> object:
    assert parsed.ok, parsed
    assert parsed.answer is not None
    return parsed.answer.value


NUMBER = question("whole_number", min=0, max=100)
MINUTES = question("minutes")


@pytest.mark.parametrize(
    ("asked", "raw", "expected"),
    [
        (NUMBER, {"value": "20"}, 20),
        (NUMBER, {"value": "20.0"}, 20),
        (NUMBER, {"value": "0"}, 0),
        (question("decimal"), {"value": "2,5"}, Decimal("2.5")),
        (MINUTES, {"value": "90"}, 90),
        (MINUTES, {"hours": "1", "minutes": "30"}, 90),
        (MINUTES, {"hours": "1.5"}, 90),
        (MINUTES, {"hours": "", "minutes": "0"}, 0),
    ],
)
def test_plain_numbers(asked: Any, raw: dict[str, str], expected: object) -> None:
    assert value(parse(asked, raw)) == expected


@pytest.mark.parametrize(
    ("asked", "raw", "problem"),
    [
        (NUMBER, {"value": "2.5"}, ("not_whole", "value")),
        (NUMBER, {"value": "101"}, ("too_big", "value")),
        (NUMBER, {"value": "-1"}, ("too_small", "value")),
        (MINUTES, {"hours": "169"}, ("too_big", "hours")),
        (MINUTES, {"minutes": "x"}, ("not_a_number", "minutes")),
    ],
)
def test_plain_number_problems(asked: Any, raw: dict[str, str], problem: tuple[str, str]) -> None:
    assert code(parse(asked, raw)) == problem


SEVERAL = question(
    "multi_choice", choices=["a", "b", {"key": "none", "exclusive": True}], not_sure=True
)
ONE = question("single_choice", choices=["a", "b"], required=False, prefer_not=True)


def test_choices_come_in_the_order_of_the_question() -> None:
    assert value(parse(SEVERAL, {"value": ["b", "a", "b"]})) == ("a", "b")


@pytest.mark.parametrize(
    ("asked", "raw", "problem"),
    [
        (SEVERAL, {"value": ["a", "none"]}, ("exclusive", "value")),
        (SEVERAL, {"value": ["a", "z"]}, ("unknown_choice", "value")),
        (SEVERAL, {}, ("required", "value")),
        (SEVERAL, {"value": ["a"], "state": "not_sure"}, ("exclusive", "value")),
        (SEVERAL, {"state": "prefer_not"}, ("not_offered", "state")),
        (SEVERAL, {"state": "skip"}, ("not_offered", "state")),
        (ONE, {"value": "z"}, ("unknown_choice", "value")),
        (ONE, {"value": ["a", "b"]}, ("unknown_choice", "value")),
        (question("yes_no"), {"value": "maybe"}, ("unknown_choice", "value")),
    ],
)
def test_choice_problems(asked: Any, raw: dict[str, Any], problem: tuple[str, str]) -> None:
    assert code(parse(asked, raw)) == problem


@pytest.mark.parametrize(
    ("asked", "raw", "state"),
    [
        (SEVERAL, {"state": "not_sure"}, State.NOT_SURE),
        (SEVERAL, {"value": ["not_sure"]}, State.NOT_SURE),
        (ONE, {"state": "prefer_not"}, State.PREFER_NOT),
        (ONE, {"value": "prefer_not"}, State.PREFER_NOT),
        (ONE, {"state": "skip"}, State.SKIPPED),
        (ONE, {}, State.SKIPPED),
        (ONE, {"value": "  "}, State.SKIPPED),
    ],
)
def test_replies_without_a_value(asked: Any, raw: dict[str, Any], state: State) -> None:
    parsed = parse(asked, raw)
    assert parsed.answer is not None
    assert (parsed.answer.state, parsed.answer.has_value) == (state, False)


BIRTH = question("date", earliest="1900-01-01", latest="today")


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"day": "3", "month": "4", "year": "1980"}, date(1980, 4, 3)),
        ({"day": "૩", "month": "૪", "year": "૧૯૮૦"}, date(1980, 4, 3)),
        ({"day": "03", "month": "April", "year": "1980"}, date(1980, 4, 3)),
        ({"value": "1980-04-03"}, date(1980, 4, 3)),
        ({"day": "25", "month": "11", "year": "2026"}, TODAY),
    ],
)
def test_dates(raw: dict[str, str], expected: date) -> None:
    assert value(parse(BIRTH, raw, today=TODAY)) == expected


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ({"day": "31", "month": "2", "year": "1980"}, ("not_a_date", "day")),
        ({"day": "3", "month": "4", "year": "80"}, ("not_a_date", "day")),
        ({"day": "3", "month": "", "year": "1980"}, ("not_a_date", "month")),
        ({"value": "soon"}, ("not_a_date", "day")),
        ({"day": "31", "month": "12", "year": "1899"}, ("too_early", "year")),
        ({"day": "26", "month": "11", "year": "2026"}, ("too_late", "year")),
        ({"day": "0", "month": "1", "year": "0000"}, ("not_a_date", "day")),
        ({}, ("required", "day")),
    ],
)
def test_date_problems(raw: dict[str, str], problem: tuple[str, str]) -> None:
    assert code(parse(BIRTH, raw, today=TODAY)) == problem


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("postcode", "le11aa", "LE1 1AA"),
        ("postcode", " L E 1-1AA. ", "LE1 1AA"),
        ("postcode", "ec1a 1bb", "EC1A 1BB"),
        ("postcode", "le3", "LE3"),
        ("phone", "0116 496 0000", "01164960000"),
        ("phone", "(0116) 496-0000", "01164960000"),
        ("phone", "+44 (0)116 496 0000", "+441164960000"),
        ("phone", "0044 116 496 0000", "+441164960000"),
        ("phone", "૦૧૧૬ ૪૯૬ ૦૦૦૦", "01164960000"),
        ("email", " Sam.Lee@Example.ORG. ", "Sam.Lee@example.org"),
        ("name", "  Asha \u202ePatel ", "Asha Patel"),
        ("text", "a\n b", "a b"),
        ("long_text", "a \r\n\r\n b", "a\n\nb"),
    ],
)
def test_words(kind: str, typed: str, kept: str) -> None:
    assert value(parse(question(kind), {"value": typed})) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "problem"),
    [
        ("postcode", "Leicester", "not_a_postcode"),
        ("postcode", "LE1 1A", "not_a_postcode"),
        ("phone", "123", "not_a_phone"),
        ("phone", "116 496 0000", "not_a_phone"),
        ("phone", "0116 CALL ME", "not_a_phone"),
        ("email", "sam@", "not_an_email"),
        ("email", "sam@example", "not_an_email"),
        ("email", "sam @example.org", "not_an_email"),
        ("email", "a@b.org,c@d.org", "not_an_email"),
        ("text", "x" * 201, "too_long"),
    ],
)
def test_word_problems(kind: str, typed: str, problem: str) -> None:
    assert code(parse(question(kind), {"value": typed})) == (problem, "value")


def test_joiners_stay_in_names() -> None:
    assert visible("می\u200cخواهم") == "می\u200cخواهم"


ANY_QUESTION = st.sampled_from(
    [
        question(
            kind.value,
            **({"choices": ["a", "b"]} if kind.value.endswith("choice") else {}),
            **({"quantity": "weight"} if kind.value == "measurement" else {}),
        )
        for kind in QuestionType
    ]
)


@settings(deadline=None)
@given(ANY_QUESTION, st.data())
def test_whatever_is_posted_gives_an_answer_or_a_named_problem(
    asked: Any, data: st.DataObject
) -> None:
    parts = st.sampled_from([*parts_of(asked), "unit", "state"])
    posted = st.one_of(st.text(max_size=12), st.lists(st.text(max_size=5), max_size=3))
    raw = data.draw(st.dictionaries(parts, posted))
    parsed = parse(asked, raw, today=TODAY)
    assert (parsed.answer is None) == bool(parsed.problems)


@pytest.mark.parametrize(
    "stored",
    [
        {"state": "lost"},
        {"state": "given", "type": "decimal", "value": "x"},
        {"state": "given", "type": "odd", "value": "x"},
        {"state": "given", "type": "date", "value": 3},
        "text",
    ],
)
def test_a_stored_answer_that_cannot_be_read_is_named(stored: object) -> None:
    with pytest.raises(ValueError, match="'height'"):
        from_json({"height": stored})


def test_an_answer_can_be_a_key_of_a_dictionary() -> None:
    assert len({Answer.given("a"), Answer.given("a"), Answer.skipped()}) == 2
