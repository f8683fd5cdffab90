"""Is what people type understood, whatever their keyboard and habits?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.forms import typed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0116 496 0123", "01164960123"),
        ("0116-496-0123", "01164960123"),
        ("+44 (0)116 496 0123", "01164960123"),
        ("0044 116 496 0123", "01164960123"),
        ("+48 22 123 45 67", "+48221234567"),
        ("૦૧૧૬ ૪૯૬ ૦૧૨૩", "01164960123"),
        ("496 0123", None),
        ("not a number", None),
    ],
)
def test_a_phone_number_is_found_however_it_is_written(text: str, found: str | None) -> None:
    assert typed.phone(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("le45qd", "LE4 5QD"), (" LE4-5QD ", "LE4 5QD"), ("LE1", None), ("12345", None), ("", None)],
)
def test_a_postcode_comes_back_in_its_usual_form(text: str, found: str | None) -> None:
    assert typed.postcode(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12", Decimal(12)),
        ("1,5", Decimal("1.5")),
        ("۱۲", Decimal(12)),
        ("1 000", Decimal(1000)),
        ("-3", Decimal(-3)),
        ("", None),
        (".", None),
        ("twelve", None),
        ("1e5", None),
        ("9" * 50, None),
    ],
)
def test_a_number_is_read_in_every_script(text: str, found: Decimal | None) -> None:
    assert typed.number(text) == found


@given(st.text(max_size=60))
def test_nothing_that_is_typed_breaks_the_readers(text: str) -> None:
    phone, postcode = typed.phone(text), typed.postcode(text)
    typed.number(text)
    assert phone is None or typed.phone(phone) == phone
    assert postcode is None or typed.postcode(postcode) == postcode
