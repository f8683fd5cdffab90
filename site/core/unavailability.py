"""Is an error a bug, or a database or disk that does not answer for the moment?"""

import errno
import sqlite3

from django.db import InterfaceError, OperationalError

_SQLITE_PASSING = (
    "locked",
    "busy",
    "full",
    "unable to open",
    "disk i/o",
    "readonly",
    "read-only",
)
_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})


def is_unavailable(error: BaseException | None) -> bool:
    """Say whether trying again later may help: database away, locked, full or disk full."""
    while error is not None:
        if _is_passing(error):
            return True
        error = error.__cause__
    return False


def _is_passing(error: BaseException) -> bool:
    if isinstance(error, OperationalError):
        return _operational(error)
    if isinstance(error, InterfaceError):
        return True
    if isinstance(error, OSError):
        return error.errno in _DISK
    return _is_driver_error(error)


def _operational(error: OperationalError) -> bool:
    """SQLite calls a mistake in a query an operational error as well: only known words count."""
    if isinstance(error.__cause__, sqlite3.Error) or _looks_like_sqlite_mistake(error):
        words = str(error).lower()
        return any(word in words for word in _SQLITE_PASSING)
    return True


def _looks_like_sqlite_mistake(error: OperationalError) -> bool:
    words = str(error).lower()
    return words.startswith(("no such ", "near ", "unterminated ", "fts5:"))


def _is_driver_error(error: BaseException) -> bool:
    """PostgreSQL's driver and its pool, without importing them: they are not always there."""
    names = {kind.__name__ for kind in type(error).__mro__ if kind.__module__.startswith("psycopg")}
    return bool(names & {"OperationalError", "PoolTimeout", "PoolClosed"})
