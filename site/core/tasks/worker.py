"""What does the worker process do, round after round?"""

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from django.db import connections
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from core import clock
from core.actions import messages
from core.tasks import heartbeat, schedules, sweeps
from core.tasks.queue import BACKEND

log = structlog.get_logger(__name__)

BEAT_EVERY = timedelta(seconds=20)
TASKS_A_ROUND = 20
LONGEST_PAUSE = 30.0


@dataclass
class Worker:
    """Rounds of: sign of life, schedules, sweeps, messages, tasks.

    Each step stands alone: a failing one is logged and the next goes on. After a round with a
    failure the pause doubles, up to half a minute, so that a database that is away is not pressed.
    """

    pause: float = 1.0
    name: str = field(default_factory=lambda: f"worker-{uuid.uuid4().hex[:12]}")
    started_at: datetime = field(default_factory=clock.now)
    _stopping: threading.Event = field(default_factory=threading.Event)
    _queue: QueueWorker | None = None
    _last_beat: datetime | None = None
    _failed_rounds: int = 0

    def run(self) -> None:
        """Go on until `stop` is called."""
        log.info("worker_started", worker=self.name)
        while not self._stopping.is_set():
            self.round()
            self._stopping.wait(self.next_pause())
        log.info("worker_stopped", worker=self.name)

    def stop(self) -> None:
        """Finish the step in hand, then end."""
        self._stopping.set()
        if self._queue is not None:
            self._queue.running = False

    def next_pause(self) -> float:
        """Return the seconds until the next round."""
        return float(min(self.pause * 2**self._failed_rounds, LONGEST_PAUSE))

    def round(self) -> bool:
        """Do each step once. Return whether all went well."""
        steps: list[tuple[str, Callable[[], object]]] = [
            ("heartbeat", self._beat),
            ("schedules", lambda: schedules.run_due(now=clock.now())),
            *((name, self._sweep(name)) for name in sweeps.registered()),
            ("messages", lambda: messages.send_due(now=clock.now())),
            ("tasks", self._run_tasks),
        ]
        outcomes = [self._step(name, step) for name, step in steps if not self._stopping.is_set()]
        went_well = all(outcomes)
        self._failed_rounds = 0 if went_well else min(self._failed_rounds + 1, 10)
        return went_well

    def _step(self, name: str, step: Callable[[], object]) -> bool:
        try:
            step()
        except Exception:
            log.exception("worker_step_failed", step=name)
            return False
        finally:
            _leave_broken_connections()
        return True

    def _beat(self) -> None:
        now = clock.now()
        if self._last_beat is None or now - self._last_beat >= BEAT_EVERY:
            heartbeat.beat(worker=self.name, started_at=self.started_at, now=now)
            self._last_beat = now

    def _sweep(self, name: str) -> Callable[[], object]:
        return lambda: sweeps.registered()[name](now=clock.now())

    def _run_tasks(self) -> None:
        self._queue = QueueWorker(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=self.pause,
            batch=True,
            backend_name=BACKEND,
            startup_delay=False,
            max_tasks=TASKS_A_ROUND,
            worker_id=self.name,
        )
        self._queue.run()


def _leave_broken_connections() -> None:
    """Close what the database cut off. Inside a transaction (a test's) the connection stays."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
