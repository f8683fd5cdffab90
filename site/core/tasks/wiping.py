"""How does what was erased leave the database's files as well?"""

from datetime import datetime

from django.db import DatabaseError, connection

from core.tasks.jobs import job
from core.tasks.queue import enqueue, is_waiting

JOB = "core.wipe_free_space"


def wipe_free_space(*, vacuum: bool = True) -> None:
    """Overwrite what SQLite does not need any more, in the file and in its log.

    Rows are overwritten when they go (secure_delete); the log keeps older pages until it is
    emptied, and VACUUM writes the file anew without gaps. PostgreSQL does both in its own time.
    Never call it inside a transaction.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        if vacuum:
            cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = cursor.fetchone()[0]
    if busy:
        raise DatabaseError("Somebody is reading: the log could not be emptied. Try again.")


@job(JOB)
def wipe_later() -> None:
    """Do it from the worker, after somebody was erased."""
    wipe_free_space()


def ask_for_wiping(*, now: datetime) -> None:
    """Have the worker do it, in the caller's transaction, once for all who were erased till then.

    SQLite has one writer at a time: no worker can take what waits before the caller's commit.
    """
    if not is_waiting(JOB):
        enqueue(JOB, arguments={}, now=now)
