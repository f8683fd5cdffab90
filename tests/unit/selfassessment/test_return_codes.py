"""Can a code be read out and typed in any way, and is it worth nothing without the secret?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.return_codes import (
    LENGTH,
    code_from,
    digest_of,
    new_seed,
    read_code,
    said,
)

SEEDS = st.text(min_size=1, max_size=40)


@given(seed=SEEDS, secret=SEEDS)
def test_a_code_is_always_the_same_and_is_read_as_it_is_shown(seed: str, secret: str) -> None:
    code = code_from(seed, secret)
    assert code == code_from(seed, secret)
    assert len(code) == LENGTH
    assert read_code(said(code)) == code


@given(typed=st.text(max_size=80))
def test_nothing_that_is_typed_breaks_reading_it(typed: str) -> None:
    code = read_code(typed)
    assert code == "" or len(code) == LENGTH


@pytest.mark.parametrize(
    "typed",
    [
        "cdf-hjk-m347",
        "CDFHJKM347",
        "  cdf hjk m347 ",
        "cdf–hjk–m347",
        "c d f h j k m 3 4 7",
        "cdf-hjk-m٣٤٧",
        "cdf-hjk-m۳۴۷",
        "cdf-hjk-m૩૪૭",
        "\u2067cdf-hjk-m347\u2069",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert read_code(typed) == "cdfhjkm347"


@pytest.mark.parametrize("typed", ["", "cdf-hjk-m34", "cdf-hjk-m3477", "adf-hjk-m347", "🙂" * 10])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert read_code(typed) == ""


def test_another_secret_makes_another_code_and_another_digest() -> None:
    seed = new_seed()
    code = code_from(seed, "one")
    assert code != code_from(seed, "two")
    assert digest_of(code, "one") != digest_of(code, "two")
    assert code not in digest_of(code, "one")


def test_seeds_are_long_and_never_alike() -> None:
    seeds = {new_seed() for _ in range(500)}
    assert len(seeds) == 500
    assert min(map(len, seeds)) >= 32
