"""Put a file before the directory, change how it is read, and say what becomes of it."""

import gzip
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from core import audit
from core.tasks.queue import enqueue
from directory.importers.feeds import Walk
from directory.importers.file_listings import Choices, columns_of
from directory.importers.outside_files import read_file
from directory.models import ImportRun
from directory.staff_enums import ImportState, RowFate
from directory.types import OutsideSource

FETCH_JOB, READ_JOB, APPLY_JOB, UNDO_JOB = (
    *("directory.import_fetch", "directory.import_read"),
    *("directory.import_apply", "directory.import_undo"),
)
OPEN, STATE = "open", "state"
# After this time without a step the worker has lost it, and somebody may start it again.
STALLED_AFTER = timedelta(minutes=10)
CAN_BE_TAKEN = (RowFate.NEW, RowFate.CHANGED)
CAN_BE_DISCARDED = (
    *(ImportState.READY, ImportState.FAILED),
    *(ImportState.FETCHING, ImportState.READING),
)
# Rows are kept for as long as an import can be taken back.
KEPT_FOR, DISCARDED_KEPT_FOR = timedelta(days=90), timedelta(days=7)


class StagingRefused(Exception):
    """Why something cannot be done with an import now, as a code: `open` or `state`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def stage(
    *,
    content: bytes,
    came_from: str,
    source: OutsideSource,
    choices: Choices,
    by: User | None,
    now: datetime,
) -> ImportRun:
    """Keep a file beside the directory and have the worker read it; nothing is listed by this.

    Raise CannotRead, in words for the person, when it is no list that we can read, and
    StagingRefused when another import of this source waits to be decided.
    """
    table = read_file(content)
    run = _new_run(content, came_from, source, choices, by, now)
    run.columns, run.mapped = columns_of(table, choices.columns), not table.mapping
    return _begun(run, READ_JOB, by, now)


def stage_feed(
    *, walk: Walk, source: OutsideSource, choices: Choices, by: User | None, now: datetime
) -> ImportRun:
    """Have the worker fetch the rest of a feed, then read it; raise StagingRefused as `stage`."""
    run = _new_run(walk.put_away(), walk.address, source, choices, by, now)
    run.state = ImportState.FETCHING
    run.done, run.total = walk.steps
    return _begun(run, FETCH_JOB, by, now)


def _new_run(
    content: bytes,
    came_from: str,
    source: OutsideSource,
    choices: Choices,
    by: User | None,
    now: datetime,
) -> ImportRun:
    return ImportRun(
        source=source.key,
        source_name=source.name,
        licence=source.licence,
        url=source.url,
        came_from=came_from[:400],
        content=gzip.compress(content, compresslevel=5),
        kind=choices.kind,
        heading=choices.category,
        personal_too=choices.personal_too,
        made_at=now,
        made_by=by,
        moved_at=now,
    )


def _begun(run: ImportRun, job: str, by: User | None, now: datetime) -> ImportRun:
    try:
        with transaction.atomic():
            run.save()
            _tell(run, "staged", by, now)
            enqueue(job, arguments={"run": run.pk}, now=now)
    except IntegrityError as error:
        raise StagingRefused(OPEN) from error
    return run


@transaction.atomic
def fetch_again(*, run: ImportRun, by: User | None, now: datetime) -> None:
    """Have the worker go on with a feed that it has lost."""
    row = _in_state(run, now, stalled=ImportState.FETCHING)
    row.moved_at = now
    row.save(update_fields=["moved_at"])
    enqueue(FETCH_JOB, arguments={"run": row.pk}, now=now)
    _tell(row, "fetched_again", by, now)


@transaction.atomic
def read_again(*, run: ImportRun, choices: Choices, by: User | None, now: datetime) -> None:
    """Read the file once more, with other columns or other usual values."""
    row = _in_state(run, now, ImportState.READY, stalled=ImportState.READING)
    row.columns = dict(choices.columns)
    row.kind, row.heading = choices.kind, choices.category
    row.personal_too = choices.personal_too
    _start(row, ImportState.READING, READ_JOB, now)
    _tell(row, "read_again", by, now)


@transaction.atomic
def leave_out(*, run: ImportRun, keys: Sequence[int], out: bool, now: datetime) -> int:
    """Leave these rows out when the import is taken in, or no longer. Returns how many."""
    row = _in_state(run, now, ImportState.READY)
    return row.rows.filter(pk__in=keys, fate__in=CAN_BE_TAKEN).update(left_out=out)


@transaction.atomic
def take_in(*, run: ImportRun, by: User | None, now: datetime, over_edits: bool = False) -> None:
    """Have the worker take the rows into the directory."""
    row = _in_state(run, now, ImportState.READY, stalled=ImportState.APPLYING)
    if row.state == ImportState.READY:
        row.over_edits, row.counts = over_edits, {}
    _start(row, ImportState.APPLYING, APPLY_JOB, now)
    _tell(row, "applied", by, now, over_edits="yes" if row.over_edits else "no")


@transaction.atomic
def discard(*, run: ImportRun, by: User | None, now: datetime) -> None:
    """Throw a file away that was not taken in."""
    row = _in_state(run, now, *CAN_BE_DISCARDED)
    row.content, row.state, row.moved_at = None, ImportState.DISCARDED, now
    row.save()
    row.rows.all().delete()
    _tell(row, "discarded", by, now)


@transaction.atomic
def take_back(*, run: ImportRun, by: User | None, now: datetime) -> None:
    """Have the worker undo an import: what it made goes, what it changed is as it was before.

    Only the last import of a source can be taken back: a later one has built on it.
    """
    row = _in_state(run, now, ImportState.APPLIED, stalled=ImportState.UNDOING)
    if not can_be_taken_back(row):
        raise StagingRefused(STATE)
    if row.state == ImportState.APPLIED:
        row.counts = {**row.counts, "removed": 0, "restored": 0, "kept": 0}
    _start(row, ImportState.UNDOING, UNDO_JOB, now)
    _tell(row, "undone", by, now)


def can_be_taken_back(run: ImportRun) -> bool:
    """Whether nothing of this source was taken in after it, and its rows are kept still."""
    later = ImportRun.objects.filter(
        source=run.source, applied_at__gt=run.applied_at or run.made_at
    )
    later = later.exclude(state=ImportState.UNDONE).exclude(pk=run.pk)
    return run.state in (ImportState.APPLIED, ImportState.UNDOING) and not later.exists()


def stalled(run: ImportRun, now: datetime) -> bool:
    """Whether the worker has not moved on with it for a while, so that it may be started again."""
    return run.at_work and now - run.moved_at >= STALLED_AFTER


def forget_old(*, now: datetime) -> int:
    """Drop the rows of imports that nobody can take back any more. Returns how many imports."""
    done = (ImportState.APPLIED, ImportState.UNDONE)
    old = [
        *ImportRun.objects.filter(state__in=done, moved_at__lt=now - KEPT_FOR, rows__isnull=False)
        .distinct()
        .values_list("pk", flat=True),
        *ImportRun.objects.filter(
            state__in=(ImportState.DISCARDED, ImportState.FAILED),
            moved_at__lt=now - DISCARDED_KEPT_FOR,
        ).values_list("pk", flat=True),
    ]
    for run in ImportRun.objects.filter(pk__in=old).defer("content"):
        if run.state in done:
            run.rows.all().delete()
        else:
            run.delete()
    return len(old)


def _in_state(
    run: ImportRun, now: datetime, *states: ImportState, stalled: ImportState | None = None
) -> ImportRun:
    """Return the import, locked, if it is in one of these states, or lost in the last one."""
    row = ImportRun.objects.select_for_update().get(pk=run.pk)
    lost = row.state == stalled and now - row.moved_at >= STALLED_AFTER
    if row.state not in states and not lost:
        raise StagingRefused(STATE)
    return row


def _start(row: ImportRun, state: ImportState, job: str, now: datetime) -> None:
    row.state, row.moved_at, row.done, row.total, row.message = state, now, 0, 0, ""
    row.save()
    enqueue(job, arguments={"run": row.pk}, now=now)


def _tell(run: ImportRun, what: str, by: User | None, now: datetime, **more: Any) -> None:
    detail = {"source": run.source, **more}
    audit.record(actor=by, verb=f"import.{what}", subject=run, now=now, detail=detail)
