"""Which words of a search may be counted?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.rules.telling import LONGEST, MOST_WORDS, Outcome, countable, outcome


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("Chair  Exercise", "chair exercise"),
        ("over 60s walking", "over 60s walking"),
        ("ચાલવું", "ચાલવું"),
        ("", ""),
        (" - ", ""),
    ],
)
def test_plain_words_are_counted_in_small_letters(typed: str, counted: str) -> None:
    assert countable(typed) == counted


@pytest.mark.parametrize(
    "typed",
    [
        "hansa@example.org",
        "0116 496 0123",
        "ring me on 01 16",
        "943 476 5919",
        "born 12/03/1956",
        "walks near LE4 5QD",
        "www.example.org walks",
        "my husband hits me and i do not know what to do",
        "a" * 61,
    ],
)
def test_what_may_tell_who_somebody_is_is_not_counted(typed: str) -> None:
    assert countable(typed) == ""


@given(st.text(max_size=200))
def test_whatever_is_typed_is_counted_short_or_not_at_all(typed: str) -> None:
    counted = countable(typed)
    assert len(counted) <= LONGEST
    assert len(counted.split()) <= MOST_WORDS
    assert countable(counted) in ("", counted)


def test_how_much_was_found_has_three_steps() -> None:
    assert [outcome(total) for total in (0, 1, 4, 5, 900)] == [
        *(Outcome.NOTHING, Outcome.FEW, Outcome.FEW),
        *(Outcome.ENOUGH, Outcome.ENOUGH),
    ]
