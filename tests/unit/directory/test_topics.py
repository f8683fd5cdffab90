"""Do the topics have labels and everyday words in every language, romanised ones too?"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[3] / "directory" / "data"
LANGUAGES = ("en", "gu", "pl", "ur")
SEARCHED = (*LANGUAGES, "gu-Latn", "ur-Latn")
SCENES = {
    *("allotment", "baby", "breath", "eat", "hall", "home"),
    *("knit", "park", "pool", "sit", "talk", "way-on"),
}
TINTS = {"leaf", "sun", "sky", "clay", "rose", "plum"}
TOP_GROUPS = {
    *("moving", "food", "money", "company", "quitting", "drinking", "mind"),
    *("family", "home", "abuse", "language", "health", "libraries"),
}
SCRIPT = {
    "gu": re.compile(r"[\u0a80-\u0aff]"),
    "ur": re.compile(r"[\u0600-\u06ff]"),
}

Record = dict[str, Any]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


TAXONOMY: list[Record] = read(DATA / "taxonomy.json")
EVERYDAY: list[dict[str, str]] = read(DATA / "everyday_words.json")


def test_the_topics_have_two_levels_and_every_parent_comes_first() -> None:
    seen: set[str] = set()
    for term in TAXONOMY:
        assert term["parent"] is None or term["parent"] in seen & TOP_GROUPS
        seen.add(term["code"])
    assert {term["code"] for term in TAXONOMY if term["parent"] is None} == TOP_GROUPS


@pytest.mark.parametrize("term", TAXONOMY, ids=lambda term: term["code"])
def test_a_topic_has_a_picture_labels_and_everyday_words_in_each_language(term: Record) -> None:
    assert term["scene"] in SCENES
    assert term["tint"] in TINTS
    assert term["icon"]
    assert tuple(term["labels"]) == LANGUAGES
    assert all(term["labels"].values())
    assert tuple(term["synonyms"]) == SEARCHED
    for words in term["synonyms"].values():
        assert words
        assert len(words) == len(set(words))
    for language, letters in SCRIPT.items():
        assert letters.search(term["labels"][language])
        assert all(letters.search(word) for word in term["synonyms"][language] if len(word) > 4)


def test_each_of_the_thirty_everyday_words_belongs_to_a_topic_in_each_language() -> None:
    assert len(EVERYDAY) == 30
    known = {
        language: {w.casefold() for term in TAXONOMY for w in term["synonyms"][language]}
        for language in SEARCHED
    }
    for word in EVERYDAY:
        assert tuple(word) == SEARCHED
        assert [lang for lang in SEARCHED if word[lang].casefold() not in known[lang]] == []


def test_an_everyday_word_means_the_same_topic_in_each_language() -> None:
    for word in EVERYDAY:
        topics = {
            language: {
                term["code"]
                for term in TAXONOMY
                if word[language].casefold() in {w.casefold() for w in term["synonyms"][language]}
            }
            for language in SEARCHED
        }
        for language in SEARCHED:
            assert topics[language] & topics["en"], (word["en"], language)
