"""Is a postcode read as a person meant it, however it was typed?"""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geography.rules.postcodes import (
    AREAS,
    OutwardCode,
    UnitPostcode,
    Unreadable,
    Words,
    parse,
)

GUJARATI = str.maketrans("0123456789", "૦૧૨૩૪૫૬૭૮૯")
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
URDU = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
LAST_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


@st.composite
def units(draw: st.DrawFn) -> UnitPostcode:
    """Draw a well-formed postcode."""
    area = draw(st.sampled_from(sorted(AREAS)))
    number = str(draw(st.integers(min_value=0, max_value=99)))
    tail = ""
    if len(number) == 1:
        letters = "ABCDEFGHJKPSTUW" if len(area) == 1 else "ABEHMNPRVWXY"
        tail = draw(st.sampled_from(["", *letters]))
    inward = str(draw(st.integers(0, 9))) + draw(st.text(LAST_LETTERS, min_size=2, max_size=2))
    outcode = area + number + tail
    return UnitPostcode(outcode + inward, outcode)


@given(units(), st.sampled_from(["", " ", "  ", "-", ".", "\t", "\u00a0"]), st.booleans())
def test_spaces_and_capitals_do_not_count(unit: UnitPostcode, between: str, small: bool) -> None:
    typed = unit.outcode + between + unit.code[-3:]
    assert parse(typed.lower() if small else typed) == unit


@given(units(), st.sampled_from([GUJARATI, ARABIC, URDU]))
def test_digits_of_every_script_count(unit: UnitPostcode, digits: dict[int, int]) -> None:
    assert parse(str(unit).translate(digits)) == unit


@given(units(), st.sampled_from(["leicester", "please", "Leicester, UK"]))
def test_words_around_do_not_count(unit: UnitPostcode, word: str) -> None:
    assert parse(f"{unit} {word}") == unit
    assert parse(f"{word} {unit}") == unit


@given(units())
def test_what_is_written_is_read_back(unit: UnitPostcode) -> None:
    assert parse(str(unit)) == unit


@given(st.text(max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(parse(text), UnitPostcode | OutwardCode | Words | Unreadable)


@given(st.text(string.ascii_letters + " ", max_size=30))
def test_text_without_a_digit_is_never_a_postcode(text: str) -> None:
    assert isinstance(parse(text), Words | Unreadable)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("le4 5qd leicester", "LE4 5QD"),
        ("12 Belgrave Road, Leicester LE4 5QD", "LE4 5QD"),
        ("LEI 5QD", "LE1 5QD"),
        ("le1 oaa", "LE1 0AA"),
        ("0x1 1aa", "OX1 1AA"),
        ("1P1 1AA", "IP1 1AA"),
        ("S015 2AA", "SO15 2AA"),
        ("B1I 1AA", "B11 1AA"),
        ("l e 4 5 q d", "LE4 5QD"),
        ("ＬＥ４ ５ＱＤ", "LE4 5QD"),
        ("\u200fLE4 5QD\u200e", "LE4 5QD"),
        ("SW1A 2AA", "SW1A 2AA"),
    ],
)
def test_slips_are_mended(typed: str, meant: str) -> None:
    assert str(parse(typed)) == meant


@pytest.mark.parametrize("typed", ["LE4", "le4 leicester", "Belgrave LE4", "LE4 5", "LE૪"])
def test_a_first_half_is_read(typed: str) -> None:
    assert parse(typed) == OutwardCode("LE4")


@pytest.mark.parametrize(
    "typed", ["LE4 5Q", "LE4 55QD", "LE99 9ZZZ", "ZZ1 1AA", "LE4 5QC", "LE4 5ID", "", "  ", "?!"]
)
def test_what_cannot_be_a_postcode_is_unreadable(typed: str) -> None:
    assert parse(typed) == Unreadable(typed)


def test_a_first_half_is_not_guessed_from_a_street_with_a_number() -> None:
    assert isinstance(parse("E1 and LE4"), Unreadable)


@pytest.mark.parametrize("typed", ["Evington", "leo", "બેલગ્રેવ", "12 Belgrave Road"])
def test_names_are_words(typed: str) -> None:
    assert parse(typed) == Words(typed)
