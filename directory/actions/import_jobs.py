"""What does the worker do about imports?"""

from collections.abc import Callable
from datetime import datetime

from core.tasks.jobs import job
from directory.actions.import_applying import apply_run
from directory.actions.import_fetching import fetch_on
from directory.actions.import_reading import read_run
from directory.actions.import_undoing import undo_run
from directory.actions.staging import APPLY_JOB, FETCH_JOB, READ_JOB, UNDO_JOB, forget_old
from directory.models import ImportRun
from directory.staff_enums import ImportState


@job(FETCH_JOB)
def fetch_import(run: int) -> None:
    """Fetch more of the feed of an import."""
    _step(run, ImportState.FETCHING, lambda row: fetch_on(run=row))


@job(READ_JOB)
def read_import(run: int) -> None:
    """Read the file of an import."""
    _step(run, ImportState.READING, lambda row: read_run(run=row))


@job(APPLY_JOB)
def apply_import(run: int) -> None:
    """Take the rows of an import in."""
    _step(run, ImportState.APPLYING, lambda row: apply_run(run=row))


@job(UNDO_JOB)
def undo_import(run: int) -> None:
    """Take an import back."""
    _step(run, ImportState.UNDOING, lambda row: undo_run(run=row))


def tidy_each_day(*, now: datetime) -> None:
    """Drop what nobody needs any more."""
    forget_old(now=now)


def _step(key: int, state: ImportState, act: Callable[[ImportRun], None]) -> None:
    """Do a step of an import that is still to be done; a second call finds nothing to do."""
    row = ImportRun.objects.filter(pk=key, state=state).first()
    if row is not None:
        act(row)
