"""Do spellings that people take for the same fold to the same?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.forms import forms_typed, forms_written, telling_words
from search.analysis.letters import clean, fold, script_of, words
from search.analysis.sounds import sounds
from search.analysis.stems import stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("łódź", "lodz"), ("café", "cafe"), ("ي", "ی"), ("ك", "ک"), ("ه", "ہ"), ("أإآا", "اااا"),
        ("الصحّة", "الصحه"), ("مـــرحبا", "مرحبا"), ("ફ઼", "ફ"), ("પાણી", "પાણિ"),
        ("તન્દુરસ્તી", "તંદુરસ્તી"), ("क़", "क"), ("٣", "3"),
    ],
)  # fmt: skip
def test_variants_of_letters_are_one(one: str, other: str) -> None:
    assert fold(words(one)[0]) == fold(words(other)[0])


def test_indic_words_stay_whole() -> None:
    assert words("સ્વિમિંગ, કક્ષા! कक्षाएं") == ["સ્વિમિંગ", "કક્ષા", "कक्षाएं"]


def test_joiners_and_apostrophes_do_not_cut() -> None:
    assert words("women's women’s ક્\u200dષ") == ["womens", "womens", "ક્ષ"]


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ("walk", "walks", "walking", "walked")),
        ("pl", ("spacer", "spacery", "spacerów")),
        ("pl", ("apteka", "apteki", "apteką")),
        ("gu", ("ચાલવું", "ચાલવા", "ચાલવાનું")),
        ("gu", ("દવા", "દવાઓ", "દવાની", "દવાનો")),
        ("ur", ("دوا", "دوائی", "دوائیں")),
        ("ur", ("چلنا", "چلنے")),
        ("hi", ("कक्षाएं", "कक्षाओं")),
    ],
)
def test_forms_of_a_word_share_a_stem(language: str, forms: tuple[str, ...]) -> None:
    assert set.intersection(*(set(stems(form, language)) for form in forms))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("chalvu", "chaalvu"), ("khorak", "khoraak"), ("dukan", "dukaan"), ("sair", "sayr"),
        ("dava", "dawa"), ("tairna", "terna"), ("chalvu", "ચાલવું"), ("tarvu", "તરવું"),
        ("dukan", "દુકાન"), ("dukaan", "دکان"), ("khoraak", "خوراک"),
    ],
)  # fmt: skip
def test_romanised_words_sound_alike(one: str, other: str) -> None:
    assert set(sounds(one)) & set(sounds(other))


def test_stop_words_fall_away_unless_there_is_nothing_else() -> None:
    assert telling_words("dawai ki dukan") == ["dawai", "dukan"]
    assert telling_words("where is the") == ["where", "is", "the"]


def test_control_characters_and_lone_surrogates_are_no_text() -> None:
    assert clean("a\x00b\ud800c") == "a bc"


@given(st.text())
def test_any_text_is_taken_apart_and_folded_for_good(text: str) -> None:
    for word in words(text):
        assert fold(fold(word)) == fold(word)
        assert script_of(word)
        for language in ("en", "gu", "ur", "gu-Latn", "xx"):
            assert forms_written(word, language).folded
            assert forms_typed(word, language).folded
