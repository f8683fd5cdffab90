"""How do documents get into the Elasticsearch index, and how is a new index put in its place?"""

import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from datetime import date
from queue import Full, Queue
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError
from elasticsearch.helpers import streaming_bulk

from search.analysis.letters import is_text
from search.documents import ListingDocument
from search.engines import fields
from search.engines.elasticsearch.client import REBUILDING, WRITING
from search.engines.elasticsearch.schema import alias_of, put_template
from search.engines.elasticsearch.writing import listing, note, note_id
from search.engines.phrasebook import Book
from search.engines.protocol import EngineAway
from search.progress import Progress

Action = dict[str, Any]
_AT_ONCE = 1_000
# So many wait to be sent while the server takes in those before them.
_WAITING = 2 * _AT_ONCE
_LOOK_AGAIN_SECONDS = 0.5
# What a late write is answered with (409), and the deletion of what is not there (404).
_HARMLESS = (404, 409)


class Store:
    """The indices of one prefix."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        """Take the client and the prefix; nothing is asked yet."""
        self._client, self._prefix, self._alias = client, prefix, alias_of(prefix)

    def change(
        self,
        upserts: Iterable[ListingDocument],
        deletes: Iterable[str],
        progress: Progress,
        today: date,
    ) -> None:
        """Write to the live index; the progress comes last: after a crash it is done again."""
        client = self._client.options(request_timeout=WRITING)
        index, version = self._live(), _version(progress)
        gone = (_at(index, public_id, version) for public_id in filter(is_text, deletes))
        _write(client, ({**one, "_op_type": "delete"} for one in gone))
        _write_listings(client, index, upserts, version, today)
        _note(client, index, progress)

    def replace(
        self,
        documents: Iterable[ListingDocument],
        progress: Progress,
        today: date,
        on_document: Callable[[], None] | None,
    ) -> tuple[str, int]:
        """Write a new index beside the live one; return its name and how many listings it has."""
        client = self._client.options(request_timeout=REBUILDING)
        index = f"{self._prefix}-{fields.VERSION}-{time.time_ns():020d}-{uuid.uuid4().hex[:6]}"
        put_template(client, self._prefix)
        # Copies and refreshes wait until everything is written.
        building = {
            "refresh_interval": "-1",
            "number_of_replicas": 0,
            "translog.durability": "async",
        }
        client.indices.create(index=index, settings={**building, "auto_expand_replicas": "false"})
        version = _version(progress)
        total = _write_listings(client, index, documents, version, today, on_document)
        _note(client, index, progress)
        ready = {
            "refresh_interval": None,
            "translog.durability": None,
            "auto_expand_replicas": "0-2",
        }
        client.indices.put_settings(index=index, settings=ready)
        client.cluster.health(index=index, wait_for_status="green", timeout="30s")
        _check(client, index, total)
        return index, total

    def make_live(self, index: str) -> None:
        """Point the alias to an index in one step, and remove the older ones.

        Of two that are made at once, the later one may be live first; it has removed this one.
        """
        pattern = f"{self._prefix}-{fields.VERSION}-*"
        older = [name for name in self._client.indices.get(index=pattern) if name < index]
        remove = {"remove": {"index": pattern, "alias": self._alias, "must_exist": False}}
        add = {"add": {"index": index, "alias": self._alias}}
        try:
            self._client.indices.update_aliases(actions=[remove, add])
        except NotFoundError:
            if self._live() > index:
                return
            raise
        self._delete(older)

    def remove(self) -> None:
        """Remove every index of this prefix, and its template: the cluster is as before."""
        self._delete(list(self._client.indices.get(index=f"{self._prefix}-{fields.VERSION}-*")))
        template = f"{self._prefix}-{fields.VERSION}"
        self._client.options(ignore_status=404).indices.delete_index_template(name=template)

    def _live(self) -> str:
        """Return the index behind the alias: what is written must not end in another one."""
        return str(next(iter(self._client.indices.get_alias(name=self._alias).keys())))

    def _delete(self, indices: Iterable[str]) -> None:
        for index in indices:
            try:
                self._client.indices.delete(index=index)
            except NotFoundError:
                continue


def _write_listings(
    client: Elasticsearch,
    index: str,
    documents: Iterable[ListingDocument],
    version: int,
    today: date,
    on_document: Callable[[], None] | None = None,
) -> int:
    """Write listings, then the books they name; return how many listings."""
    books: dict[str, Book] = {}

    def actions() -> Iterator[Action]:
        for document in documents:
            written, book = listing(document, today)
            books[book.name] = book
            yield {**_at(index, document.public_id, version), "_source": written}
            if on_document is not None:
                on_document()

    total = _write_beside(client, actions())
    _write(
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


def _write_beside(client: Elasticsearch, actions: Iterable[Action]) -> int:
    """Write in bulk while the next ones are made: this process and the server work side by side."""
    waiting: Queue[Action | None] = Queue(_WAITING)
    with ThreadPoolExecutor(1) as beside:
        writing = beside.submit(copy_context().run, _write, client, iter(waiting.get, None))
        try:
            for action in actions:
                _hand_over(waiting, action, writing)
        finally:
            _hand_over(waiting, None, writing)
        return writing.result()


def _hand_over(waiting: Queue[Action | None], what: Action | None, writing: Future[int]) -> None:
    """Put one into the queue; when the writing has ended, raise why it did."""
    while not (writing.done() and writing.exception()):
        try:
            return waiting.put(what, timeout=_LOOK_AGAIN_SECONDS)
        except Full:
            continue
    if what is not None:
        writing.result()


def _write(client: Elasticsearch, actions: Iterable[Action]) -> int:
    """Write in bulk; what a newer write has overtaken is left as it is."""
    total = 0
    for done, what in streaming_bulk(
        client, actions, chunk_size=_AT_ONCE, raise_on_error=False, max_retries=3
    ):
        status = next(iter(what.values()))["status"]
        if not done and status not in _HARMLESS:
            raise EngineAway(f"A write was answered with {status}")
        total += 1
    return total


def _note(client: Elasticsearch, index: str, progress: Progress) -> None:
    """Note the progress, and make everything before it visible."""
    document = note(fields.PROGRESS, progress.to_json())
    client.index(index=index, id=note_id(fields.PROGRESS), document=document)
    client.indices.refresh(index=index)


def _check(client: Elasticsearch, index: str, total: int) -> None:
    """Refuse to swap in an index that lost documents, say because it was removed meanwhile."""
    counted = int(client.count(index=index, query={"exists": {"field": "state"}})["count"])
    if counted < total:
        raise EngineAway(f"The new index has {counted} listings, not {total}")


def _at(index: str, public_id: str, version: int) -> Action:
    return {"_index": index, "_id": public_id, "version": version, "version_type": "external_gte"}


def _version(progress: Progress) -> int:
    """Return the number of the newest change that is written: a later one has a larger."""
    return max(1, progress.low, *progress.done) if progress.done else max(1, progress.low)
