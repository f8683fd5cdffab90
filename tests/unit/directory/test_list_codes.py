"""Can a code be read out, typed and trusted?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.list_codes import ALPHABET, LENGTH, new_list_code, read_code, said

LOOK_ALIKES = "aeiouy" + "01lb8gqsz25"


def test_the_alphabet_has_no_vowels_and_nothing_easily_misread() -> None:
    assert not set(ALPHABET) & set(LOOK_ALIKES)
    assert len(set(ALPHABET)) == len(ALPHABET)


def test_a_new_code_is_of_that_alphabet_and_never_the_same() -> None:
    codes = {new_list_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(re.fullmatch(f"[{ALPHABET}]{{{LENGTH}}}", code) for code in codes)


@given(st.text(alphabet=ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_as_it_is_shown_in_any_case(code: str) -> None:
    assert read_code(said(code)) == code
    assert read_code(f"  {said(code).upper()} ") == code
    assert read_code(" ".join(code)) == code


@pytest.mark.parametrize(
    "typed", ["", "cdfh", "cdfhj347x", "aeiouaei", "cdfhj34b", "١٢٣٤٥٦٧٨", "' OR 1=1", "c" * 5000]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


@given(st.text())
def test_whatever_is_typed_gives_a_code_or_nothing(typed: str) -> None:
    found = read_code(typed)
    assert found == "" or (len(found) == LENGTH and set(found) <= set(ALPHABET))
