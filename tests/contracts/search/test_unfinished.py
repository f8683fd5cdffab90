"""Does every engine find what somebody is about to type?"""

import pytest

from tests.contracts.search.conftest import Index
from tests.factories.search_documents import document as listing


@pytest.fixture
def town(index: Index) -> Index:
    index.fill(
        listing("knit", "Knitting circle"),
        listing("knight", "Knights of old"),
        listing("gu", names={"gu": "ચાલવાનું જૂથ"}),
        listing("ur", names={"ur": "پیدل سیر"}),
    )
    return index


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kni", {"knit", "knight"}), ("knitt", {"knit"}), ("circle kn", {"knit"}),
        ("ચાલ", {"gu"}), ("پید", {"ur"}), ("zzz", set()), ("kniting", {"knit"}),
    ],
)  # fmt: skip
def test_the_beginning_of_a_word_is_enough_while_typing(
    town: Index, typed: str, found: set[str]
) -> None:
    assert set(town.ids(typed, unfinished=True)) == found


def test_a_finished_question_takes_words_whole(town: Index) -> None:
    assert town.ids("knitt") != ["knit"] or town.ask("knitt").did_you_mean is not None
    assert town.ask("knit", unfinished=True).did_you_mean is None
