"""`python -m tests.bench`: the budgets of the site, measured, a line each.

Makes its own site in a temporary folder with 1,000, 20,000 and 100,000 listings (BENCH_SIZES
changes that), on both engines (BENCH_ENGINES=embedded leaves Elasticsearch out, which else is
started here or named in WAYMARK_TEST_ELASTICSEARCH), and exits with 1 when a figure falls short
by more than the noise.
"""

import os
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ENGINES = os.environ.get("BENCH_ENGINES", "embedded,elasticsearch").split(",")
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "1000,20000,100000").split(",")]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("WAYMARK_DATA", tempfile.mkdtemp(prefix="waymark-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

import django  # noqa: E402

django.setup()

from tests.bench.cluster import ClusterFigures  # noqa: E402
from tests.bench.desk import of_desk  # noqa: E402
from tests.bench.figures import Figure  # noqa: E402
from tests.bench.freshness import of_freshness  # noqa: E402
from tests.bench.front_door import of_copy, of_sending  # noqa: E402
from tests.bench.imports import in_a_process_of_its_own  # noqa: E402
from tests.bench.measures import environment, of_pages, of_size, of_weight, set_up  # noqa: E402
from tests.bench.moderation import of_moderation  # noqa: E402
from tests.bench.steps import of_steps  # noqa: E402
from tests.services.elasticsearch import given_or_started  # noqa: E402


def figures() -> Iterator[Figure]:
    """Yield each figure as it is taken."""
    if "elasticsearch" not in ENGINES:
        yield from _figures(None)
        return
    with given_or_started(heap="1g") as addresses:
        yield from _figures(ClusterFigures(addresses))


def _figures(cluster: ClusterFigures | None) -> Iterator[Figure]:
    set_up()
    yield from of_steps()
    yield from of_sending()
    slowest: dict[int, float] = {}
    for size in SIZES:
        yield from of_size(size, slowest)
        if size != SIZES[0]:
            growth = slowest[size] / slowest[SIZES[0]]
            budget = 1.5 if size == SIZES[-1] else float("inf")
            told = f"Search page, p95 at {size:,} to p95 at {SIZES[0]:,}"
            yield Figure(told, growth, budget, "x")
        if cluster is not None:
            yield from cluster.of_size(size)
        if size == SIZES[min(1, len(SIZES) - 1)]:
            yield from of_pages()
            yield from of_weight()
            yield from of_desk()
            yield from of_copy()
            yield from in_a_process_of_its_own(environment())
            yield from of_moderation()
    yield from of_freshness()


def main() -> int:
    """Print the figures; return 1 when one falls short."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server is stopped then, too
    taken = []
    for figure in figures():
        taken.append(figure)
        print(figure.line(), flush=True)
    short = [figure for figure in taken if figure.falls_short]
    print(f"{len(taken)} figures, {len(short)} fall short.")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
