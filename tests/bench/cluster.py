"""How quick is the engine on Elasticsearch? The same listings and questions as the embedded one."""

import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from core import clock
from directory.models import Service
from search import registry
from search.documents import ListingDocument
from search.engines.elasticsearch.engine import ElasticsearchEngine
from search.engines.protocol import EngineAway
from search.progress import Progress
from tests.bench.figures import Figure, middle, seconds, slow
from tests.bench.measures import ENGINE_QUERY

AT_ONCE = 500
INFINITE = float("inf")


class ClusterFigures:
    """Figures of one cluster, taken at one size after another."""

    def __init__(self, addresses: str) -> None:
        """Take the addresses of the cluster, with commas."""
        folder = Path(settings.WAYMARK_DATA)
        self.engine = ElasticsearchEngine(addresses.split(","), "bench", folder)

    def of_size(self, size: int) -> Iterator[Figure]:
        """Yield the figures that depend on how many listings there are."""
        today = clock.today()
        budget = 20.0 if size == 20_000 else INFINITE
        taken = seconds(lambda: self.engine.rebuild(_documents(), Progress(), today=today))
        yield Figure(f"Rebuild on Elasticsearch, {size:,} listings", taken, budget, "s")

        def ask() -> None:
            assert self.engine.search(ENGINE_QUERY, today=today).total

        yield Figure(f"First engine call after it, {size:,}", self._first() * 1000, INFINITE, "ms")
        times = [seconds(ask) * 1000 for _ in range(80)]
        yield Figure(
            f"Engine call on Elasticsearch, median, {size:,}", middle(times), INFINITE, "ms"
        )
        yield Figure(f"Engine call on Elasticsearch, p95, {size:,}", slow(times), INFINITE, "ms")

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
