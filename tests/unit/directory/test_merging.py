"""What becomes of each field when two listings are made one?"""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.merging import (
    BOTH,
    BY_CODE,
    FIELDS,
    KEPT,
    OTHER,
    choices_of,
    differing,
    joined_text,
    merged,
    same,
    suggested,
)

TEXTS = st.text(max_size=12) | st.sampled_from(["", "Bring a mat.", "Ask for Ann.\nBring a mat."])
ROWS = st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from("ab"), "value": st.sampled_from("xyz")}),
    max_size=4,
    unique_by=lambda row: (row["kind"], row["value"]),
)


def some(field: Any) -> st.SearchStrategy[Any]:
    if field.sort == "word":
        return TEXTS
    return ROWS if field.code == "contacts" else st.just(field.empty) | st.integers(1, 3)


FREE = tuple(field for field in FIELDS if field.sort == "word" or field.code == "contacts")
LISTINGS = st.fixed_dictionaries({field.code: some(field) for field in FREE})
CHOICES = st.dictionaries(
    st.sampled_from([f.code for f in FREE]), st.sampled_from([KEPT, OTHER, BOTH])
)


@given(LISTINGS, LISTINGS)
def test_nothing_chosen_changes_nothing(kept: Any, other: Any) -> None:
    assert differing(kept, merged(kept, other, {})) == ()
    assert differing(other, merged(kept, other, dict.fromkeys(BY_CODE, OTHER))) == ()


@given(LISTINGS, LISTINGS, CHOICES)
def test_a_field_is_one_of_the_two_or_both(kept: Any, other: Any, choices: dict[str, str]) -> None:
    result = merged(kept, other, choices)
    for field in FREE:
        one, two, made = kept[field.code], other[field.code], result[field.code]
        if choices.get(field.code) == BOTH and field.sort == "rows":
            assert all(row in made for row in (*one, *two))
            assert len(made) <= len(one) + len(two)
        elif choices.get(field.code) != BOTH or not field.joins:
            assert made == (two if choices.get(field.code) == OTHER else one)


@given(TEXTS, TEXTS)
def test_texts_are_joined_without_saying_a_line_twice(one: str, two: str) -> None:
    made = joined_text(one, two)
    plain = [" ".join(line.casefold().split()) for line in made.splitlines()]
    for line in (*one.splitlines(), *two.splitlines()):
        assert " ".join(line.casefold().split()) in {*plain, ""}
    assert joined_text(made, two) == made


def test_a_number_is_the_same_however_it_is_written() -> None:
    here = [{"kind": "phone", "value": "0116 496 0123", "person": ""}]
    there = [{"kind": "phone", "value": "+44 116 496-0123", "person": ""}]
    assert same("contacts", here, there)
    assert merged({"contacts": here}, {"contacts": there}, {"contacts": BOTH})["contacts"] == here


def test_a_heading_that_both_have_stands_once_and_order_does_not_count() -> None:
    here = [{"term": 1, "position": 0}, {"term": 2, "position": 1}]
    there = [{"term": 2, "position": 0}, {"term": 3, "position": 1}]
    made = merged({"categories": here}, {"categories": there}, {"categories": BOTH})
    assert [row["term"] for row in made["categories"]] == [1, 2, 3]
    assert same("categories", here, list(reversed(here)))


@pytest.mark.parametrize(
    ("code", "kept", "other", "expected"),
    [
        ("summary", "", "Tea", OTHER),
        ("summary", "Tea", "", KEPT),
        ("summary", "Tea", "Coffee", KEPT),
        ("place", [None, ""], [3, ""], OTHER),
        ("contacts", [{"kind": "phone"}], [{"kind": "email"}], BOTH),
        ("contacts", [{"kind": "phone"}], [], KEPT),
        ("schedules", [{"rrule": "a"}], [{"rrule": "b"}], KEPT),
    ],
)
def test_what_is_ticked_at_first_loses_nothing(
    code: str, kept: Any, other: Any, expected: str
) -> None:
    assert suggested(code, kept, other) == expected


def test_both_can_be_chosen_only_where_both_say_something_that_can_stand_together() -> None:
    assert choices_of("name", "Tea", "Coffee") == (KEPT, OTHER)
    assert choices_of("summary", "Tea", "") == (KEPT, OTHER)
    assert choices_of("summary", "Tea", "Coffee") == (KEPT, OTHER, BOTH)
