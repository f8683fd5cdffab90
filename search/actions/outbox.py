"""How do changes of listings reach the index?"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min

from core import clock
from search import backend, registry
from search.engines.patience import within
from search.engines.protocol import EngineAway, IndexBusy, IndexMissing, SearchEngine
from search.models import IndexCopy, OutboxEntry
from search.progress import LONGEST_TRANSACTION, Progress
from search.selectors import pending, settled_number

log = logging.getLogger(__name__)

_BATCH = 500
# After a commit somebody is waiting for an answer: give up soon, the worker takes it up.
_WAIT_AFTER_COMMIT_SECONDS, _WRITE_AFTER_COMMIT_SECONDS = 0.5, 5.0
_WAIT_IN_WORKER_SECONDS = 10.0
# A copy not seen for so long is given up: its machine is gone, and entries need not wait for it.
FORGET_COPY_AFTER = timedelta(days=7)


def record_change(*, public_ids: Sequence[str], now: datetime | None = None) -> None:
    """Note that listings changed (or went), in the caller's transaction; index them after it."""
    moment = now or clock.now()
    OutboxEntry.objects.bulk_create(
        OutboxEntry(public_id=str(public_id), created_at=moment)
        for public_id in dict.fromkeys(public_ids)
    )
    transaction.on_commit(_after_commit, robust=True)


def _after_commit() -> None:
    with within(_WRITE_AFTER_COMMIT_SECONDS):
        drain(wait_seconds=_WAIT_AFTER_COMMIT_SECONDS)


def sweep(*, now: datetime) -> int:
    """Take in what is waiting; the worker calls this on each round."""
    return drain(now=now, wait_seconds=_WAIT_IN_WORKER_SECONDS)


def drain(*, now: datetime | None = None, wait_seconds: float = _WAIT_IN_WORKER_SECONDS) -> int:
    """Take every waiting change into each copy of the index. Return the most listings of one.

    Does nothing with a copy while there is no index, while its server is away, while another
    process writes for longer than the wait, or when it was away for so long that it has to be
    rebuilt. The copy on this machine comes first: it does not keep anybody waiting.
    """
    moment = now or clock.now()
    return max(drain_copy(copy, moment, wait_seconds) for copy in reversed(backend.copies()))


def drain_copy(
    engine: SearchEngine, now: datetime, wait_seconds: float = _WAIT_IN_WORKER_SECONDS
) -> int:
    """Take every waiting change into one copy of the index. Return how many listings."""
    try:
        with backend.reaching(engine, writing=True):
            if not _has_work(engine, now):
                return 0
            with engine.exclusive(wait_seconds):
                return _take_in(engine, now)
    except IndexMissing:
        log.info("No search index (%s) yet; changes wait in the outbox", engine.name)
    except IndexBusy:
        log.info("The search index is being written to; changes wait in the outbox")
    except EngineAway:
        log.debug("%s is away; changes wait in the outbox", engine.name)
    return 0


def _has_work(engine: SearchEngine, now: datetime) -> bool:
    """Look without the lock, so that an idle round costs two queries."""
    progress = engine.progress()
    if pending(progress, limit=1):
        return True
    return settled_number(progress, now - LONGEST_TRANSACTION) > progress.low


def _take_in(engine: SearchEngine, now: datetime) -> int:
    copy = IndexCopy.objects.filter(name=engine.copy_name()).first()
    if copy is None:
        log.warning("This copy of the search index is not known any more: rebuild it")
        return 0
    taken = 0
    progress = engine.progress()
    while entries := pending(progress, limit=_BATCH):
        ids = list(dict.fromkeys(entry.public_id for entry in entries))
        progress = progress.with_done((entry.pk for entry in entries), settled=0)
        _write(engine, ids, progress)
        taken += len(ids)
    settled = settled_number(progress, now - LONGEST_TRANSACTION)
    if settled > progress.low:
        progress = progress.with_done((), settled=settled)
        engine.apply((), (), progress, today=clock.today())
    if progress.low != copy.low or now - copy.seen_at > timedelta(hours=1):
        IndexCopy.objects.filter(pk=copy.pk).update(low=progress.low, seen_at=now)
        prune(now=now)
    return taken


def _write(engine: SearchEngine, public_ids: list[str], progress: Progress) -> None:
    """Make the documents afresh; what the source does not give any more goes."""
    documents = list(registry.source().documents_for(public_ids))
    found = {document.public_id for document in documents}
    gone = [public_id for public_id in public_ids if public_id not in found]
    engine.apply(documents, gone, progress, today=clock.today())


def prune(*, now: datetime) -> int:
    """Delete the entries that every copy is past. Return how many."""
    IndexCopy.objects.filter(seen_at__lt=now - FORGET_COPY_AFTER).delete()
    low = IndexCopy.objects.aggregate(low=Min("low"))["low"]
    if not low:
        return 0
    deleted, _ = OutboxEntry.objects.filter(pk__lt=low).delete()
    return deleted
