"""The engine that needs Python alone: tantivy, in files beside the database."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

import tantivy

from search.analysis.letters import is_text
from search.analysis.reading import Other
from search.documents import ListingDocument
from search.engines.embedded import schema as fields
from search.engines.embedded.compiled import Asker, Bare, Compiled, compile_query, unscored
from search.engines.embedded.counting import count
from search.engines.embedded.filtering import all_of, any_of
from search.engines.embedded.folders import Folders
from search.engines.embedded.paging import Placed, page
from search.engines.embedded.reader import Reader, Snapshot, count_of, first
from search.engines.embedded.wording import own_words_query
from search.engines.embedded.writing import listing, note
from search.engines.explaining import if_true, read_told, why
from search.engines.facets import STARTS
from search.engines.phrasebook import Book
from search.engines.protocol import IndexMissing
from search.progress import Progress
from search.query import DirectoryQuery, Sort
from search.results import Hit, Results, Why

# Enough for a hundred thousand listings in one piece: of several, each is searched apart.
_REBUILD_HEAP, _APPLY_HEAP = 250_000_000, 15_000_000
_APPLY_WAIT_SECONDS = 10.0
# A new index may have taken minutes: it is not thrown away because others write all the while.
_SWAP_WAIT_SECONDS = 120.0
_KEPT_COUNTS = 300


class EmbeddedEngine:
    """One copy of the index in a folder."""

    name = "embedded"

    def __init__(self, root: Path) -> None:
        """Take the folder of the copy; nothing is opened or made yet."""
        self._folders = Folders(root)
        self._reader = Reader(self._folders)

    def copy_name(self) -> str:
        """Return the name of this copy."""
        return f"{self.name}:{self._folders.name()}"

    def is_ready(self) -> bool:
        """Say whether there is a live index."""
        try:
            self._folders.live()
        except IndexMissing:
            return False
        return True

    def count(self) -> int:
        """Return how many listings the index holds, those found by name only too."""
        query = tantivy.Query.term_set_query(
            fields.schema(), "state", [fields.BROWSABLE, "name_only"]
        )
        return count_of(self._reader.snapshot().searcher.search(query, 1))

    def prepare(self) -> None:
        """Open the index; raises IndexMissing when there is none."""
        self._reader.snapshot()

    def search(self, query: DirectoryQuery, *, today: date) -> Results:
        """Answer a question; raises IndexMissing when there is no index."""
        snapshot = self._reader.snapshot()
        return _answer(query.tidied(), snapshot, Asker(snapshot.searcher), today)

    def bare_queries(self, query: DirectoryQuery, *, today: date) -> list[Bare]:
        """Return the queries of tantivy that a question comes to, to be timed alone."""
        snapshot = self._reader.snapshot()
        asker = Asker(snapshot.searcher, kept=[])
        _answer(query.tidied(), snapshot, asker, today)
        return asker.kept or []

    def exclusive(self, wait_seconds: float) -> AbstractContextManager[None]:
        """Hold the right to write; within it `apply` does not wait again."""
        return self._folders.lock.held(wait_seconds)

    def apply(
        self,
        upserts: Iterable[ListingDocument],
        deletes: Sequence[str],
        progress: Progress,
        *,
        today: date,
    ) -> None:
        """Write to the live index in one commit."""
        with self.exclusive(_APPLY_WAIT_SECONDS):
            index = fields.prepared(tantivy.Index.open(str(self._folders.live())))
            writer = index.writer(_APPLY_HEAP, 1)
            for public_id in filter(is_text, deletes):
                writer.delete_documents_by_term("id", public_id)
            books: dict[str, Book] = {}
            for document in upserts:
                writer.delete_documents_by_term("id", document.public_id)
                written, book = listing(document, today)
                writer.add_document(written)
                books[book.name] = book
            _commit(writer, books, progress)

    def progress(self) -> Progress:
        """Return the progress of the last commit."""
        stored = self._reader.snapshot().stored("meta", fields.PROGRESS, "told")
        return Progress.from_json(stored.decode()) if stored is not None else Progress()

    def rebuild(
        self,
        documents: Iterable[ListingDocument],
        progress: Progress,
        *,
        today: date,
        on_document: Callable[[], None] | None = None,
    ) -> int:
        """Write a new index beside the live one and swap it in; searching goes on meanwhile."""
        folder = self._folders.new()
        index = fields.prepared(tantivy.Index(fields.schema(), str(folder)))
        writer = index.writer(_REBUILD_HEAP, 1)
        books: dict[str, Book] = {}
        total = 0
        for document in documents:
            written, book = listing(document, today)
            writer.add_document(written)
            books[book.name] = book
            total += 1
            if on_document is not None:
                on_document()
        _commit(writer, books, progress)
        with self.exclusive(_SWAP_WAIT_SECONDS):
            self._folders.make_live(folder)
            self._folders.forget_old()
        return total


def _commit(writer: tantivy.IndexWriter, books: dict[str, Book], progress: Progress) -> None:
    """Write the notes and commit; books are the same in every copy, so a second one is harmless."""
    for name, book in books.items():
        writer.delete_documents_by_term("meta", name)
        writer.add_document(note(name, book.stored, book.terms.vocabulary))
    writer.delete_documents_by_term("meta", fields.PROGRESS)
    writer.add_document(note(fields.PROGRESS, progress.to_json()))
    writer.commit()
    writer.wait_merging_threads()


def _answer(query: DirectoryQuery, snapshot: Snapshot, asker: Asker, today: date) -> Results:
    compiled = compile_query(query, snapshot, asker)
    placed, total = page(compiled, today)
    if compiled.reading.least_matching > 1 and _is_unknown(compiled, total):
        compiled = compile_query(query, snapshot, asker, loose=True)
        placed, total = page(compiled, today)
    return Results(
        hits=_hits(compiled, placed, snapshot),
        total=total,
        query=query,
        facets=_counts(compiled, snapshot, today),
        did_you_mean=compiled.reading.did_you_mean if total else None,
        also_looked_for=compiled.reading.also_looked_for,
        engine=EmbeddedEngine.name,
    )


def _is_unknown(compiled: Compiled, total: int) -> bool:
    """Say whether no listing has the words as typed, whatever the filters and what is meant."""
    if compiled.query.meant or (compiled.filters and not total):
        return compiled.asker.count(compiled.typed) == 0
    return not total


def _counts(compiled: Compiled, snapshot: Snapshot, today: date) -> Mapping[str, Mapping[str, int]]:
    """Return the counts; without words they are the same for many, and kept for this commit.

    Those of what is on now hold for a minute, so they are kept apart from the others.
    """
    query = compiled.query
    if query.text or compiled.asker.kept is not None:
        return count(compiled, query.facets, today)
    near = query.near if query.near and query.near.within_miles is not None else None
    key = replace(query, near=near, sort=Sort.RELEVANCE, page=1, page_size=0, checked_first=False)
    lasting = tuple(facet for facet in query.facets if facet != STARTS)
    counts = _kept(compiled, snapshot, replace(key, facets=lasting, now=None), today)
    if len(lasting) == len(query.facets):
        return counts
    passing = _kept(compiled, snapshot, replace(key, facets=(STARTS,)), today)
    return {**counts, **passing}


def _kept(
    compiled: Compiled, snapshot: Snapshot, key: DirectoryQuery, today: date
) -> Mapping[str, Mapping[str, int]]:
    if (key, today) not in snapshot.counts:
        if len(snapshot.counts) >= _KEPT_COUNTS:
            snapshot.counts.clear()
        snapshot.counts[key, today] = count(compiled, key.facets, today)
    return snapshot.counts[key, today]


def _hits(compiled: Compiled, placed: list[Placed], snapshot: Snapshot) -> tuple[Hit, ...]:
    found: list[Hit] = []
    stored = [snapshot.searcher.doc(hit.address) for hit in placed]
    ids = [str(first(document, "id")) for document in stored]
    wordings = _wordings(compiled, ids) if compiled.reading.others else {}
    for hit, document, public_id in zip(placed, stored, ids, strict=True):
        reasons: tuple[Why, ...] = ()
        if compiled.has_words:
            told = read_told(first(document, "told"))
            other = wordings.get(public_id)
            reading = other.reading if other else compiled.reading
            reasons = why(told, snapshot.book(told.book), reading, compiled.query.language)
            reasons = if_true(reasons, public_id, compiled.query.meant)
            if other is not None:
                reasons = (Why("synonym", other.meaning), *reasons)
        found.append(Hit(public_id, hit.score, hit.miles, reasons))
    return tuple(found)


def _wordings(compiled: Compiled, ids: list[str]) -> dict[str, Other]:
    """Return by which other words these listings match that do not match the words typed."""
    left, found = set(ids), dict[str, Other]()
    for other in (None, *compiled.reading.others):
        if left:
            asked = own_words_query(other.reading if other else compiled.reading)
            here = any_of("id", left)
            matching = compiled.asker.search(all_of((asked, unscored(here))), len(left))
            for _, address in matching.hits:
                public_id = str(first(compiled.asker.searcher.doc(address), "id"))
                left.discard(public_id)
                if other is not None:
                    found[public_id] = other
    return found
