"""The engine for more than one machine: Elasticsearch 9, several nodes, one shared index."""

import threading
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.dsl import Search
from elasticsearch.helpers import streaming_bulk

from search.analysis.reading import Reading, read
from search.documents import ListingDocument
from search.engines import fields
from search.engines.elasticsearch.client import REBUILDING, WRITING, connect, reaching
from search.engines.elasticsearch.dictionary import Dictionary
from search.engines.elasticsearch.filtering import filters
from search.engines.elasticsearch.schema import alias_of, put_template
from search.engines.elasticsearch.searching import Asking, Found, answer
from search.engines.elasticsearch.wording import words_query
from search.engines.elasticsearch.writing import listing, note, note_id
from search.engines.explaining import read_told, why
from search.engines.locking import held
from search.engines.phrasebook import Book, read_book
from search.engines.protocol import EngineAway
from search.progress import Progress
from search.query import DirectoryQuery
from search.results import Hit, Results, Why

Action = dict[str, Any]
_APPLY_WAIT_SECONDS = 10.0
_AT_ONCE = 1_000
# What a late write is answered with (409), and the deletion of what is not there (404).
_HARMLESS = (404, 409)
_MOST_BOOKS = 5_000
_books: dict[str, Book] = {}


class ElasticsearchEngine:
    """The index that all machines of a site share."""

    name = "elasticsearch"

    def __init__(self, urls: Sequence[str], prefix: str, folder: Path) -> None:
        """Take the addresses of the nodes, the prefix of our indices, and a folder for the lock."""
        self._urls, self._prefix, self._lock = urls, prefix, folder / "elasticsearch.lock"
        self._alias = alias_of(prefix)
        self._dictionaries: dict[int, Dictionary] = {}
        self._held = threading.local()

    @property
    def _client(self) -> Elasticsearch:
        return connect(self._urls)

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

    def search(self, query: DirectoryQuery, *, today: date) -> Results:
        """Answer a question; raises IndexMissing without an index, EngineAway without a cluster."""
        tidy = query.tidied()
        with reaching():
            asking = self._asking(tidy, today)
            found, total, counts = answer(asking)
            hits = tuple(self._hits(asking, found))
        return Results(
            hits=hits,
            total=total,
            query=tidy,
            facets=counts,
            did_you_mean=asking.reading.did_you_mean if total else None,
            engine=self.name,
        )

    def _asking(self, query: DirectoryQuery, today: date) -> Asking:
        reading = read(query.text, query.language, self._dictionary)
        return Asking(
            query=query,
            reading=reading,
            words=words_query(reading) if reading.asked else None,
            filters=filters(query),
            today=today,
            index=Search(using=self._client, index=self._alias),
        )

    def _hits(self, asking: Asking, found: Sequence[Found]) -> Iterator[Hit]:
        reading = asking.reading if asking.words is not None else None
        told = self._told(found) if reading is not None else {}
        books = self._books_of(told.values())
        for hit in found:
            reasons: tuple[Why, ...] = ()
            if reading is not None and hit.public_id in told:
                reasons = self._why(told[hit.public_id], books, reading, asking.query.language)
            yield Hit(hit.public_id, hit.score, hit.miles, reasons)

    @staticmethod
    def _why(told: str, books: dict[str, Book], reading: Reading, language: str) -> tuple[Why, ...]:
        kept = read_told(told.encode())
        return why(kept, books[kept.book], reading, language)

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

    @contextmanager
    def exclusive(self, wait_seconds: float) -> Iterator[None]:
        """Hold the right to write on this machine; versions keep the machines apart."""
        if getattr(self._held, "here", False):
            yield
            return
        with held(self._lock, wait_seconds):
            self._held.here = True
            try:
                yield
            finally:
                self._held.here = False

    def apply(
        self,
        upserts: Iterable[ListingDocument],
        deletes: Sequence[str],
        progress: Progress,
        *,
        today: date,
    ) -> None:
        """Write to the live index; the progress comes last: after a crash it is done again."""
        with self.exclusive(_APPLY_WAIT_SECONDS), reaching():
            index = self._live()
            client = self._client.options(request_timeout=WRITING)
            version = _version(progress)
            gone = (
                {**_at(index, public_id, version), "_op_type": "delete"} for public_id in deletes
            )
            self._write(client, gone)
            self._write_listings(client, index, upserts, version, today, None)
            self._note(client, index, progress)
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
        index = f"{self._prefix}-{fields.VERSION}-{time.time_ns():020d}-{uuid.uuid4().hex[:6]}"
        client = self._client.options(request_timeout=REBUILDING)
        with reaching():
            put_template(client, self._prefix)
            building = {"refresh_interval": "-1", "number_of_replicas": 0}
            client.indices.create(
                index=index, settings={**building, "auto_expand_replicas": "false"}
            )
            total = self._write_listings(
                client, index, documents, _version(progress), today, on_document
            )
            self._note(client, index, progress)
            client.indices.put_settings(
                index=index, settings={"refresh_interval": None, "auto_expand_replicas": "0-2"}
            )
            client.cluster.health(index=index, wait_for_status="green", timeout="30s")
            self._check(client, index, total)
            with self.exclusive(_APPLY_WAIT_SECONDS):
                self._swap(client, index)
        self._dictionary.grow_old()
        return total

    def _live(self) -> str:
        """Return the index behind the alias: what is written must not end in another one."""
        return str(next(iter(self._client.indices.get_alias(name=self._alias).keys())))

    def _write_listings(
        self,
        client: Elasticsearch,
        index: str,
        documents: Iterable[ListingDocument],
        version: int,
        today: date,
        on_document: Callable[[], None] | None,
    ) -> int:
        """Write listings, then the books they name; return how many listings."""
        books: dict[str, Book] = {}

        def actions() -> Iterator[Action]:
            for document in documents:
                written, book = listing(document, today)
                books[book.name] = book
                yield {**_at(index, document.public_id, version), "_source": written}

        total = self._write(client, actions(), on_document)
        self._write(
            client,
            (
                {
                    "_index": index,
                    "_id": note_id(name),
                    "_source": note(name, book.stored, book.terms.vocabulary),
                }
                for name, book in books.items()
            ),
        )
        return total

    def _write(
        self,
        client: Elasticsearch,
        actions: Iterable[Action],
        on_written: Callable[[], None] | None = None,
    ) -> int:
        """Write in bulk; what a newer write has overtaken is left as it is."""
        total = 0
        for done, what in streaming_bulk(
            client, actions, chunk_size=_AT_ONCE, raise_on_error=False, max_retries=3
        ):
            status = next(iter(what.values()))["status"]
            if not done and status not in _HARMLESS:
                raise EngineAway(f"A write was answered with {status}")
            total += 1
            if on_written is not None:
                on_written()
        return total

    def _note(self, client: Elasticsearch, index: str, progress: Progress) -> None:
        """Note the progress, and make everything before it visible."""
        document = note(fields.PROGRESS, progress.to_json())
        client.index(index=index, id=note_id(fields.PROGRESS), document=document)
        client.indices.refresh(index=index)

    def _check(self, client: Elasticsearch, index: str, total: int) -> None:
        """Refuse to swap in an index that lost documents, say because it was removed meanwhile."""
        counted = int(client.count(index=index, query={"exists": {"field": "state"}})["count"])
        if counted < total:
            raise EngineAway(f"The new index has {counted} listings, not {total}")

    def _swap(self, client: Elasticsearch, index: str) -> None:
        """Point the alias to the new index in one step, and remove the older ones."""
        pattern = f"{self._prefix}-{fields.VERSION}-*"
        others = [name for name in client.indices.get(index=pattern) if name < index]
        remove = [{"remove": {"index": pattern, "alias": self._alias, "must_exist": False}}]
        add = {"add": {"index": index, "alias": self._alias}}
        client.indices.update_aliases(actions=[*remove, add])
        for name in others:
            try:
                client.indices.delete(index=name)
            except NotFoundError:
                continue


def _at(index: str, public_id: str, version: int) -> Action:
    return {"_index": index, "_id": public_id, "version": version, "version_type": "external_gte"}


def _version(progress: Progress) -> int:
    """Return the number of the newest change that is written: a later one has a larger."""
    return max(1, progress.low, *progress.done) if progress.done else max(1, progress.low)
