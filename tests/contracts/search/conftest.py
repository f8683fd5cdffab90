"""Every engine that keeps the contract, each with an index of its own."""

import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Index:
    """An engine, and short ways to fill and ask it."""

    engine: SearchEngine

    def fill(self, *documents: ListingDocument) -> None:
        """Make a new index of these documents."""
        self.engine.rebuild(documents, Progress(), today=TODAY)
        self.engine.prepare()

    def put(self, *documents: ListingDocument, gone: Iterable[str] = ()) -> None:
        """Change the index."""
        self.engine.apply(documents, tuple(gone), Progress(), today=TODAY)

    def ask(self, text: str = "", today: date = TODAY, **asked: object) -> Results:
        """Ask a question."""
        return self.engine.search(DirectoryQuery(text=text, **asked), today=today)  # type: ignore[arg-type]  # the examples name fields

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


@contextmanager
def empty(name: str, folder: Path) -> Iterator[Index]:
    """Give an empty index of an engine; it is gone afterwards."""
    kept = registry.registered()
    registry.register_source(lambda ids: [], lambda: [], lambda code: TOPS.get(code, code))
    made = Index(ENGINES[name](folder))
    made.fill()
    yield made
    registry.restore(kept)
    if isinstance(made.engine, ElasticsearchEngine):
        made.engine.remove()


@pytest.fixture(params=each_engine)
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Index]:
    """Give an empty index of each engine in turn."""
    with empty(request.param, tmp_path) as made:
        yield made


@pytest.fixture(scope="module", params=each_engine)
def lasting(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    """Give an index of each engine to the tests of a file, which only ask it."""
    if request.param != "embedded":
        enable_socket()  # each test decides for itself, but only while it runs
    with using(NOTHING), empty(request.param, tmp_path_factory.mktemp("lasting")) as made:
        yield made
        if request.param != "embedded":
            enable_socket()
