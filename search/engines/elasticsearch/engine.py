"""The engine for more than one machine: Elasticsearch 9, several nodes, one shared index."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from pathlib import Path

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search

from search.analysis.reading import read
from search.documents import ListingDocument
from search.engines import fields
from search.engines.elasticsearch.client import SEARCH_IN_ALL, WRITE_IN_ALL, connect, reaching
from search.engines.elasticsearch.dictionary import Dictionary
from search.engines.elasticsearch.filtering import filters
from search.engines.elasticsearch.schema import alias_of
from search.engines.elasticsearch.searching import Asking, Found, answer
from search.engines.elasticsearch.storing import Store
from search.engines.elasticsearch.wording import OTHER, OWN, or_meant, words_query
from search.engines.elasticsearch.writing import note_id
from search.engines.explaining import if_true, read_told, why
from search.engines.locking import WriteLock
from search.engines.patience import within
from search.engines.phrasebook import Book, read_book
from search.progress import Progress
from search.query import DirectoryQuery
from search.results import Hit, Results, Why

_APPLY_WAIT_SECONDS = 10.0
# A new index may have taken minutes: it is not thrown away because others write all the while.
_SWAP_WAIT_SECONDS = 120.0
_MOST_BOOKS = 5_000
_books: dict[str, Book] = {}


class ElasticsearchEngine:
    """The index that all machines of a site share."""

    name = "elasticsearch"

    def __init__(self, urls: Sequence[str], prefix: str, folder: Path) -> None:
        """Take the addresses of the nodes, the prefix of our indices, and a folder for the lock."""
        self._urls, self._prefix = urls, prefix
        self._lock = WriteLock(folder / "elasticsearch.lock")
        self._alias = alias_of(prefix)
        self._dictionaries: dict[int, Dictionary] = {}

    @property
    def _client(self) -> Elasticsearch:
        return connect(self._urls)

    @property
    def _store(self) -> Store:
        return Store(self._client, self._prefix)

    @property
    def _dictionary(self) -> Dictionary:
        """Return the words of the index as this process's client reads them."""
        client = self._client
        if id(client) not in self._dictionaries:
            self._dictionaries = {id(client): Dictionary(client, self._alias)}
        return self._dictionaries[id(client)]

    def copy_name(self) -> str:
        """Return the name of the copy, the same on all machines."""
        return f"{self.name}:{self._prefix}"

    def is_ready(self) -> bool:
        """Say whether there is a live index; raises EngineAway when the cluster is away."""
        with reaching():
            return bool(self._client.indices.exists_alias(name=self._alias))

    def count(self) -> int:
        """Return how many listings the index holds, those found by name only too."""
        states = [fields.BROWSABLE, fields.NAME_ONLY]
        with reaching():
            answered = self._client.count(index=self._alias, query={"terms": {"state": states}})
        return int(answered["count"])

    def prepare(self) -> None:
        """Read what the first search in this process would have to wait for."""
        with reaching():
            self._dictionary.prepare()

    def search(self, query: DirectoryQuery, *, today: date) -> Results:
        """Answer a question; raises IndexMissing without an index, EngineAway without a cluster."""
        tidy = query.tidied()
        with reaching():
            self._dictionary.prepare(wait=SEARCH_IN_ALL)
        with reaching(), within(SEARCH_IN_ALL):
            asking = self._asking(tidy, today)
            found, total, counts = answer(asking)
            if asking.reading.least_matching > 1 and self._is_unknown(asking, total):
                asking = self._asking(tidy, today, loose=True)
                found, total, counts = answer(asking)
            hits = tuple(self._hits(asking, found))
        return Results(
            hits=hits,
            total=total,
            query=tidy,
            facets=counts,
            did_you_mean=asking.reading.did_you_mean if total else None,
            also_looked_for=asking.reading.also_looked_for,
            engine=self.name,
        )

    def _is_unknown(self, asking: Asking, total: int) -> bool:
        """Say whether no listing has the words, whatever the filters and what is meant."""
        if asking.query.meant or (asking.filters and not total):
            typed = words_query(asking.reading).to_dict()
            return not int(self._client.count(index=self._alias, query=typed)["count"])
        return not total

    def _asking(self, query: DirectoryQuery, today: date, *, loose: bool = False) -> Asking:
        """Read the words and build the clauses; `loose` lets one word of several be enough."""
        reading = read(query.text, query.language, self._dictionary, unfinished=query.unfinished)
        reading = replace(reading, loose=loose)
        return Asking(
            query=query,
            reading=reading,
            words=or_meant(words_query(reading), query.meant) if reading.asked else None,
            filters=filters(query),
            today=today,
            index=Search(using=self._client, index=self._alias),
        )

    def _hits(self, asking: Asking, found: Sequence[Found]) -> Iterator[Hit]:
        told = self._told(found) if asking.words is not None else {}
        books = self._books_of(told.values())
        for hit in found:
            reasons: tuple[Why, ...] = ()
            if hit.public_id in told:
                reasons = _reasons(asking, hit, told[hit.public_id], books)
                reasons = if_true(reasons, hit.public_id, asking.query.meant)
            yield Hit(hit.public_id, hit.score, hit.miles, reasons)

    def _told(self, found: Sequence[Found]) -> dict[str, str]:
        """Return what hits store to be told; hits that were weighed first come without it."""
        told = {hit.public_id: hit.told for hit in found if hit.told}
        missing = [hit.public_id for hit in found if not hit.told]
        return told | self._stored(missing)

    def _books_of(self, told: Iterable[str]) -> dict[str, Book]:
        """Return the books that these name; the same in every commit, so read once."""
        names = {read_told(one.encode()).book for one in told}
        missing = [name for name in names if name not in _books]
        if missing:
            if len(_books) > _MOST_BOOKS:
                _books.clear()
            stored = self._stored([note_id(name) for name in missing])
            for name in missing:
                _books[name] = read_book(stored.get(note_id(name), "[]"))
        return {name: _books[name] for name in names}

    def _stored(self, ids: Sequence[str]) -> dict[str, str]:
        if not ids:
            return {}
        found = self._client.mget(index=self._alias, ids=list(ids), source=["told"])
        return {
            str(one["_id"]): str(one["_source"].get("told", ""))
            for one in found["docs"]
            if one.get("found")
        }

    def exclusive(self, wait_seconds: float) -> AbstractContextManager[None]:
        """Hold the right to write on this machine; versions keep the machines apart."""
        return self._lock.held(wait_seconds)

    def apply(
        self,
        upserts: Iterable[ListingDocument],
        deletes: Sequence[str],
        progress: Progress,
        *,
        today: date,
    ) -> None:
        """Write to the live index; the progress comes last: after a crash it is done again."""
        with self.exclusive(_APPLY_WAIT_SECONDS), reaching(), within(WRITE_IN_ALL):
            self._store.change(upserts, deletes, progress, today)
            self._dictionary.grow_old()

    def progress(self) -> Progress:
        """Return the progress of the last commit."""
        with reaching():
            found = self._client.get(index=self._alias, id=note_id(fields.PROGRESS))
        return Progress.from_json(str(found["_source"]["told"]))

    def rebuild(
        self,
        documents: Iterable[ListingDocument],
        progress: Progress,
        *,
        today: date,
        on_document: Callable[[], None] | None = None,
    ) -> int:
        """Write a new index beside the live one and swap it in; searching goes on meanwhile."""
        with reaching():
            index, total = self._store.replace(documents, progress, today, on_document)
            with self.exclusive(_SWAP_WAIT_SECONDS):
                self._store.make_live(index)
            self._dictionary.grow_old()
        return total

    def remove(self) -> None:
        """Remove our indices and their template from the cluster."""
        with reaching():
            self._store.remove()


def _reasons(asking: Asking, hit: Found, told: str, books: dict[str, Book]) -> tuple[Why, ...]:
    """Say why a listing matched; by other words, when it has none of those typed."""
    kept = read_told(told.encode())
    reading, others = asking.reading, asking.reading.others
    if OWN in hit.wordings or not others:
        return why(kept, books[kept.book], reading, asking.query.language)
    names = [name for name in hit.wordings if name.startswith(OTHER)]
    other = others[min(int(name.removeprefix(OTHER)) for name in names)] if names else others[0]
    reasons = why(kept, books[kept.book], other.reading, asking.query.language)
    return (Why("synonym", other.meaning), *reasons)
