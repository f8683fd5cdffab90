"""Which texts wait for a person, because they speak of what can harm?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.harm_words import FILE, SAID, UNREAD, harm_said_in
from directory.rules.trust import GUARDED, PLAIN, is_for_minors, lets_through

LISTS = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("topic", LISTS)
@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_every_word_of_the_lists_is_found_in_a_sentence(topic: str, language: str) -> None:
    for line in LISTS[topic][language]:
        assert topic in harm_said_in(f"Tea, {line}, and cake.", "en"), line


def test_every_list_has_every_language_and_words_for_staff() -> None:
    assert {*LISTS, UNREAD} == set(SAID)
    assert all(set(by_language) == {"en", "gu", "pl", "ur"} for by_language in LISTS.values())


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("We COUNSEL and listen: counselling.", "treatment"),
        ("Drop your child off at nine", "children"),
        ("people who were abused", "abuse"),
        ("Dla dzieci", "children"),
        ("We visit you. At home!", "care"),
    ],
)
def test_other_forms_of_a_word_are_found(text: str, topic: str) -> None:
    assert topic in harm_said_in(text, "en")


@pytest.mark.parametrize(
    "text",
    ["", "Tuesday knitting group", "Chess and tea for everybody", "ગૂંથણ મંડળ", "Szachy w parku"],
)
def test_plain_texts_are_left_alone(text: str) -> None:
    assert harm_said_in(text, "en") == ()


def test_a_script_without_lists_is_in_doubt() -> None:
    assert harm_said_in("Шахматы", "en") == (UNREAD,)


@given(st.text(max_size=200), st.sampled_from(["en", "gu", "pl", "ur", "xx"]))
def test_any_text_is_answered_and_more_words_never_say_less(text: str, language: str) -> None:
    assert set(harm_said_in(text, language)) <= set(harm_said_in(f"{text} crisis", language))
    assert "crisis" in harm_said_in(f"{text} crisis", language)


@pytest.mark.parametrize(
    ("ages", "told"),
    [
        (None, False),
        ([None, None], False),
        ([18, None], False),
        ([60, 80], False),
        ([17, None], True),
        ([None, 90], True),
        ([0, 4], True),
        ("young", True),
        ([18], True),
        (["18", 20], True),
    ],
)
def test_ages_below_eighteen_or_that_nobody_can_read(ages: object, told: bool) -> None:
    assert is_for_minors(ages) is told


@given(st.sets(st.text(max_size=9)), st.sets(st.text(max_size=9)))
def test_nothing_but_plain_words_and_named_facts_goes_through(
    fields: set[str], granted: set[str]
) -> None:
    unknown = fields - PLAIN - {"chosen", "times_vary"} - set(GUARDED)
    assert not (unknown and lets_through(fields, granted | set(GUARDED)))
