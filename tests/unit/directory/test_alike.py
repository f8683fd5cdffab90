"""Which listings are taken for one and the same, and which are not?"""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.alike import (
    REASONS,
    SCORE_SHOWN,
    Face,
    blocks,
    compare,
    pairs,
)
from directory.rules.names_alike import name_key, similarity

HALL = Face(
    key=1,
    name="Chair Yoga",
    place=7,
    postcode="LE4 5QX",
    outcode="LE4",
    phones=frozenset({"1164960123"}),
    charity="1012345",
    organisation=3,
    times=frozenset({("tue", "10:00")}),
)
WORDS = st.sampled_from(
    [
        "chair",
        "yoga",
        "tea",
        "walking",
        "women",
        "under",
        "7s",
        "café",
        "سیر",
        "યોગ",
        "the",
        "group",
    ]
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
FACES = st.builds(
    Face,
    key=st.integers(1, 60),
    name=NAMES,
    kind=st.sampled_from(["activity", "club", "gp"]),
    place=st.none() | st.integers(1, 3),
    outcode=st.sampled_from(["", "LE1", "LE4"]),
    phones=st.frozensets(st.sampled_from(["1164960001", "1164960002"]), max_size=2),
    place_phones=st.frozensets(st.sampled_from(["1164960001", "1164960003"]), max_size=1),
    charity=st.sampled_from(["", "1012345"]),
    times=st.frozensets(st.sampled_from([("tue", "10:00"), ("wed", "18:00")]), max_size=2),
)


def other(**changes: object) -> Face:
    return replace(HALL, key=2, **changes)  # type: ignore[arg-type]  # fields by name


def test_every_reason_is_given_and_has_words() -> None:
    likeness = compare(HALL, other())
    assert likeness is not None
    assert likeness.reasons == ("same_name", "place", "phone", "charity", "time")
    assert likeness.score == 100
    assert set(likeness.reasons) <= set(REASONS)


def test_the_number_of_a_hall_that_was_written_down_twice_counts() -> None:
    desk = frozenset({"1164960600"})
    bare = replace(HALL, phones=frozenset(), charity="", organisation=None, place_phones=desk)
    twice = compare(bare, replace(bare, key=2, place=8))
    assert twice is not None
    assert "place_phone" in twice.reasons
    rung = compare(bare, replace(bare, key=2, place=None, place_phones=frozenset(), phones=desk))
    assert rung is not None
    assert "place_phone" in rung.reasons


def test_the_number_of_a_hall_says_no_more_than_the_hall_itself() -> None:
    desk = frozenset({"1164960600"})
    bare = replace(HALL, phones=frozenset(), place_phones=desk)
    same = compare(bare, replace(bare, key=2))
    assert same is not None
    assert "place_phone" not in same.reasons


@pytest.mark.parametrize(
    "name",
    ["chair yoga", "Yoga (chair)", "The Chair Yoga Group", "Chair-Yoga class", "Chiar Yoga"],
)
def test_another_spelling_at_the_same_place_is_likely_one(name: str) -> None:
    assert compare(HALL, other(name=name)) is not None


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "Knit and natter"},
        {
            "name": "Advanced Chair Yoga",
            "times": frozenset({("wed", "18:00")}),
            "phones": frozenset(),
        },
        {"place": 9, "postcode": "LE2 1AA", "outcode": "LE2", "phones": frozenset(), "charity": ""},
    ],
    ids=["another name", "another level at another time", "the same name elsewhere"],
)
def test_what_is_something_else_is_left_alone(changes: dict[str, object]) -> None:
    assert compare(HALL, other(**{"organisation": 4, **changes})) is None


def test_two_branches_of_one_chain_in_one_area_are_two() -> None:
    here = Face(key=1, name="Boots", kind="pharmacy", place=1, postcode="LE1 4GB", outcode="LE1")
    there = replace(here, key=2, place=2, postcode="LE1 5WW")
    assert compare(here, there) is None
    assert compare(here, replace(there, postcode="LE1 4GB")) is not None


def test_a_number_in_words_tells_two_teams_apart() -> None:
    one = Face(key=1, name="Westcotes Surgery (ONE)", place=1, postcode="LE3 0LP", outcode="LE3")
    assert compare(one, replace(one, key=2, name="Westcotes Surgery (TWO)", place=2)) is None


def test_where_it_is_may_stand_in_one_of_the_names() -> None:
    named = replace(HALL, key=2, name="Chair Yoga LE4")
    found = compare(HALL, named)
    assert found is not None
    higher = replace(HALL, key=2, name="Chair Yoga 2")
    told_apart = compare(HALL, higher)
    assert told_apart is None or told_apart.score < found.score


def test_a_shared_number_alone_makes_no_duplicate() -> None:
    assert compare(HALL, other(name="Baby sensory")) is None


def test_a_long_name_is_enough_when_one_has_no_place() -> None:
    bare = Face(key=2, name="Belgrave stroke survivors choir")
    same = Face(key=3, name="Belgrave Stroke Survivors' Choir", outcode="LE4")
    likeness = compare(bare, same)
    assert likeness is not None
    assert likeness.reasons == ("same_name", "unplaced")
    assert [pair.reasons for pair in pairs([bare, same]).found] == [likeness.reasons]
    assert compare(Face(key=2, name="Yoga"), Face(key=3, name="Yoga")) is None


@given(FACES, FACES)
def test_likeness_does_not_ask_who_comes_first(one: Face, two: Face) -> None:
    assert compare(one, two) == compare(two, one)
    likeness = compare(one, two)
    if likeness is not None:
        assert SCORE_SHOWN <= likeness.score <= 100
        assert likeness.first <= likeness.second
        assert set(likeness.reasons) <= set(REASONS)


@given(NAMES, NAMES)
def test_similarity_is_a_share_and_one_for_the_same_words(one: str, two: str) -> None:
    assert 0 <= similarity(one, two) <= 1
    assert similarity(one, one) == 1
    assert name_key(one) == name_key(" ".join(reversed(one.upper().split())))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(one: str, two: str) -> None:
    compare(Face(key=1, name=one, place=1), Face(key=2, name=two, place=1))


@given(st.lists(FACES, max_size=25, unique_by=lambda face: face.key))
def test_a_pass_finds_all_that_share_a_block_and_are_alike(faces: list[Face]) -> None:
    expected = {
        (min(one.key, two.key), max(one.key, two.key))
        for one, two in combinations(faces, 2)
        if set(blocks(one)) & set(blocks(two)) and compare(one, two) is not None
    }
    scan = pairs(faces)
    assert {(pair.first, pair.second) for pair in scan.found} == expected
    assert list(scan.found) == sorted(scan.found, key=lambda pair: -pair.score)


def test_a_place_with_very_many_listings_is_not_compared_each_with_each() -> None:
    crowd = [Face(key=number, name=f"Class {number}", place=1) for number in range(1_000)]
    assert pairs(crowd).scored <= 1_000 * 20
