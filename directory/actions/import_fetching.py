"""Fetch the rest of a feed for an import, a stretch at a time, so that other work goes on."""

import gzip
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from core import clock
from core.tasks.queue import enqueue
from directory.actions.import_reading import content_of
from directory.actions.staging import FETCH_JOB, READ_JOB
from directory.importers.feeds import FEED_SECONDS, TOO_LONG, Walk, go_on, taken_up
from directory.importers.fetching import CannotFetch
from directory.importers.file_listings import columns_of
from directory.importers.outside_files import read_file
from directory.importers.tables import CannotRead
from directory.models import ImportRun
from directory.staff_enums import ImportState

# The worker does nothing else meanwhile, and has to give its sign of life.
STRETCH_SECONDS = 15.0


def fetch_on(*, run: ImportRun) -> None:
    """Fetch for a while, keep what has come, and leave the rest to the next job.

    After the last answer the file waits to be read, like one that was uploaded. What has come is
    kept between the stretches, so a worker that is stopped loses one of them at most.
    """
    walk = taken_up(content_of(run))
    try:
        whole = go_on(walk, allowed=settings.WAYMARK_FETCH_HOSTS, seconds=STRETCH_SECONDS)
        if not whole and clock.now() - run.made_at > timedelta(seconds=FEED_SECONDS):
            raise CannotFetch(TOO_LONG)
        _keep(run, walk, whole)
    except (CannotFetch, CannotRead) as error:
        run.state, run.message, run.content = ImportState.FAILED, str(error)[:300], None
        _save_if_wanted(run, "")


def _keep(run: ImportRun, walk: Walk, whole: bool) -> None:
    """Write down what has come; a whole feed is a file from then on."""
    content = walk.document() if whole else walk.put_away()
    run.done, run.total = walk.steps
    if whole:
        table = read_file(content)
        run.columns, run.mapped = columns_of(table, {}), not table.mapping
        run.state, run.done, run.total = ImportState.READING, 0, 0
    run.content = gzip.compress(content, compresslevel=5)
    _save_if_wanted(run, READ_JOB if whole else FETCH_JOB)


@transaction.atomic
def _save_if_wanted(run: ImportRun, job: str) -> None:
    """Save it unless somebody has discarded it while answers came."""
    now = clock.now()
    held = ImportRun.objects.select_for_update().filter(pk=run.pk, state=ImportState.FETCHING)
    if not held.exists():
        return
    run.moved_at = now
    run.save()
    if job:
        enqueue(job, arguments={"run": run.pk}, now=now)
