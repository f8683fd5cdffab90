"""Are names of places compared as people compare them?"""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geography.rules.names import guesses, key, one_edit_apart, parts, probes

LETTERS = st.text(string.ascii_lowercase, min_size=4, max_size=14)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("St Matthew's", "saint matthews"),
        ("Stoke-on-Trent", "STOKE ON TRENT"),
        ("Fosse & Newfoundpool", "fosse and newfoundpool"),
        ("Łódź", "lodz"),
    ],
)
def test_names_that_are_the_same_have_one_key(first: str, second: str) -> None:
    assert key(first) == key(second)


def test_fewer_and_fewer_words_are_tried() -> None:
    assert guesses("near Belgrave, Leicester") == ["belgraveleicester", "belgrave"]


def test_a_joined_name_has_its_parts() -> None:
    assert parts("Braunstone Park & Rowley Fields") == ["Braunstone Park", "Rowley Fields"]
    assert parts("Evington") == []


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a name and the same name with one edit."""
    name = draw(LETTERS)
    place = draw(st.integers(0, len(name) - 2))
    letter = draw(st.sampled_from(string.ascii_lowercase))
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    changed = (
        name[:place] + name[place + 1 :],
        name[:place] + letter + name[place:],
        name[:place] + letter + name[place + 1 :],
        swapped,
        name + letter,
        name[:-1],
    )
    return name, draw(st.sampled_from(changed))


@given(edits())
def test_one_edit_is_seen_from_both_sides(pair: tuple[str, str]) -> None:
    name, other = pair
    assert one_edit_apart(name, other) == (name != other)
    assert one_edit_apart(other, name) == (name != other)


@given(edits())
def test_a_name_one_edit_away_has_the_beginning_or_the_ending(pair: tuple[str, str]) -> None:
    name, other = pair
    beginning, ending = probes(name)
    assert other.startswith(beginning) or other.endswith(ending)


def test_two_edits_are_too_many() -> None:
    assert not one_edit_apart("evington", "evngtn")
    assert not one_edit_apart("evington", "vengiton")


@given(st.text(max_size=40))
@example("\N{MATHEMATICAL SANS-SERIF BOLD ITALIC CAPITAL ALPHA}")
def test_any_text_has_a_key(text: str) -> None:
    assert key(text) == key(key(text))
