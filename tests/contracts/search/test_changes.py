"""Does every engine take changes, deletions and rebuilds in without losing any?"""

import threading
from collections.abc import Iterator

import pytest

from search.analysis.synonyms import NOTHING, using
from search.documents import ListingDocument
from search.progress import Progress
from search.query import FACETS
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import TODAY
from tests.factories.search_documents import document as listing

# What must stay different, and why.
LATE_WRITES_ARE_REFUSED = {
    # Machines write to one cluster without a common lock, so an older state may arrive last.
    "elasticsearch": True,
    # One lock for each folder, held while documents are made: an older state cannot arrive last.
    "embedded": False,
}


def test_a_late_write_does_not_undo_a_newer_one(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    index.engine.apply([listing("a", "Swim")], (), Progress(9), today=TODAY)
    index.engine.apply([listing("a", "Walk")], (), Progress(5), today=TODAY)
    refused = LATE_WRITES_ARE_REFUSED[index.engine.name]
    assert index.ids("swim" if refused else "walk") == ["a"]
    assert index.ids("walk" if refused else "swim") == []


def test_a_late_write_does_not_bring_back_what_was_deleted(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    index.engine.apply((), ["a"], Progress(9), today=TODAY)
    index.engine.apply([listing("a", "Walk")], (), Progress(5), today=TODAY)
    assert index.ask().total == (0 if LATE_WRITES_ARE_REFUSED[index.engine.name] else 1)


def test_a_write_of_the_same_state_again_does_no_harm(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    for _ in range(3):
        index.engine.apply([listing("a", "Swim")], ["b"], Progress(9), today=TODAY)
    assert index.ids() == ["a"]
    assert index.ids("swim") == ["a"]


def test_a_listing_deleted_and_made_again_is_found(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    index.engine.apply((), ["a"], Progress(3), today=TODAY)
    assert index.ask().total == 0
    index.engine.apply([listing("a", "Walk")], (), Progress(4), today=TODAY)
    assert index.ids("walk") == ["a"]


def test_the_deletion_of_what_is_not_there_is_nothing(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    index.put(gone=["b", "a b"])
    assert index.ids() == ["a"]


def test_the_deletion_of_what_is_no_text_is_nothing_and_the_rest_is_deleted(index: Index) -> None:
    index.fill(listing("a", "Walk"), listing("b", "Walk"))
    index.put(gone=["\ud800", "a\udfff", "a"])
    assert index.ids() == ["b"]


def test_a_change_of_every_fact_is_seen_by_every_count(index: Index) -> None:
    index.fill(listing("a", "Walk", free=True, spoken=("en",), sessions=("mon-morning",)))
    index.put(listing("a", "Walk", free=False, lowest_pence=900, spoken=("gu",)))
    counts = index.ask(facets=FACETS).facets
    assert counts["cost"] == {"up_to_1000": 1}
    assert counts["language"] == {"gu": 1}
    assert counts["day"] == {}


def test_a_word_written_a_moment_ago_is_known(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    assert index.ids("pickleball") == []
    index.put(listing("b", "Pickleball"))
    assert index.ids("pickleball") == ["b"]
    index.put(gone=["b"])
    assert index.ids("pickleball") == []


def test_the_count_is_of_listings_alone(index: Index) -> None:
    index.fill(listing("a", category="walking"), listing("b", name_only=True))
    assert index.engine.count() == 2
    index.put(listing("c", category="swimming"), gone=["a"])
    assert index.engine.count() == 2


def test_a_rebuild_forgets_what_it_was_not_given(index: Index) -> None:
    index.fill(listing("a", "Walk"), listing("b", "Walk"))
    index.fill(listing("b", "Walk"))
    assert index.ids() == ["b"]
    index.fill()
    assert index.ask(facets=FACETS).total == 0


def test_while_an_index_is_made_the_old_one_answers_and_takes_changes(index: Index) -> None:
    index.fill(listing("old", "Walk"))
    seen: list[list[str]] = []

    def documents() -> Iterator[ListingDocument]:
        for number in range(3):
            change = listing(f"change{number}", "Walk")
            index.engine.apply([change], (), Progress(0, frozenset({number + 1})), today=TODAY)
            seen.append(sorted(index.ids("walk")))
            yield listing(f"new{number}", "Walk")

    index.engine.rebuild(documents(), Progress(), today=TODAY)
    assert seen[-1] == ["change0", "change1", "change2", "old"]
    assert sorted(index.ids("walk")) == ["new0", "new1", "new2"]


def test_after_a_rebuild_the_progress_asks_for_what_changed_meanwhile(index: Index) -> None:
    index.engine.rebuild([listing("a", "Walk")], Progress(4, frozenset({6})), today=TODAY)
    assert index.engine.progress() == Progress(4, frozenset({6}))
    index.engine.apply([listing("a", "Swim")], (), Progress(4, frozenset({5, 6, 7})), today=TODAY)
    assert index.ids("swim") == ["a"]
    assert index.engine.progress() == Progress(4, frozenset({5, 6, 7}))


def test_each_document_of_a_rebuild_is_told(index: Index) -> None:
    told: list[int] = []
    size = index.engine.rebuild(
        (listing(str(number)) for number in range(25)),
        Progress(),
        today=TODAY,
        on_document=lambda: told.append(1),
    )
    assert (size, len(told)) == (25, 25)


def test_a_rebuild_that_fails_leaves_the_old_index(index: Index) -> None:
    index.fill(listing("a", "Walk"))

    def documents() -> Iterator[ListingDocument]:
        yield listing("b", "Walk")
        raise LookupError

    with pytest.raises(LookupError):
        index.engine.rebuild(documents(), Progress(), today=TODAY)
    assert index.ids("walk") == ["a"]


def test_no_search_fails_or_comes_back_empty_while_indices_are_swapped(index: Index) -> None:
    index.fill(listing("a", "Walk"))
    totals: list[int] = []
    finished = threading.Event()

    def ask() -> None:
        with using(NOTHING):
            while not finished.is_set():
                totals.append(index.ask("walk", facets=("kind",)).total)

    searching = threading.Thread(target=ask)
    searching.start()
    try:
        for _ in range(4):
            index.fill(listing("a", "Walk"))
    finally:
        finished.set()
        searching.join()
    assert set(totals) == {1}


def test_the_right_to_write_is_taken_again_by_its_holder(index: Index) -> None:
    with index.engine.exclusive(1.0):
        index.put(listing("a", "Walk"))
    assert index.ids() == ["a"]
