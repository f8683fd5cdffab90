"""Does every engine find a thing also by the other words that editors gave it?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from search.analysis.synonyms import Lexicon, Rule, using
from search.results import Why
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import document as listing

Give = Callable[..., None]


@pytest.fixture
def give() -> Iterator[Give]:
    """Put rules in force for one test."""
    with ExitStack() as stack:
        yield lambda *rules: stack.enter_context(using(Lexicon(rules)))


@pytest.fixture
def town(index: Index) -> Index:
    """Give an index with a few listings."""
    index.fill(
        listing("seated", "Chair exercise"),
        listing("fight", "Martial arts on Monday"),
        listing("monday", "Monday cafe"),
        listing("grief", "Grief support"),
        listing("walk", "Health walk"),
        listing("quiet", "Prayer room", summaries={"en": "A room to be still in."}),
    )
    return index


@pytest.mark.parametrize(
    ("language", "phrase", "meaning", "typed", "found"),
    [
        ("en", "bjj", "martial arts", "bjj", ["fight"]),
        ("en", "BJJ", "martial arts", "Bjj!", ["fight"]),
        ("en", "widow", "grief", "widows", ["grief"]),
        ("en", "lost my wife", "grief", "I lost my wife", ["grief"]),
        ("en", "sit down sport", "chair exercise", "sit-down sports", ["seated"]),
        ("gu", "શોક", "grief", "શોક", ["grief"]),
        ("pl", "żałoba", "grief", "zaloba", ["grief"]),
        ("ur", "سوگ", "grief", "سوگ", ["grief"]),
        ("gu-Latn", "shok", "grief", "shoke", ["grief"]),
        ("ur-Latn", "udaas", "grief", "udas", ["grief"]),
    ],
)
@pytest.mark.parametrize("reader", ["en", "ur"])
def test_other_words_find_it_whatever_the_language_of_the_page(
    town: Index, give: Give, language: str, phrase: str, meaning: str, typed: str,
    found: list[str], reader: str,
) -> None:  # fmt: skip
    assert town.ids(typed, language=reader) == []
    give(Rule(language, phrase, (meaning,)))
    assert town.ids(typed, language=reader) == found


def test_one_way_does_not_lead_back(town: Index, give: Give) -> None:
    give(Rule("en", "stroll", ("grief",)))
    assert town.ids("grief") == ["grief"]
    assert town.ask("grief").also_looked_for == ()


def test_both_ways_joins_all_the_words(town: Index, give: Give) -> None:
    give(Rule("en", "sorrow", ("grief", "walk"), both_ways=True))
    for typed in ("sorrow", "grief", "walk"):
        assert set(town.ids(typed)) == {"grief", "walk"}


def test_what_was_typed_counts_more_than_its_other_words(town: Index, give: Give) -> None:
    give(Rule("en", "walk", ("grief",)))
    assert town.ids("walk") == ["walk", "grief"]


def test_meanings_of_meanings_are_not_followed(town: Index, give: Give) -> None:
    give(Rule("en", "widow", ("sorrow",)), Rule("en", "sorrow", ("grief",)))
    assert town.ids("widow") == []
    assert town.ids("sorrow") == ["grief"]


def test_the_rest_of_the_question_still_has_to_fit(town: Index, give: Give) -> None:
    give(Rule("en", "bjj", ("martial arts",)))
    assert town.ids("bjj monday") == ["fight"]


def test_the_longer_phrase_is_the_one_meant(town: Index, give: Give) -> None:
    give(Rule("en", "sit down", ("grief",)), Rule("en", "sit down sport", ("chair exercise",)))
    assert town.ids("sit down sport") == ["seated"]


def test_a_typing_error_in_a_phrase_is_forgiven_and_said(town: Index, give: Give) -> None:
    give(Rule("en", "bereavement", ("grief",)))
    found = town.ask("berevement")
    assert [hit.public_id for hit in found.hits] == ["grief"]
    assert found.did_you_mean == "bereavement"


def test_a_word_with_other_words_is_no_typing_error(town: Index, give: Give) -> None:
    assert town.ids("greif") == ["grief"]
    give(Rule("en", "greif", ("chair exercise",)))
    assert town.ids("greif") == ["seated"]
    assert town.ask("greif").did_you_mean is None


def test_what_was_looked_for_as_well_is_said(town: Index, give: Give) -> None:
    give(Rule("en", "bjj", ("martial arts", "wrestling")))
    assert town.ask("bjj").also_looked_for == ("martial arts",)
    assert town.ask("walk").also_looked_for == ()


def test_a_hit_says_by_which_other_words_it_was_found(town: Index, give: Give) -> None:
    give(Rule("en", "walk", ("prayer",)))
    assert town.hit("walk", "quiet").why == (Why("synonym", "prayer"), Why("name", "Prayer room"))
    assert Why("synonym", "prayer") not in town.hit("walk", "walk").why


def test_other_words_hold_with_filters_counts_and_pages(town: Index, give: Give) -> None:
    give(Rule("en", "sorrow", ("grief", "walk", "prayer")))
    found = town.ask("sorrow", page=2, page_size=2, facets=("kind",))
    assert (found.total, len(found.hits)) == (3, 1)
    assert found.facets["kind"] == {"activity": 3}
    assert town.ids("sorrow", women_only=True) == []


def test_a_search_without_the_rules_is_as_before(town: Index, give: Give) -> None:
    give(Rule("en", "bjj", ("martial arts",)))
    with using(Lexicon()):
        assert town.ids("bjj") == []
