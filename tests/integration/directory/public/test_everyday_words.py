"""Do the words of every day find the same things in every language?"""

import json
from pathlib import Path

import pytest

from core import clock
from directory.selectors import search
from search.query import DirectoryQuery

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]

WORDS = json.loads(
    (Path(__file__).parents[4] / "directory" / "data" / "everyday_words.json").read_text("utf-8")
)
BEST = 3


def best(text: str, language: str) -> set[str]:
    """Return the public ids of the first three listings found."""
    query = DirectoryQuery(text=text, language=language, page_size=BEST)
    return {card.public_id for card, _ in search(query, today=clock.today()).found()}


def test_there_are_thirty_everyday_words_in_each_language() -> None:
    assert len(WORDS) == 30
    for row in WORDS:
        assert set(row) == {"en", "gu", "pl", "ur", "gu-Latn", "ur-Latn"}


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row["en"])
def test_a_word_finds_what_the_english_word_finds(row: dict[str, str]) -> None:
    english = best(row["en"], "en")
    assert len(english) == BEST
    for language, text in row.items():
        assert best(text, language.removesuffix("-Latn")) & english, (language, text)
