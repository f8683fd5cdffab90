"""Which state of the index does a search see?"""

import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import tantivy

from search.analysis.reading import Form
from search.analysis.spelling import Correction, Vocabulary
from search.engines.embedded import schema as fields
from search.engines.embedded.folders import Folders
from search.engines.embedded.places import POINT, Points
from search.engines.phrasebook import Book, read_book
from search.engines.protocol import IndexMissing
from search.query import DirectoryQuery

_TRIES = 5
_FIELDS_OF_FORM: dict[Form, tuple[str, ...]] = {
    Form.WORD: tuple(field.words for field in fields.WORD_FIELDS),
    Form.STEM: tuple(field.stems for field in fields.WORD_FIELDS),
    Form.SOUND: (fields.SOUND_FIELD,),
}

# Books by their digest: the same in every commit and every copy.
_books: dict[str, Book] = {}
_MOST_BOOKS = 5_000
# A category word counts as this many listings when the likeliest meaning is chosen.
_LISTINGS_PER_BOOK = 10


class Snapshot:
    """One commit of the index, with what is worked out from it when first needed."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        """Take the searcher of the commit."""
        self.searcher = searcher
        self.counts: dict[tuple[DirectoryQuery, date], Mapping[str, Mapping[str, int]]] = {}

    @cached_property
    def _listings(self) -> int:
        found = self.searcher.search(
            tantivy.Query.term_query(fields.schema(), "state", fields.BROWSABLE), 1
        )
        return count_of(found)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        terms = self.searcher.terms_with_prefix(fields.VOCABULARY_FIELD, "")
        of_books = self.searcher.terms_with_prefix(fields.BOOK_VOCABULARY_FIELD, "")
        counted = [*terms, *((term, count * _LISTINGS_PER_BOOK) for term, count in of_books)]
        split = ((term.partition(" "), count) for term, count in counted)
        return Vocabulary((folded, display, count) for (folded, _, display), count in split)

    @cached_property
    def points(self) -> Points:
        """Return every place a listing of this commit stands at."""
        return Points(term for term, _ in self.searcher.terms_with_prefix(fields.CELL_FIELD, POINT))

    def listings(self) -> int:
        """Return how many listings are shown without words."""
        return self._listings

    def frequency(self, form: Form, term: str) -> int:
        """Return in how many listings a term stands, in the field where it is commonest."""
        return max(self.searcher.doc_freq(name, term) for name in _FIELDS_OF_FORM[form])

    def corrections(self, folded: str) -> tuple[Correction, ...]:
        """Return the nearest words of this commit."""
        return self._vocabulary.corrections(folded)

    def beginning(self, folded: str) -> tuple[str, ...]:
        """Return the commonest words of this commit that begin like this."""
        return self._vocabulary.beginning(folded)

    def book(self, name: str) -> Book:
        """Return the category words of a combination of categories."""
        if name not in _books:
            if len(_books) > _MOST_BOOKS:
                _books.clear()
            stored = self.stored("meta", name, "told")
            _books[name] = read_book(stored.decode() if stored else "[]")
        return _books[name]

    def stored(self, field: str, value: str, what: str) -> bytes | None:
        """Return what the first document with this term stores in a field."""
        query = tantivy.Query.term_query(fields.schema(), field, value)
        hits = self.searcher.search(query, 1).hits
        return bytes(first(self.searcher.doc(hits[0][1]), what)) if hits else None


@dataclass(slots=True)
class _Opened:
    folder: Path
    process: int
    index: tantivy.Index
    commit: tuple[int, int]
    snapshot: Snapshot

    def shows(self, folder: Path, commit: tuple[int, int]) -> bool:
        """Say whether this is that commit, opened in this process and not before a fork."""
        return (self.folder, self.commit, self.process) == (folder, commit, os.getpid())


class Reader:
    """Gives the newest snapshot: compares the pointer and the last commit at each call."""

    def __init__(self, folders: Folders) -> None:
        """Take the folders of the copy to read."""
        self._folders = folders
        self._opened: _Opened | None = None
        self._guard = threading.Lock()

    def snapshot(self) -> Snapshot:
        """Return the newest state, or raise IndexMissing."""
        for _ in range(_TRIES):
            try:
                return self._newest(self._folders.live())
            except (OSError, ValueError):
                # The folder was swapped away between the two looks: look again.
                self._opened = None
        return self._newest(self._folders.live())

    def _newest(self, folder: Path) -> Snapshot:
        opened = self._opened
        commit = _last_commit(folder)
        if opened is not None and opened.shows(folder, commit):
            return opened.snapshot
        with self._guard:
            return self._reopened(folder, commit).snapshot

    def _reopened(self, folder: Path, commit: tuple[int, int]) -> _Opened:
        opened = self._opened
        if opened is None or (opened.folder, opened.process) != (folder, os.getpid()):
            index = fields.prepared(tantivy.Index.open(str(folder)))
        elif opened.shows(folder, commit):
            return opened
        else:
            index = opened.index
        index.reload()
        fresh = _Opened(folder, os.getpid(), index, commit, Snapshot(index.searcher()))
        self._opened = fresh
        return fresh


def count_of(found: tantivy.SearchResult) -> int:
    """Return how many listings match, of which the result holds some."""
    return int(found.count)  # type: ignore[attr-defined]  # left out of the stubs of tantivy 0.27


def first(document: tantivy.Document, field: str) -> Any:
    """Return the stored value of a field that every document of its kind has."""
    return document.get_first(field)


def _last_commit(folder: Path) -> tuple[int, int]:
    """Return what changes with each commit: the file of the index's state is replaced."""
    try:
        state = (folder / "meta.json").stat()
    except FileNotFoundError as missing:
        raise IndexMissing(str(folder)) from missing
    return state.st_mtime_ns, state.st_ino
