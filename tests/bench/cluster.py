"""How quick is the engine on Elasticsearch? The same listings and questions as the embedded one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from unittest.mock import patch

from django.test import Client, override_settings
from elastic_transport import Transport
from elasticsearch import Elasticsearch

from core import clock
from search import backend
from search.actions.rebuild import rebuild_copy
from search.engines.protocol import EngineAway
from tests.bench.figures import Figure, in_turn, middle, seconds, side_by_side, slow
from tests.bench.measures import ENGINE_QUERY, SEARCH, memory

PREFIX = "bench"
PATIENCE, AT_ONCE = 120.0, 0.05  # seconds
INFINITE = float("inf")


class ClusterFigures:
    """Figures of one cluster, taken at one size after another."""

    def __init__(self, addresses: str) -> None:
        """Take the addresses of the cluster, with commas."""
        self.addresses = addresses
        with self._chosen():
            self.engine = backend.engine()
        self._slowest: dict[int, float] = {}

    def of_size(self, size: int) -> Iterator[Figure]:
        """Yield the figures that depend on how many listings there are."""
        today = clock.today()
        budget = 20.0 if size == 20_000 else INFINITE
        taken = seconds(lambda: rebuild_copy(self.engine))
        yield Figure(f"Rebuild on Elasticsearch, {size:,} listings", taken, budget, "s")

        yield Figure(f"First engine call after it, {size:,}", self._first() * 1000, INFINITE, "ms")
        yield Figure(f"Words of the new index known, {size:,}", self._settled(), INFINITE, "s")
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
        yield self._to_bare_queries(size, today)
        yield from self._page(size)
        budget = 300.0 if size >= 100_000 else INFINITE
        used = memory(
            WAYMARK_SEARCH_ENGINE=self.engine.name,
            WAYMARK_ELASTICSEARCH_URLS=self.addresses,
            WAYMARK_ELASTICSEARCH_INDEX=PREFIX,
        )
        yield Figure(f"Memory of a web worker on it, {size:,}", used, budget, "MB")

    def _to_bare_queries(self, size: int, today: date) -> Figure:
        """Compare a call with the requests that it sends, sent without reading the answers."""
        with recorded() as requests:
            self._asked(today)
        node = Elasticsearch(self.addresses.split(",")).transport
        whole, bare = in_turn(
            [
                lambda: self._asked(today),
                lambda: [node.perform_request(**request) for request in requests],
            ]
        )
        name = f"Engine call on Elasticsearch to its {len(requests)} bare queries, {size:,}"
        return Figure(name, middle(whole) / middle(bare), 3.0, "x")

    def _page(self, size: int) -> Iterator[Figure]:
        """Measure the search page as with the embedded engine: what this process does for it."""
        with self._chosen():
            assert backend.search(ENGINE_QUERY).engine == self.engine.name
            page, empty = side_by_side([_search_page, _empty_page], rounds=160)
            by_clock, empty_by_clock = in_turn([_search_page, _empty_page])
        name = "Search page on Elasticsearch"
        ratio = middle(page) / middle(empty)
        yield Figure(f"{name} to an empty page, {size:,}", ratio, 4.0, "x")
        ratio = middle(by_clock) / middle(empty_by_clock)
        yield Figure(f"{name} to an empty page by the clock, {size:,}", ratio, INFINITE, "x")
        self._slowest[size] = slow([one / bare for one, bare in zip(page, empty, strict=True)])
        first = next(iter(self._slowest))
        if size != first:
            growth = self._slowest[size] / self._slowest[first]
            budget = 1.5 if size >= 100_000 else INFINITE
            yield Figure(f"{name}, p95 at {size:,} to p95 at {first:,}", growth, budget, "x")

    def _chosen(self) -> override_settings:
        return override_settings(
            WAYMARK_SEARCH_ENGINE=backend.ELASTICSEARCH,
            WAYMARK_ELASTICSEARCH_URLS=self.addresses.split(","),
            WAYMARK_ELASTICSEARCH_INDEX=PREFIX,
        )

    def _settled(self) -> float:
        """Return how long it takes until the words of the new index are known.

        Only the process that wrote it waits for them; others search on with those of before.
        """
        began = time.perf_counter()
        while time.perf_counter() - began < PATIENCE:
            asked = time.perf_counter()
            self.engine.prepare()
            if time.perf_counter() - asked < AT_ONCE:
                return time.perf_counter() - began
        raise TimeoutError("The words are not read.")

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


def _search_page() -> None:
    assert Client().get(SEARCH).status_code == 200


def _empty_page() -> None:
    assert Client().get("/en/bench-empty/").status_code == 200


@contextmanager
def recorded() -> Iterator[list[dict[str, Any]]]:
    """Give a list that fills with the requests which go to the cluster meanwhile."""
    requests: list[dict[str, Any]] = []
    send = Transport.perform_request

    def keep(self: Transport, method: str, target: str, **given: Any) -> Any:
        kept = {"method": method, "target": target}
        requests.append(kept | {key: given[key] for key in ("body", "headers") if key in given})
        return send(self, method, target, **given)

    with patch.object(Transport, "perform_request", keep):
        yield requests
