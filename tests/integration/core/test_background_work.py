"""Jobs are tried again, given up once, put back after a crash; schedules take their turns."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import OperationalError, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core import clock
from core.models import FailedTask, OutboxMessage, Schedule, WorkerHeartbeat
from core.tasks import heartbeat, jobs, queue, reaper, schedules, sweeps
from core.tasks.worker import Worker

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
PAST = NOW - timedelta(days=3650)


class Recorder:
    """A job that notes its calls and fails as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.calls: list[dict[str, Any]] = []

    def __call__(self, **arguments: Any) -> None:
        self.calls.append(arguments)
        if len(self.calls) <= self.failures:
            raise ValueError("private words that must not be kept")


@pytest.fixture
def make_job() -> Iterator[Callable[[Recorder], Recorder]]:
    def make(recorder: Recorder) -> Recorder:
        jobs.job("test.job", attempts=3)(recorder)
        return recorder

    yield make
    jobs.forget("test.job")
    schedules.forget("test.turn")
    schedules.forget("test.other")
    sweeps.forget("test.sweep")


def run_all() -> None:
    """Let the worker run what is queued, waits left out."""
    for _ in range(6):
        DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=PAST)
        Worker(pause=0.0).round()


def test_a_job_runs_with_its_arguments(make_job: Callable[[Recorder], Recorder]) -> None:
    recorder = make_job(Recorder())
    queue.enqueue("test.job", arguments={"number": 7}, now=NOW)
    assert recorder.calls == []
    run_all()
    assert recorder.calls == [{"number": 7}]


def test_a_job_of_a_rolled_back_transaction_never_runs(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    recorder = make_job(Recorder())
    with transaction.atomic():
        queue.enqueue("test.job", arguments={}, now=NOW)
        transaction.set_rollback(True)
    run_all()
    assert recorder.calls == []


def test_a_failing_job_is_tried_again_later(make_job: Callable[[Recorder], Recorder]) -> None:
    recorder = make_job(Recorder(failures=1))
    queue.enqueue("test.job", arguments={}, now=NOW)
    Worker(pause=0.0).round()
    waiting = DBTaskResult.objects.get(status=TaskResultStatus.READY)
    assert waiting.run_after > clock.now()
    assert waiting.args_kwargs["kwargs"]["attempt"] == 2
    run_all()
    assert len(recorder.calls) == 2
    assert not FailedTask.objects.exists()


def test_a_job_that_always_fails_is_given_up_once_without_its_words(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    recorder = make_job(Recorder(failures=99))
    queue.enqueue("test.job", arguments={"number": 7}, now=NOW)
    run_all()
    assert len(recorder.calls) == 3
    failed = FailedTask.objects.get()
    assert (failed.job, failed.arguments, failed.attempts) == ("test.job", {"number": 7}, 3)
    assert failed.error == "ValueError"
    assert not any("private" in result.traceback for result in DBTaskResult.objects.all())


def test_an_unknown_job_is_refused_when_it_is_queued() -> None:
    with pytest.raises(jobs.UnknownJob):
        queue.enqueue("nobody.knows", arguments={}, now=NOW)


def test_a_name_cannot_be_taken_by_a_second_job(make_job: Callable[[Recorder], Recorder]) -> None:
    make_job(Recorder())
    with pytest.raises(ValueError, match="registered already"):
        make_job(Recorder())


def test_a_task_of_a_killed_worker_is_put_back_and_runs(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    recorder = make_job(Recorder())
    queue.enqueue("test.job", arguments={}, now=NOW)
    DBTaskResult.objects.get().claim("killed")
    run_all()
    assert recorder.calls == []
    assert reaper.reap(now=clock.now() + timedelta(minutes=29)) == 0
    assert reaper.reap(now=clock.now() + timedelta(minutes=31)) == 1
    run_all()
    assert len(recorder.calls) == 1


def test_a_task_that_kills_three_workers_is_given_up(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    make_job(Recorder())
    queue.enqueue("test.job", arguments={"number": 7}, now=NOW)
    for number in range(3):
        DBTaskResult.objects.get().claim(f"killed-{number}")
        reaper.reap(now=clock.now() + timedelta(hours=1))
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    failed = FailedTask.objects.get()
    assert (failed.job, failed.arguments, failed.error) == ("test.job", {"number": 7}, "WorkerLost")


def test_old_results_are_pruned(make_job: Callable[[Recorder], Recorder]) -> None:
    make_job(Recorder())
    queue.enqueue("test.job", arguments={}, now=NOW)
    run_all()
    assert reaper.prune(now=clock.now()) == 0
    assert reaper.prune(now=clock.now() + timedelta(days=15)) == 1


def test_a_schedule_takes_its_turn_and_waits_for_the_next(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    recorder = make_job(Recorder())
    schedules.register("test.turn", every=timedelta(hours=1), function=recorder)
    assert "test.turn" in schedules.run_due(now=NOW)
    assert "test.turn" not in schedules.run_due(now=NOW + timedelta(minutes=59))
    assert "test.turn" in schedules.run_due(now=NOW + timedelta(minutes=60))
    assert [call["now"] for call in recorder.calls] == [NOW, NOW + timedelta(minutes=60)]


def test_a_schedule_that_is_switched_off_rests(make_job: Callable[[Recorder], Recorder]) -> None:
    recorder = make_job(Recorder())
    schedules.register("test.turn", every=timedelta(hours=1), function=recorder)
    Schedule.objects.create(name="test.turn", next_run_at=NOW, is_on=False)
    schedules.run_due(now=NOW)
    assert recorder.calls == []


def test_a_failing_schedule_is_noted_and_does_not_stop_the_next(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    recorder = make_job(Recorder())
    schedules.register("test.turn", every=timedelta(hours=1), function=Recorder(failures=1))
    schedules.register("test.other", every=timedelta(hours=1), function=recorder)
    schedules.run_due(now=NOW)
    row = Schedule.objects.get(name="test.turn")
    assert (row.failures, row.last_error) == (1, "ValueError")
    assert len(recorder.calls) == 1


def test_a_round_does_everything_though_a_sweep_fails(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    recorder = make_job(Recorder())

    def broken(*, now: datetime) -> None:
        raise OperationalError("the database went away")

    sweeps.register("test.sweep", broken)
    queue.enqueue("test.job", arguments={}, now=NOW)
    worker = Worker(pause=1.0)
    assert worker.round() is False
    assert worker.next_pause() == 2.0
    assert len(recorder.calls) == 1
    sweeps.forget("test.sweep")
    assert worker.round() is True
    assert worker.next_pause() == 1.0


def test_a_stopped_worker_starts_nothing_new(make_job: Callable[[Recorder], Recorder]) -> None:
    recorder = make_job(Recorder())
    queue.enqueue("test.job", arguments={}, now=NOW)
    worker = Worker(pause=0.0)
    worker.stop()
    worker.run()
    assert recorder.calls == []


def test_the_worker_stops_after_the_task_in_hand(
    make_job: Callable[[Recorder], Recorder],
) -> None:
    worker = Worker(pause=0.0)

    class Stopping(Recorder):
        def __call__(self, **arguments: Any) -> None:
            super().__call__(**arguments)
            worker.stop()

    recorder = make_job(Stopping())
    queue.enqueue("test.job", arguments={"number": 1}, now=NOW)
    queue.enqueue("test.job", arguments={"number": 2}, now=NOW)
    worker.run()
    assert len(recorder.calls) == 1
    assert DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL).count() == 1
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


def test_the_command_beats_sends_and_says_so() -> None:
    OutboxMessage.objects.create(
        unique_key="one",
        channel="email",
        language="en",
        to="sample@example.org",
        subject="Hello",
        body="Words",
        created_at=NOW,
        next_attempt_at=PAST,
    )
    out = StringIO()
    call_command("worker", "--once", stdout=out)
    assert out.getvalue() == "One round done.\n"
    assert OutboxMessage.objects.get().sent_at is not None
    assert heartbeat.is_alive(now=clock.now())
    assert not heartbeat.is_alive(now=clock.now() + timedelta(minutes=6))
    heartbeat.forget_silent(now=clock.now() + timedelta(days=2))
    assert not WorkerHeartbeat.objects.exists()


def test_core_registers_its_own_upkeep() -> None:
    assert {"core.reap", "core.prune_tasks", "core.forget_messages"} <= set(schedules.registered())
