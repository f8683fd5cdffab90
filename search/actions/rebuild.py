"""How is the index made anew from the database?"""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from itertools import islice

from core import clock
from search import backend, registry
from search.actions.outbox import drain_copy
from search.documents import ListingDocument
from search.engines.protocol import EngineAway, SearchEngine
from search.models import IndexCopy
from search.progress import LONGEST_TRANSACTION
from search.selectors import starting_progress, status_of

_BATCH = 500
# Freshness and the next 60 days of dates are worked out when a listing is written.
EVERY = timedelta(days=1)


def rebuild(*, now: datetime | None = None, on_document: Callable[[], None] | None = None) -> int:
    """Make every copy anew; one that is away stays as it is. Return the size of the largest."""
    sizes = [0]
    for copy in backend.copies():
        with suppress(EngineAway):
            sizes.append(rebuild_copy(copy, now=now, on_document=on_document))
    return max(sizes)


def rebuild_copy(
    engine: SearchEngine,
    *,
    now: datetime | None = None,
    on_document: Callable[[], None] | None = None,
) -> int:
    """Build a new index, swap it in, then take in what changed meanwhile. Return its size."""
    moment = now or clock.now()
    source = registry.source()
    # Read before the documents: a change from here on is taken in again, which does no harm.
    progress = starting_progress(moment - LONGEST_TRANSACTION)
    with backend.reaching(engine, writing=True), _old_objects_left_alone():
        size = engine.rebuild(
            _documents(source), progress, today=clock.today(), on_document=on_document
        )
    IndexCopy.objects.update_or_create(
        name=engine.copy_name(), defaults={"low": progress.low, "seen_at": moment}
    )
    drain_copy(engine, clock.now())
    return size


@contextmanager
def _old_objects_left_alone() -> Iterator[None]:
    """Let Python look for garbage among new objects only: a tenth of a rebuild went into that."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _documents(source: registry.Source) -> Iterator[ListingDocument]:
    for batch in _batches(source.all_ids()):
        yield from source.documents_for(batch)


def _batches(ids: Iterable[str]) -> Iterator[list[str]]:
    every = iter(ids)
    while batch := list(islice(every, _BATCH)):
        yield batch


def rebuild_on_schedule(*, now: datetime) -> None:
    """Rebuild once a day: dates move on, and listings grow older."""
    if registry.registered() is not None:
        rebuild(now=now)


def rebuild_if_needed(*, now: datetime) -> None:
    """Rebuild a copy that has no index or has missed changes; the worker calls this often."""
    if registry.registered() is None:
        return
    for copy in backend.copies():
        if status_of(copy).must_be_rebuilt:
            with suppress(EngineAway):
                rebuild_copy(copy, now=now)
