"""What is waiting in the outbox?"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from search import backend
from search.engines.protocol import EngineAway, IndexMissing, SearchEngine
from search.models import IndexCopy, OutboxEntry
from search.progress import Progress


@dataclass(frozen=True, slots=True)
class Status:
    """How one copy of the index stands; `progress` is None when there is none, or it is away."""

    engine: str
    copy: str
    listings: int
    waiting: int
    progress: Progress | None
    known: bool
    away: bool = False

    @property
    def must_be_rebuilt(self) -> bool:
        """Say whether there is no index, or one that has missed changes."""
        return not self.known and not self.away

    @property
    def in_words(self) -> str:
        """Return the state as one line for an operator."""
        if self.away:
            return f"{self.engine}: does not answer, {self.waiting} changes waiting"
        if self.progress is None:
            return f"{self.engine}: no index; run rebuild_index"
        if not self.known:
            return f"{self.engine}: not seen for long; run rebuild_index"
        return f"{self.engine}: {self.listings} listings, {self.waiting} changes waiting"


def pending(progress: Progress, *, limit: int) -> list[OutboxEntry]:
    """Return the first entries that a copy with this progress has not taken in."""
    waiting = OutboxEntry.objects.filter(pk__gt=progress.low)
    if progress.done:
        waiting = waiting.exclude(pk__in=progress.done)
    return list(waiting.order_by("pk")[:limit])


def settled_number(progress: Progress, before: datetime) -> int:
    """Return the number up to which every entry is taken in and no other can appear.

    An entry written before `before` had all smaller numbers handed out before it, to
    transactions that have ended since.
    """
    settled = OutboxEntry.objects.filter(created_at__lte=before).aggregate(last=Max("pk"))["last"]
    waiting = pending(progress, limit=1)
    if settled is None:
        return progress.low
    return min(int(settled), waiting[0].pk - 1) if waiting else int(settled)


def starting_progress(before: datetime) -> Progress:
    """Return the progress of a copy that is about to be made from the database as it is now."""
    nothing = Progress()
    last = OutboxEntry.objects.filter(created_at__lte=before).aggregate(last=Max("pk"))["last"]
    low = int(last or 0)
    above = OutboxEntry.objects.filter(pk__gt=low).values_list("pk", flat=True)
    return nothing.with_done(above, settled=low)


def status() -> Status:
    """Return how the copy that answers stands."""
    return status_of(backend.engine())


def statuses() -> list[Status]:
    """Return how every copy stands, the one that answers first."""
    return [status_of(copy) for copy in backend.copies()]


def status_of(engine: SearchEngine) -> Status:
    """Return how one copy of the index stands."""
    copy = IndexCopy.objects.filter(name=engine.copy_name()).first()
    try:
        with backend.reaching(engine):
            progress, listings = engine.progress(), engine.count()
    except IndexMissing:
        return Status(engine.name, engine.copy_name(), 0, OutboxEntry.objects.count(), None, False)
    except EngineAway:
        low = copy.low if copy is not None else 0
        waiting = OutboxEntry.objects.filter(pk__gt=low).count()
        return Status(engine.name, engine.copy_name(), 0, waiting, None, copy is not None, True)
    waiting = OutboxEntry.objects.filter(pk__gt=progress.low).exclude(pk__in=progress.done).count()
    return Status(
        engine=engine.name,
        copy=engine.copy_name(),
        listings=listings,
        waiting=waiting,
        progress=progress,
        known=copy is not None,
    )
