"""How is the index made anew from the database?"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from core import clock
from search import backend, registry
from search.actions.outbox import drain
from search.documents import ListingDocument
from search.models import IndexCopy
from search.progress import LONGEST_TRANSACTION
from search.selectors import starting_progress, status

_BATCH = 500
# Freshness and the next 60 days of dates are worked out when a listing is written.
EVERY = timedelta(days=1)


def rebuild(*, now: datetime | None = None, on_document: Callable[[], None] | None = None) -> int:
    """Build a new index, swap it in, then take in what changed meanwhile. Return its size."""
    moment = now or clock.now()
    source = registry.source()
    engine = backend.engine()
    # Read before the documents: a change from here on is taken in again, which does no harm.
    progress = starting_progress(moment - LONGEST_TRANSACTION)
    size = engine.rebuild(
        _documents(source), progress, today=clock.today(), on_document=on_document
    )
    IndexCopy.objects.update_or_create(
        name=engine.copy_name(), defaults={"low": progress.low, "seen_at": moment}
    )
    drain()
    return size


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
    """Rebuild when there is no index or it has missed changes; the worker calls this often."""
    if registry.registered() is not None and not status().known:
        rebuild(now=now)
