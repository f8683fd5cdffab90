"""Which words are out of date?"""

from directory.rules.short_codes import ALPHABET, LENGTH, new_short_code, short_code_for
from directory.rules.words import is_copy, noted, stale_words

ENGLISH = {"name": "Tea", "summary": "Warm tea."}


def test_words_are_stale_when_the_source_changes() -> None:
    urdu = {"name": "چائے", "summary": "گرم چائے"}
    notes = noted(urdu, ENGLISH, {})
    assert stale_words(urdu, ENGLISH, notes) == ()
    assert stale_words(urdu, {**ENGLISH, "summary": "Hot soup."}, notes) == ("summary",)


def test_translating_again_makes_words_fresh() -> None:
    notes = noted({"name": "Herbata", "summary": "a"}, ENGLISH, {})
    changed = {**ENGLISH, "summary": "Hot soup."}
    again = {"name": "Herbata", "summary": "Zupa"}
    assert stale_words(again, changed, noted(again, changed, notes)) == ()


def test_saving_unchanged_words_does_not_hide_that_they_are_stale() -> None:
    words = {"name": "Herbata", "summary": "a"}
    changed = {**ENGLISH, "name": "Coffee"}
    notes = noted(words, changed, noted(words, ENGLISH, {}))
    assert stale_words(words, changed, notes) == ("name",)


def test_a_text_copied_from_the_source_is_no_translation_and_not_stale() -> None:
    words = {"name": "Herbata", "summary": "Warm tea."}
    notes = noted(words, ENGLISH, {})
    assert is_copy("summary", notes)
    assert not is_copy("name", notes)
    assert stale_words(words, {**ENGLISH, "summary": "Hot soup."}, notes) == ()


def test_a_short_code_belongs_to_its_key_and_gives_way_when_taken() -> None:
    code = short_code_for("a listing")
    assert code == short_code_for("a listing")
    assert short_code_for("a listing", {code}) != code


def test_short_codes_hold_no_vowels() -> None:
    assert len(new_short_code()) == LENGTH
    assert not set(ALPHABET) & set("aeiou01l")
