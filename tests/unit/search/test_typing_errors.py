"""Are forty typing errors in four scripts forgiven, and are words beyond the rule not?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.letters import fold
from search.analysis.spelling import Vocabulary, distance, edits_forgiven, letters

# Mistyped, meant. One edit in words of 4 to 7 letters, two from 8; a swap is one edit.
ENGLISH = (
    ("swiming", "swimming"), ("wlak", "walk"), ("yogga", "yoga"), ("libary", "library"),
    ("chemst", "chemist"), ("excersise", "exercise"), ("badmington", "badminton"),
    ("smokng", "smoking"), ("gardning", "gardening"), ("lonley", "lonely"),
)  # fmt: skip
GUJARATI = (
    ("ચાલવ", "ચાલવું"), ("ચલવું", "ચાલવું"), ("સ્વિમિગ", "સ્વિમિંગ"), ("સ્વમિંગ", "સ્વિમિંગ"),
    ("ખોરક", "ખોરાક"), ("દુકાણ", "દુકાન"), ("પુસ્કાલય", "પુસ્તકાલય"), ("વ્યાયમ", "વ્યાયામ"),
    ("ધુમ્રપાણ", "ધુમ્રપાન"), ("કમ્પનિયન", "કમ્પેનિયન"),
)  # fmt: skip
POLISH = (
    ("pływnie", "pływanie"), ("plywanei", "pływanie"), ("aptkea", "apteka"), ("spacre", "spacer"),
    ("zajęci", "zajęcia"), ("bibloteka", "biblioteka"), ("papierosi", "papierosy"),
    ("gimnstyka", "gimnastyka"), ("samotnosc", "samotność"), ("jedznie", "jedzenie"),
)  # fmt: skip
URDU = (
    ("تیراکئ", "تیراکی"), ("تراکی", "تیراکی"), ("خورک", "خوراک"), ("فارمسی", "فارمیسی"),
    ("لائبریرے", "لائبریری"), ("لائبرری", "لائبریری"), ("تمبکو", "تمباکو"), ("ورزس", "ورزش"),
    ("تنہایی", "تنہائی"), ("سگریت", "سگریٹ"),
)  # fmt: skip
EVERY = (*ENGLISH, *GUJARATI, *POLISH, *URDU)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    """Give the words of all four languages at once, as one index has them."""
    return Vocabulary((fold(meant), meant, 5) for meant in dict.fromkeys(m for _, m in EVERY))


def test_there_are_forty_pairs_ten_a_language() -> None:
    assert [len(pairs) for pairs in (ENGLISH, GUJARATI, POLISH, URDU)] == [10] * 4
    assert len(set(EVERY)) == 40


@pytest.mark.parametrize(("typed", "meant"), EVERY)
def test_a_typing_error_leads_to_the_word_meant(
    vocabulary: Vocabulary, typed: str, meant: str
) -> None:
    folded = fold(typed)
    if folded == fold(meant):
        assert vocabulary.frequency(folded)
    else:
        assert vocabulary.corrections(folded)[0].display == meant


@pytest.mark.parametrize(
    ("word", "edits"),
    [
        ("gym", 0), ("walk", 1), ("fitness", 1), ("swimming", 2), ("દવા", 0), ("ચાલવું", 1),
        ("સ્વિમિંગ", 1), ("પુસ્તકાલય", 2), ("سیر", 0), ("خوراک", 1), ("لائبریری", 2),
    ],
)  # fmt: skip
def test_edits_forgiven_go_by_the_letters_a_reader_sees(word: str, edits: int) -> None:
    assert edits_forgiven(fold(word)) == edits


def test_half_letters_and_dots_belong_to_their_letter() -> None:
    assert letters(fold("સ્વિમિંગ")) == ("સ્", "વ", "િ", "મ", "િં", "ગ")


@pytest.mark.parametrize(
    ("typed", "known"), [("wxlz", "walk"), ("gum", "gym"), ("swxxxing", "swimming")]
)
def test_more_edits_are_not_forgiven(typed: str, known: str) -> None:
    assert Vocabulary([(known, known, 1)]).corrections(typed) == ()


def test_the_commoner_of_two_near_words_is_suggested() -> None:
    known = Vocabulary([("walking", "walking", 3), ("talking", "talking", 90)])
    assert [c.display for c in known.corrections("alking")] == ["talking", "walking"]
    assert known.corrections("wwlking")[0].display == "walking"


words = st.text(alphabet="abcde", max_size=9)


@given(words, words)
def test_distance_is_the_same_both_ways_and_zero_only_for_equals(one: str, other: str) -> None:
    away = distance(one, other, limit=20)
    assert away == distance(other, one, limit=20)
    assert (away == 0) == (one == other)
    assert away <= max(len(one), len(other))


@given(words, words, st.integers(0, 3))
def test_a_limit_only_cuts_the_distance_off(one: str, other: str, limit: int) -> None:
    assert distance(one, other, limit) == min(distance(one, other, limit=20), limit + 1)


@given(st.lists(st.text(alphabet="abcd", min_size=1, max_size=10), max_size=30), words)
def test_the_quick_look_misses_no_word_within_reach(known: list[str], typed: str) -> None:
    found = Vocabulary((word, word, 1) for word in known).corrections(typed)
    limit = edits_forgiven(typed)
    near = [distance(typed, word, limit) for word in set(known) if word != typed]
    least = min((away for away in near if away <= limit), default=None)
    assert (found[0].distance if found else None) == least
