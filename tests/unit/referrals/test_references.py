"""Can a reference be read out, typed back and trusted?"""

import random

from hypothesis import given
from hypothesis import strategies as st

from selfassessment.referrals.rules import references

BODIES = st.integers(0, 2**32).map(lambda seed: references.make(random.Random(seed).choice))


@given(BODIES)
def test_what_is_shown_can_be_typed_back_in_small_letters_and_without_the_prefix(
    reference: str,
) -> None:
    shown = references.spaced(reference)
    assert references.parse(shown) == reference
    assert references.parse(shown.lower().replace(" ", "-")) == reference
    assert references.parse(reference[2:]) == reference


@given(BODIES, st.integers(2, 9), st.sampled_from(references.ALPHABET))
def test_one_wrong_sign_is_noticed(reference: str, place: int, sign: str) -> None:
    if reference[place] != sign:
        assert references.parse(reference[:place] + sign + reference[place + 1 :]) is None


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found = references.parse(text)
    assert found is None or references.parse(found) == found


def test_signs_that_begin_like_the_prefix_are_no_prefix() -> None:
    assert references.parse("WMM64JY9") == references.parse("WM WMM6 4JY9") == "WMWMM64JY9"


def test_no_vowels_and_no_look_alikes_are_used() -> None:
    assert not set("AEIOU01L5S8BZ") & set(references.ALPHABET)
