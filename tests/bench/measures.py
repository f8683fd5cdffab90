"""Which figures are taken, and how?"""

import gzip
import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from directory.actions.cards import refresh_all
from directory.models import ListingCard, Service
from geography.actions import shipped
from home.actions.pages import ensure_locales, make_pages
from search import backend
from search.actions.outbox import drain
from search.actions.rebuild import rebuild
from search.models import OutboxEntry
from search.query import DirectoryQuery, Near, Sort
from tests.bench.figures import Figure, middle, seconds, side_by_side, slow
from tests.factories.listings import make_listings

SEARCH = "/en/directory/?q=walking&near=LE4&within=5&access=step_free&sort=nearest"
ENGINE_QUERY = DirectoryQuery(
    text="walking",
    near=Near(52.65, -1.12, "LE4", within_miles=5),
    access=("step_free",),
    sort=Sort.DISTANCE,
    facets=("category", "day", "time", "cost", "access", "language", "age", "format"),
)
ASSET = re.compile(r'(?:href|src|srcset)="(/static/[^"?#]+)')


def set_up() -> None:
    """Make an empty site with places and pages."""
    logging.disable(logging.ERROR)
    call_command("migrate", verbosity=0)
    ensure_locales()
    shipped.load(now=clock.now())
    make_pages()


def _get(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer


def of_size(size: int, slowest: dict[int, float]) -> Iterator[Figure]:
    """Yield the figures that depend on how many listings there are."""
    existing = Service.objects.sources().count()
    # Without an index nothing is taken in while the listings are made; the rebuild follows.
    shutil.rmtree(Path(settings.WAYMARK_DATA) / "index", ignore_errors=True)
    began = time.perf_counter()
    make_listings(size, now=clock.now(), first=existing)
    refresh_all(now=clock.now())
    print(f"  {size:,} listings (from {existing:,}) made in {time.perf_counter() - began:.0f} s")
    drain()
    OutboxEntry.objects.all().delete()
    budget = 20.0 if size == 20_000 else float("inf")
    yield Figure(f"Rebuild of the index, {size:,} listings", seconds(rebuild), budget, "s")
    client = Client()
    page, empty = side_by_side(
        [lambda: _get(client, SEARCH), lambda: _get(client, "/en/bench-empty/")], rounds=160
    )
    # Each page beside the empty one of its round: processors change their speed on the way.
    slowest[size] = slow([one / bare for one, bare in zip(page, empty, strict=True)])
    ratio = middle(page) / middle(empty)
    yield Figure(f"Search page to an empty page, {size:,} listings", ratio, 4.0, "x")
    yield _engine(size)
    yield from _rebuild_while_searching(size)
    budget = 300.0 if size >= 100_000 else float("inf")
    yield Figure(f"Memory of a web worker, {size:,} listings", memory(), budget, "MB")


def _rebuild_while_searching(size: int) -> Iterator[Figure]:
    """Rebuild in a process of its own, as the command does, and search all the while."""
    command = [sys.executable, "-m", "django", "rebuild_index"]
    taken: list[float] = []
    failed = 0
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment(), stdout=quiet, stderr=quiet) as rebuilding:
        while rebuilding.poll() is None:
            began = time.perf_counter()
            found = backend.search(DirectoryQuery(text="walking"))
            taken.append(time.perf_counter() - began)
            failed += not found.total
            time.sleep(0.02)
    assert rebuilding.returncode == 0, "the rebuild failed"
    yield Figure(f"Searches without an answer in a rebuild, {size:,}", failed, 0, "searches")
    told = f"A search while the index is rebuilt, p95, {size:,}"
    yield Figure(told, slow(taken) * 1000, float("inf"), "ms")


def memory(**further: str) -> float:
    """Return the highest resident memory of a fresh process that served searches, in MB."""
    command = [sys.executable, "-m", "tests.bench.worker"]
    own = environment() | further
    done = subprocess.run(command, env=own, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.split()[-1])


def environment() -> dict[str, str]:
    """Return what a process needs to know to find this site."""
    paths = os.pathsep.join([str(settings.ROOT / "site"), str(settings.ROOT)])
    return {**os.environ, "PYTHONPATH": paths, "WAYMARK_DATA": str(settings.WAYMARK_DATA)}


def _engine(size: int) -> Figure:
    today = clock.today()
    engine = backend.engine()
    bare = engine.bare_queries(ENGINE_QUERY, today=today)  # type: ignore[attr-defined]  # embedded only
    whole, parts = side_by_side(
        [
            lambda: engine.search(ENGINE_QUERY, today=today),
            lambda: [one.run() for one in bare],
        ],
        rounds=80,
    )
    ratio = middle(whole) / middle(parts)
    return Figure(f"Engine call to its {len(bare)} bare queries, {size:,}", ratio, 3.0, "x")


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        _get(client, address)
    return len(caught)


def of_pages() -> Iterator[Figure]:
    """Yield the number of queries of each kind of page, warm and anonymous."""
    client = Client()
    card = ListingCard.objects.filter(language="en").select_related("service").first()
    assert card is not None
    listing = f"/en/directory/x-{card.service.short_code}/"
    listing = str(client.get(listing).headers.get("Location", listing))
    for name, address, budget in (
        ("Search", SEARCH, 6),
        ("Listing", listing, 6),
    ):
        _get(client, address)
        yield Figure(f"Queries of a page: {name}", _queries(client, address), budget, "queries")
    _get(client, "/en/move-more/")
    cache.clear()
    yield Figure(
        "Queries of a page: topic, not kept", _queries(client, "/en/move-more/"), 14, "queries"
    )
    yield Figure("Queries of a page: topic, kept", _queries(client, "/en/move-more/"), 2, "queries")


def of_weight() -> Iterator[Figure]:
    """Yield what a first visit to the search weighs, compressed, with everything it links."""
    root = Path(settings.ROOT)
    for language in ("en", "ur"):
        html = Client().get(f"/{language}/directory/?q=walking").content
        names = {name.removeprefix("/static/") for name in ASSET.findall(html.decode())}
        weight = len(gzip.compress(html))
        for name in names:
            data = (root / "static" / name).read_bytes()
            weight += len(data) if name.endswith(".woff2") else len(gzip.compress(data))
            if name.endswith("look.css") and language == "en":
                fonts = set(re.findall(r"url\(['\"]?\.\./(fonts/[^)'\"]+)", data.decode()))
                weight += sum((root / "static" / font).stat().st_size for font in fonts)
        yield Figure(f"First visit to search, everything, {language}", weight / 1024, 60, "KB")
