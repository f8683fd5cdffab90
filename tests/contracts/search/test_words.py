"""Does every engine find what people type, in each language?"""

import pytest

from search.query import Near
from search.results import Why
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import TERMS
from tests.factories.search_documents import document as listing

# What people type for the same thing: English, Gujarati, Polish, Urdu, and in Latin letters.
EVERYDAY: dict[str, tuple[str, ...]] = {
    "walking": ("walk", "ચાલવું", "spacer", "سیر", "chalvu", "sair", "chaalvu"),
    "swimming": ("swim", "તરવું", "pływanie", "تیراکی", "tarvu", "tairna", "plywanie"),
    "pharmacy": ("chemist", "દવાની દુકાન", "apteka", "فارمیسی", "dava ni dukan", "dawai ki dukan"),
    "stop_smoking": ("stop smoking",),
}


@pytest.fixture(scope="module")
def town(lasting: Index) -> Index:
    """Give an index with one listing of every category."""
    lasting.fill(
        *(listing(code, term["labels"]["en"], category=code) for code, term in TERMS.items())
    )
    return lasting


@pytest.mark.parametrize(
    ("code", "typed"), [(code, typed) for code, texts in EVERYDAY.items() for typed in texts]
)
def test_everyday_words_find_their_category_first(town: Index, code: str, typed: str) -> None:
    assert code in town.ids(typed)[:3]


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_the_label_of_a_category_finds_it(town: Index, language: str) -> None:
    missed = [
        code
        for code, term in TERMS.items()
        if term["parent"] and code not in town.ids(term["labels"][language], language=language)[:3]
    ]
    assert missed == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lodz", "lodz"), ("ŁÓDŹ", "lodz"), ("zajecia", "lodz"), ("الصحه", "arabic"),
        ("كتاب", "arabic"), ("کتاب", "arabic"), ("تندرستی", "urdu"), ("تندرستي", "urdu"),
        ("તન્દુરસ્તી", "gujarati"), ("તંદુરસ્તી", "gujarati"), ("વર્ગો", "gujarati"),
        ("કક્ષા", "none"), ("womens", "women"), ("women's", "women"), ("WOMEN’S", "women"),
        ("ﬁtness", "women"),
    ],
)  # fmt: skip
def test_marks_letter_shapes_and_endings_do_not_matter(
    index: Index, typed: str, found: str
) -> None:
    index.fill(
        listing("lodz", names={"pl": "Zajęcia w Łodzi, Łódź"}),
        listing("arabic", names={"ar": "كِتَاب الصحّة"}),
        listing("urdu", names={"ur": "تندرستی گروپ"}),
        listing("gujarati", names={"gu": "તંદુરસ્તી વર્ગ"}),
        listing("women", "Women's fitness"),
    )
    assert index.ids(typed) == ([found] if found != "none" else [])


def test_an_edit_is_forgiven_and_said(index: Index) -> None:
    index.fill(listing("a", "Swimming lessons"), listing("b", "Singing"))
    found = index.ask("swiming")
    assert [hit.public_id for hit in found.hits] == ["a"]
    assert found.did_you_mean == "swimming"
    assert Why("typo", "swimming") in found.hits[0].why


def test_a_word_spelt_rightly_is_not_corrected(index: Index) -> None:
    index.fill(listing("choir", "Choir"), listing("chair", "Chair exercise"))
    found = index.ask("choir")
    assert [hit.public_id for hit in found.hits] == ["choir"]
    assert found.did_you_mean is None


def test_short_words_are_taken_as_they_are(index: Index) -> None:
    index.fill(listing("a", "Gym"), listing("b", "Hub"))
    assert index.ids("gum") == []


def test_words_known_nowhere_are_left_out_when_others_are_known(index: Index) -> None:
    index.fill(listing("a", "Swimming"), listing("b", "Singing"))
    assert index.ids("swimming xyzzyqqq") == ["a"]
    assert index.ids("xyzzyqqq") == []


def test_two_words_must_both_match(index: Index) -> None:
    index.fill(listing("a", "Swimming for women"), listing("b", "Swimming for all"))
    assert index.ids("swimming women") == ["a"]


def test_of_four_words_one_may_be_missing(index: Index) -> None:
    index.fill(listing("a", "Gentle morning swimming"), listing("b", "Swimming"))
    assert index.ids("gentle morning swimming pool") == ["a"]


def test_a_name_counts_more_than_an_organisation_and_that_more_than_a_summary(
    index: Index,
) -> None:
    index.fill(
        listing("summary", "One", summaries={"en": "With badminton"}),
        listing("organisation", "Two", organisations={"en": "Badminton England"}),
        listing("name", "Badminton"),
    )
    assert index.ids("badminton") == ["name", "organisation", "summary"]


def test_a_name_in_full_goes_first(town: Index) -> None:
    town.put(listing("named", "Aylestone Library", place_words=("Aylestone",)))
    assert town.ids("aylestone library")[0] == "named"


def test_each_hit_says_why(index: Index) -> None:
    index.fill(
        listing(
            "a",
            "Friday friends",
            category="chair_exercise",
            organisations={"en": "Evington Trust"},
            place_words=("Belgrave Hall",),
            summaries={"en": "Tea afterwards"},
        )
    )
    assert index.hit("friends", "a").why == (Why("name", "Friday friends"),)
    assert index.hit("chair exercise", "a").why[0].kind == "category"
    assert index.hit("evington", "a").why == (Why("organisation", "Evington Trust"),)
    assert index.hit("belgrave", "a").why == (Why("place", "Belgrave Hall"),)
    assert index.hit("afterwards", "a").why == (Why("words", "afterwards"),)
    assert index.ask().hits[0].why == ()


def test_filters_hold_for_words_too(town: Index) -> None:
    assert town.ids("swim", categories=("walking",)) == []
    assert "swimming" in town.ids("swim", categories=("moving",))


def test_a_near_listing_passes_an_equal_one_farther_away(index: Index) -> None:
    index.fill(
        listing("far", "Walk", lat=52.8, lon=-1.1), listing("near", "Walk", lat=52.6, lon=-1.1)
    )
    assert index.ids("walk", near=Near(52.6, -1.1)) == ["near", "far"]


@pytest.mark.parametrize(
    "typed",
    [
        "someone to go for a walk with", "I need help to join a walk",
        "સાથે ચાલવું છે", "mujhe sair par jana hai",
    ],
)  # fmt: skip
def test_words_that_make_a_sentence_need_not_stand_in_a_listing(town: Index, typed: str) -> None:
    assert "walking" in town.ids(typed)[:3]


def test_words_that_make_a_sentence_still_count_where_they_stand(index: Index) -> None:
    index.fill(listing("a", "Someone to walk with"), listing("b", "Walk"))
    assert index.ids("someone to walk with") == ["a", "b"]
    assert index.ids("someone") == ["a"]


def test_a_whole_phrase_in_a_long_sentence_is_enough(town: Index) -> None:
    assert town.ids("I have felt dreadful and lonely since my wife died in spring")[0] == (
        "bereavement"
    )


def test_some_of_the_words_are_enough_when_no_listing_has_more(index: Index) -> None:
    index.fill(listing("a", "Swimming"), listing("b", "Chess"), listing("c", "Walk"))
    assert set(index.ids("swimming chess")) == {"a", "b"}
    assert index.ids("swimming chess", kinds=("library",)) == []
    index.put(listing("both", "Swimming chess"))
    assert index.ids("swimming chess") == ["both"]
    assert index.ids("swimming chess", kinds=("library",)) == []


def test_what_is_near_in_meaning_is_found_without_the_words(index: Index) -> None:
    index.fill(listing("tea", "Tea"), listing("chess", "Chess"), listing("swim", "Swim"))
    assert index.ids("cuppa", meant=(("tea", 0.9), ("chess", 0.3))) == ["tea", "chess"]
    assert set(index.ids("swim", meant=(("tea", 0.9),))) == {"swim", "tea"}
    assert index.ids("tea", meant=(("tea", 0.9), ("chess", 0.9)))[0] == "tea"


def test_filters_hold_for_what_is_near_in_meaning(index: Index) -> None:
    index.fill(listing("tea", "Tea"), listing("free", "Chess", free=True))
    meant = (("tea", 0.9), ("free", 0.3), ("gone", 1.0), ("\x00 \ud800", 0.4))
    found = index.ask("cuppa", free=True, meant=meant, facets=("cost",))
    assert [hit.public_id for hit in found.hits] == ["free"]
    assert found.facets["cost"]["ask"] == 1


def test_nothing_is_meant_without_words(index: Index) -> None:
    index.fill(listing("tea", "Tea"), listing("chess", "Chess"))
    assert len(index.ids("", meant=(("tea", 0.9),))) == 2


def test_what_is_meant_does_not_stand_in_the_way_of_some_of_the_words(index: Index) -> None:
    index.fill(listing("a", "Swimming"), listing("b", "Chess"), listing("tea", "Tea"))
    assert set(index.ids("swimming chess", meant=(("tea", 0.2),))) == {"a", "b", "tea"}


def test_what_is_found_by_meaning_alone_does_not_say_that_it_has_the_words(index: Index) -> None:
    index.fill(listing("tea", "Tea"), listing("swim", "Swim"))
    assert index.hit("swim", "tea", meant=(("tea", 0.9),)).why == ()
    assert index.hit("swim", "swim", meant=(("swim", 0.9),)).why == (Why("name", "Swim"),)
