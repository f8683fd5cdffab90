"""Can a cell of a file be taken for a formula?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.spreadsheets import FORMULA_SIGNS, safe_cell


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+44 116", "-2", "@SUM(A1)", "\t=1", "\r=1", "＝1", "  =1+1", "|calc", "\u00a0=1"],
)
def test_what_could_be_calculated_stands_behind_an_apostrophe(text: str) -> None:
    assert safe_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["", "Tea and a chat", "0116 496 0123", "چائے", "10am - 12 noon"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


@given(st.text(max_size=60))
def test_no_text_begins_with_a_sign_of_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip(" \u00a0")[:1] or cell.lstrip(" \u00a0")[0] not in FORMULA_SIGNS
    assert all(sign >= " " or sign in "\n\t" for sign in cell)
