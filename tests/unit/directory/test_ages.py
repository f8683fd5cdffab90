"""Are ages read as people write them?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.ages import OLDEST, ages_in, chosen, written

GROUPS = ("5_10", "65_plus")


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("60", (60, 60)),
        ("0", (0, 0)),
        ("120", (120, 120)),
        ("60-70", (60, 70)),
        (" 60 - 70 ", (60, 70)),
        ("60–70", (60, 70)),
        ("60 to 70", (60, 70)),
        ("70-60", (60, 70)),
        ("60-", (60, 120)),
        ("60+", (60, 120)),
        ("-12", (0, 12)),
        ("६०-७०", (60, 70)),
        ("۶۰", (60, 60)),
    ],
)
def test_one_age_and_two_are_read(text: str, ages: tuple[int, int]) -> None:
    assert ages_in(text) == ages


@pytest.mark.parametrize(
    "text",
    ["", "-", "+", "to", "121", "60-121", "9999", "6.5", "60-70-80", "sixty", "6²", "--5"],
)
def test_what_names_no_age_is_refused(text: str) -> None:
    assert ages_in(text) is None


AGES = st.tuples(st.integers(0, OLDEST), st.integers(0, OLDEST)).map(
    lambda pair: (min(pair), max(pair))
)


@given(AGES)
def test_what_is_written_is_read_back(ages: tuple[int, int]) -> None:
    assert ages_in(written(ages)) == ages


@given(st.text(max_size=20))
def test_any_text_is_an_age_within_bounds_or_none(text: str) -> None:
    ages = ages_in(text)
    assert ages is None or 0 <= ages[0] <= ages[1] <= OLDEST


@pytest.mark.parametrize(
    ("values", "known", "unread"),
    [
        ([], (), ""),
        (["5_10", "65_plus"], ("5_10", "65_plus"), ""),
        (["5_10", "60+"], ("60-",), ""),
        (["60-70", "5_10"], ("5_10",), ""),
        (["60-70", "old"], ("60-70",), "old"),
        (["old", "5_10", "8"], ("8",), "old"),
    ],
)
def test_the_last_that_was_chosen_counts(
    values: list[str], known: tuple[str, ...], unread: str
) -> None:
    assert chosen(values, GROUPS) == (known, unread)
