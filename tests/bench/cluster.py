"""How quick is the engine on Elasticsearch? The same listings and questions as the embedded one."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.test import Client

from core import clock
from directory.models import Service
from search import backend, registry
from search.documents import ListingDocument
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.protocol import EngineAway
from search.progress import Progress
from tests.bench.figures import Figure, in_turn, middle, seconds, slow
from tests.bench.measures import ENGINE_QUERY, memory

AT_ONCE = 500
PREFIX = "bench"
INFINITE = float("inf")


class ClusterFigures:
    """Figures of one cluster, taken at one size after another."""

    def __init__(self, addresses: str) -> None:
        """Take the addresses of the cluster, with commas."""
        folder = Path(settings.WAYMARK_DATA)
        self.addresses = addresses
        self.engine = ElasticsearchEngine(addresses.split(","), PREFIX, folder)

    def of_size(self, size: int) -> Iterator[Figure]:
        """Yield the figures that depend on how many listings there are."""
        today = clock.today()
        budget = 20.0 if size == 20_000 else INFINITE
        taken = seconds(lambda: self.engine.rebuild(_documents(), Progress(), today=today))
        yield Figure(f"Rebuild on Elasticsearch, {size:,} listings", taken, budget, "s")

        yield Figure(f"First engine call after it, {size:,}", self._first() * 1000, INFINITE, "ms")
        embedded, client = backend.engine(), Client()
        here, there, empty = in_turn(
            [
                lambda: embedded.search(ENGINE_QUERY, today=today),
                lambda: self._asked(today),
                lambda: client.get("/en/bench-empty/"),
            ]
        )
        name = "Engine call on Elasticsearch"
        yield Figure(f"{name}, median, {size:,}", middle(there) * 1000, INFINITE, "ms")
        yield Figure(f"{name}, p95, {size:,}", slow(there) * 1000, INFINITE, "ms")
        ratio = middle(there) / middle(here)
        yield Figure(f"{name} to the embedded one, {size:,}", ratio, INFINITE, "x")
        ratio = middle(there) / middle(empty)
        yield Figure(f"{name} to an empty page, {size:,}", ratio, INFINITE, "x")
        budget = 300.0 if size >= 100_000 else INFINITE
        used = memory(
            WAYMARK_SEARCH_ENGINE=self.engine.name,
            WAYMARK_ELASTICSEARCH_URLS=self.addresses,
            WAYMARK_ELASTICSEARCH_INDEX=PREFIX,
        )
        yield Figure(f"Memory of a web worker on it, {size:,}", used, budget, "MB")

    def _asked(self, today: date) -> None:
        assert self.engine.search(ENGINE_QUERY, today=today).total

    def _first(self) -> float:
        """Return how long the first question after a rebuild takes, tried until it is answered."""
        began = time.perf_counter()
        for _ in range(10):
            try:
                self.engine.search(ENGINE_QUERY, today=clock.today())
            except EngineAway:
                continue
            return time.perf_counter() - began
        raise TimeoutError("The cluster does not answer.")


def _documents() -> Iterator[ListingDocument]:
    source = registry.source()
    ids = [str(key) for key in Service.objects.sources().values_list("translation_key", flat=True)]
    for start in range(0, len(ids), AT_ONCE):
        yield from source.documents_for(ids[start : start + AT_ONCE])
