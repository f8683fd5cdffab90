"""What must an engine be able to do?"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from search.documents import ListingDocument
from search.progress import Progress
from search.query import DirectoryQuery
from search.results import Results


class IndexBusy(RuntimeError):
    """Another process is writing to the index and did not finish within the wait."""


class IndexMissing(RuntimeError):
    """There is no index yet: it has to be rebuilt."""


class EngineAway(RuntimeError):
    """The server of the engine does not answer, or not in time."""


class SearchEngine(Protocol):
    """One copy of the index and the answers from it."""

    name: str

    def copy_name(self) -> str:
        """Return a name that is this copy's own on all machines."""

    def is_ready(self) -> bool:
        """Say whether there is an index to search and write to."""

    def count(self) -> int:
        """Return how many listings the index holds."""

    def prepare(self) -> None:
        """Read ahead what the first search of a process would wait for; raises IndexMissing."""

    def search(self, query: DirectoryQuery, *, today: date) -> Results:
        """Answer a question; never raises because of what was typed."""

    def exclusive(self, wait_seconds: float) -> AbstractContextManager[None]:
        """Hold the right to write, or raise IndexBusy; reading goes on."""

    def apply(
        self,
        upserts: Iterable[ListingDocument],
        deletes: Sequence[str],
        progress: Progress,
        *,
        today: date,
    ) -> None:
        """Write documents, take others out and note the progress, in one commit."""

    def progress(self) -> Progress:
        """Return the progress written with the last commit; raises IndexMissing."""

    def rebuild(
        self,
        documents: Iterable[ListingDocument],
        progress: Progress,
        *,
        today: date,
        on_document: Callable[[], None] | None = None,
    ) -> int:
        """Build a new index beside the live one, swap it in, return how many documents it has."""
