"""Is a worker alive?"""

from datetime import datetime, timedelta

from core.models import WorkerHeartbeat

SILENT_AFTER = timedelta(minutes=5)


def beat(*, worker: str, started_at: datetime, now: datetime) -> None:
    """Note a sign of life."""
    WorkerHeartbeat.objects.update_or_create(
        worker=worker, defaults={"seen_at": now}, create_defaults=_first(started_at, now)
    )


def is_alive(*, now: datetime, silent_after: timedelta = SILENT_AFTER) -> bool:
    """Say whether any worker gave a sign of life lately."""
    return WorkerHeartbeat.objects.filter(seen_at__gte=now - silent_after).exists()


def forget_silent(*, now: datetime) -> int:
    """Remove workers that have been silent for a day. Return how many."""
    removed, _ = WorkerHeartbeat.objects.filter(seen_at__lt=now - timedelta(days=1)).delete()
    return removed


def _first(started_at: datetime, now: datetime) -> dict[str, datetime]:
    return {"started_at": started_at, "seen_at": now}
