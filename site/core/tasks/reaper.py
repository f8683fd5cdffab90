"""What becomes of a task whose worker was killed while it ran?"""

from datetime import datetime, timedelta
from typing import Any

import structlog
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.tasks.queue import give_up

log = structlog.get_logger(__name__)

# The queue never takes a running task from a worker; a longer job must cut itself into parts.
STALE_AFTER = timedelta(minutes=30)
MOST_CLAIMS = 3
_LOST = "core.tasks.reaper.WorkerLost"


def reap(*, now: datetime, stale_after: timedelta = STALE_AFTER) -> int:
    """Put back every task that has been running too long; give it up at the third loss.

    Return how many were handled.
    """
    with transaction.atomic():
        stale = DBTaskResult.objects.running().filter(started_at__lt=now - stale_after)
        lost = list(stale.select_for_update())
        for result in lost:
            _handle(result, now)
    return len(lost)


def prune(*, now: datetime, keep: timedelta = timedelta(days=14)) -> int:
    """Remove the results of tasks that ended before that. Return how many."""
    removed, _ = DBTaskResult.objects.finished().filter(finished_at__lt=now - keep).delete()
    return int(removed)


def _handle(result: DBTaskResult[Any, Any], now: datetime) -> None:
    claims = len(result.worker_ids)
    if claims < MOST_CLAIMS:
        DBTaskResult.objects.filter(pk=result.pk).update(
            status=TaskResultStatus.READY, started_at=None
        )
        log.warning("task_put_back", task=str(result.pk), claims=claims)
        return
    DBTaskResult.objects.filter(pk=result.pk).update(
        status=TaskResultStatus.FAILED, finished_at=now, exception_class_path=_LOST, traceback=""
    )
    given = result.args_kwargs["kwargs"]
    give_up(
        name=given.get("name", result.task_path),
        arguments=given.get("arguments", {}),
        attempts=claims,
        error="WorkerLost",
        now=now,
    )
