"""Every engine that keeps the contract, each with an index of its own."""

import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_socket import enable_socket

from search import registry
from search.analysis.synonyms import NOTHING, using
from search.documents import ListingDocument
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.embedded.engine import EmbeddedEngine
from search.engines.protocol import SearchEngine
from search.progress import Progress
from search.query import DirectoryQuery
from search.results import Hit, Results
from tests.factories.search_documents import TODAY, TOPS


def embedded(folder: Path) -> SearchEngine:
    """Make the embedded engine."""
    return EmbeddedEngine(folder / "index")


def elasticsearch(folder: Path) -> SearchEngine:
    """Make the engine on the server that the services suite started, with indices of its own."""
    return ElasticsearchEngine(SERVER.split(","), f"contract-{uuid.uuid4().hex}", folder)


SERVER = os.environ.get("WAYMARK_TEST_ELASTICSEARCH", "")
ENGINES: dict[str, Callable[[Path], SearchEngine]] = {"embedded": embedded}
if SERVER:
    ENGINES["elasticsearch"] = elasticsearch


class Shelf:
    """The indices that the tests of a file have filled, by what they hold.

    Most tests only ask: those that ask of the same listings share an index.
    """

    def __init__(self, make: Callable[[Path], SearchEngine], folder: Path) -> None:
        """Take what makes an engine, and the folder for their folders."""
        self._make, self._folder = make, folder
        self._made: list[SearchEngine] = []
        self._held: dict[str, SearchEngine] = {}

    def filled(self, documents: tuple[ListingDocument, ...]) -> SearchEngine:
        """Return an engine whose index holds just these."""
        held = repr(documents)
        if held not in self._held:
            engine = self._make(self._folder / str(len(self._made)))
            self._made.append(engine)
            fill(engine, documents)
            self._held[held] = engine
        return self._held[held]

    def withdraw(self, engine: SearchEngine) -> None:
        """Give this one to nobody else: it is about to be changed."""
        self._held = {held: other for held, other in self._held.items() if other is not engine}

    def clear(self) -> None:
        """Remove what stands on a server."""
        for engine in self._made:
            if isinstance(engine, ElasticsearchEngine):
                engine.remove()


def fill(engine: SearchEngine, documents: Iterable[ListingDocument]) -> None:
    """Make a new index of these documents."""
    engine.rebuild(documents, Progress(), today=TODAY)
    engine.prepare()


class Index:
    """An engine, and short ways to fill and ask it."""

    def __init__(self, shelf: Shelf) -> None:
        """Take the shelf to fill from; until then there is no index."""
        self._shelf = shelf
        self._engine: SearchEngine | None = None

    @property
    def engine(self) -> SearchEngine:
        """Return the engine, this test's own from now on; empty unless it was filled."""
        engine = self._filled()
        self._shelf.withdraw(engine)
        return engine

    def fill(self, *documents: ListingDocument) -> None:
        """Have an index of these documents: the first one may be shared, later ones are rebuilt."""
        if self._engine is None:
            self._engine = self._shelf.filled(documents)
        else:
            fill(self.engine, documents)

    def _filled(self) -> SearchEngine:
        if self._engine is None:
            self._engine = self._shelf.filled(())
        return self._engine

    def put(self, *documents: ListingDocument, gone: Iterable[str] = ()) -> None:
        """Change the index."""
        self.engine.apply(documents, tuple(gone), Progress(), today=TODAY)

    def ask(self, text: str = "", today: date = TODAY, **asked: object) -> Results:
        """Ask a question."""
        return self._filled().search(DirectoryQuery(text=text, **asked), today=today)  # type: ignore[arg-type]  # the examples name fields

    def ids(self, text: str = "", **asked: Any) -> list[str]:
        """Return the ids found, best first."""
        return [hit.public_id for hit in self.ask(text, **asked).hits]

    def hit(self, text: str, public_id: str, **asked: Any) -> Hit:
        """Return one hit."""
        return next(hit for hit in self.ask(text, **asked).hits if hit.public_id == public_id)


each_engine = [
    pytest.param(name, marks=pytest.mark.services if name != "embedded" else ())
    for name in sorted(ENGINES)
    if name != "embedded" or not SERVER  # `make test` has asked that one
]


@pytest.fixture(scope="module", params=each_engine)
def shelf(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shelf]:
    """Give the indices of each engine in turn."""
    kept = registry.registered()
    registry.register_source(lambda ids: [], lambda: [], lambda code: TOPS.get(code, code))
    made = Shelf(ENGINES[request.param], tmp_path_factory.mktemp("indices"))
    with using(NOTHING):
        yield made
    if request.param != "embedded":
        enable_socket()  # each test decides for itself, but only while it runs
    made.clear()
    registry.restore(kept)


@pytest.fixture
def index(shelf: Shelf) -> Index:
    """Give an index of each engine in turn, empty until it is filled."""
    return Index(shelf)


@pytest.fixture(scope="module")
def lasting(shelf: Shelf) -> Index:
    """Give an index of each engine to all the tests of a file."""
    enable_socket()
    return Index(shelf)
