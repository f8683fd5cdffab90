"""How is a job put into the queue, and what happens when it fails?"""

from collections.abc import Mapping
from datetime import datetime

import structlog
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from core import clock
from core.backoff import delay
from core.models import FailedTask
from core.tasks.jobs import Job, find

log = structlog.get_logger(__name__)

BACKEND = "background"


def enqueue(
    name: str,
    *,
    arguments: Mapping[str, object],
    now: datetime,
    run_after: datetime | None = None,
) -> None:
    """Queue a job in the caller's transaction: it runs after the commit, or never.

    Raise UnknownJob for a name nobody registered.
    """
    find(name)
    _put(name, arguments, attempt=1, run_after=run_after)


def is_waiting(name: str) -> bool:
    """Return whether a job is in the queue and no worker has taken it yet."""
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    return bool(waiting.filter(args_kwargs__kwargs__name=name).exists())


@task(backend=BACKEND)
def run_task(name: str, arguments: dict[str, object], attempt: int) -> str:
    """Run a job once. A failure puts it back with a longer wait, or gives it up.

    The job opens its own transactions: one round it all would keep every other writer waiting.
    Return what became of it, "done", "retried" or "given_up", which the queue's table keeps.
    """
    job = find(name)
    try:
        job.function(**arguments)
    except Exception as error:  # noqa: BLE001  # whatever a job raises is counted and tried again
        return _failed(job, arguments, attempt, error)
    return "done"


def give_up(
    *, name: str, arguments: Mapping[str, object], attempts: int, error: str, now: datetime
) -> FailedTask:
    """Write down a job that a person has to look at."""
    log.error("job_given_up", job=name, attempts=attempts, error=error)
    return FailedTask.objects.create(
        job=name[:200],
        arguments=dict(arguments),
        attempts=attempts,
        error=error[:120],
        failed_at=now,
    )


def _failed(job: Job, arguments: Mapping[str, object], attempt: int, error: Exception) -> str:
    code = type(error).__name__
    now = clock.now()
    if attempt >= job.attempts:
        give_up(name=job.name, arguments=arguments, attempts=attempt, error=code, now=now)
        return "given_up"
    again_at = now + delay(attempt, first=job.first_delay)
    _put(job.name, arguments, attempt=attempt + 1, run_after=again_at)
    log.warning("job_retried", job=job.name, attempt=attempt, error=code)
    return "retried"


def _put(
    name: str, arguments: Mapping[str, object], *, attempt: int, run_after: datetime | None
) -> None:
    run_task.using(run_after=run_after).enqueue(
        name=name, arguments=dict(arguments), attempt=attempt
    )
