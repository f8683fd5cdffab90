"""What does the Elasticsearch index know about words?

Frequencies and the vocabulary are read once and kept, as a search needs dozens of them. They
grow old for some seconds and are read anew beside the searches, which wait only where nothing is
known yet; a word that is not among them is looked up, so that a listing written a moment ago is
found at once.
"""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as StillReading
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from search.analysis.reading import Form
from search.analysis.spelling import Correction, Vocabulary
from search.engines.elasticsearch.client import READ_IN_ALL, READING, SEARCH_IN_ALL
from search.engines.elasticsearch.schema import word_fields
from search.engines.elasticsearch.writing import note_id
from search.engines.fields import BOOK_VOCABULARY_FIELD, BROWSABLE, PROGRESS, VOCABULARY_FIELD
from search.engines.patience import within
from search.engines.protocol import EngineAway

# A category word counts as this many listings when the likeliest meaning is chosen.
LISTINGS_PER_BOOK = 10
_A_PAGE = 10_000
# So long may what is known be old; then it is compared with the index. A large index, which takes
# long to read, is not read all the time: one part in so many.
OLD_AFTER_SECONDS = 5.0
_A_PART_IN = 20
# So long waits a search for what this process itself has just written.
_OWN_WRITES_SECONDS = 0.5
Stamp = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Known:
    """What was known of one state of the index."""

    stamp: Stamp
    listings: int
    frequencies: dict[tuple[str, str], int]
    vocabulary: Vocabulary


class Dictionary:
    """The words of the live index (search.analysis.reading.Dictionary)."""

    def __init__(self, client: Elasticsearch, alias: str) -> None:
        """Take the index to read; nothing is read yet."""
        self._client, self._alias = client, alias
        self._known: Known | None = None
        # When what is known was true, when something was written since, when to compare again.
        self._true_at = self._written_at = self._compare_at = 0.0
        self._looked_up: dict[tuple[str, str], int] = {}
        self._looked_up_since = 0.0
        self._guard = threading.Lock()
        self._reading: Future[None] | None = None

    def grow_old(self) -> None:
        """Compare at the next question: this process has just written."""
        self._written_at, self._looked_up = time.monotonic(), {}

    def prepare(self, wait: float = READ_IN_ALL + SEARCH_IN_ALL) -> None:
        """Have something known before a question; only the first waits until it is read.

        It waits so many seconds at most; the reading goes on after that. Raises what kept the
        first from being read.
        """
        if time.monotonic() - self._looked_up_since >= OLD_AFTER_SECONDS:
            self._looked_up, self._looked_up_since = {}, time.monotonic()
        if self._known is None:
            try:
                self._read_beside().result(timeout=wait)
            except StillReading as late:
                raise EngineAway("The dictionary is still being read") from late
        elif self._written_at >= self._true_at:
            self._wait_for_own_writes()
        elif time.monotonic() >= self._compare_at:
            self._read_beside()

    def _wait_for_own_writes(self) -> None:
        end = time.monotonic() + _OWN_WRITES_SECONDS
        while self._written_at >= self._true_at and time.monotonic() < end:
            # One that began before the write knows nothing of it: then the next is waited for.
            with suppress(Exception):
                self._read_beside().result(timeout=max(0.0, end - time.monotonic()))

    def _read_beside(self) -> Future[None]:
        """Have one thread compare with the index, and read it if it has moved on."""
        with self._guard:
            if self._reading is None or self._reading.done():
                self._reading = Future()
                run = threading.Thread(target=self._compare, args=(self._reading,), daemon=True)
                run.start()
            return self._reading

    def _compare(self, told: Future[None]) -> None:
        began = time.monotonic()
        try:
            with within(SEARCH_IN_ALL):
                stamp = self._stamp()
            if self._known is None or self._known.stamp != stamp:
                with within(READ_IN_ALL):
                    self._known = self._read(stamp)
        except Exception as failure:  # noqa: BLE001 - it is told to whoever waits
            self._compare_at = time.monotonic() + OLD_AFTER_SECONDS
            told.set_exception(failure)
            return
        took = time.monotonic() - began
        self._looked_up, self._true_at = {}, began
        self._compare_at = time.monotonic() + max(OLD_AFTER_SECONDS, _A_PART_IN * took)
        told.set_result(None)

    def listings(self) -> int:
        """Return how many listings are shown without words."""
        return self.known().listings

    def frequency(self, form: Form, term: str) -> int:
        """Return in how many listings a term stands, in the field where it is commonest."""
        key = (form.value, term)
        found = self.known().frequencies.get(key)
        if found is None:
            if key not in self._looked_up:
                self._looked_up[key] = self._look_up(form, term)
            found = self._looked_up[key]
        return found

    def corrections(self, folded: str) -> tuple[Correction, ...]:
        """Return the nearest known words."""
        return self.known().vocabulary.corrections(folded)

    def beginning(self, folded: str) -> tuple[str, ...]:
        """Return the commonest known words that begin like this."""
        return self.known().vocabulary.beginning(folded)

    def known(self) -> Known:
        """Return what is known."""
        known = self._known
        if known is None:
            raise EngineAway("The dictionary was not read")
        return known

    def _stamp(self) -> Stamp:
        """Return what changes with each commit: the index, and how often its progress was noted."""
        noted = self._client.get(index=self._alias, id=note_id(PROGRESS), source=False)
        return str(noted["_index"]), int(noted["_seq_no"])

    def _look_up(self, form: Form, term: str) -> int:
        counts = self._client.search(
            index=self._alias,
            size=0,
            aggs={
                name: {"filter": {"term": {name: term}}}
                for held, name in word_fields()
                if held is form
            },
        )["aggregations"]
        return max(int(count["doc_count"]) for count in counts.values())

    def _read(self, stamp: Stamp) -> Known:
        frequencies: dict[tuple[str, str], int] = {}
        for form, name in word_fields():
            for term, count in self._counted(name):
                key = (form.value, term)
                frequencies[key] = max(count, frequencies.get(key, 0))
        entries = [
            *self._counted(VOCABULARY_FIELD),
            *((value, n * LISTINGS_PER_BOOK) for value, n in self._counted(BOOK_VOCABULARY_FIELD)),
        ]
        parted = ((value.partition(" "), count) for value, count in entries)
        listings = self._client.options(request_timeout=READING).count(
            index=self._alias, query={"term": {"state": BROWSABLE}}
        )["count"]
        return Known(
            stamp,
            int(listings),
            frequencies,
            Vocabulary((folded, display, count) for (folded, _, display), count in parted),
        )

    def _counted(self, field: str) -> Iterator[tuple[str, int]]:
        """Give every value of a field with the number of documents that have it."""
        after: dict[str, Any] = {}
        while True:
            composite = {"size": _A_PAGE, "sources": [{"value": {"terms": {"field": field}}}]}
            answer = self._client.options(request_timeout=READING).search(
                index=self._alias,
                size=0,
                track_total_hits=False,
                aggs={"all": {"composite": composite | after}},
            )["aggregations"]["all"]
            for bucket in answer["buckets"]:
                yield str(bucket["key"]["value"]), int(bucket["doc_count"])
            if "after_key" not in answer or len(answer["buckets"]) < _A_PAGE:
                return
            after = {"after": answer["after_key"]}
