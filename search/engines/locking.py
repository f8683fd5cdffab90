"""How does one process of a machine hold the right to write to an index?"""

import errno
import fcntl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.protocol import IndexBusy

# Short, so that whoever waits has its turn between writers that follow each other closely.
_FIRST_PAUSE, _LONGEST_PAUSE = 0.005, 0.02


class WriteLock:
    """The right to write to one index: a thread that holds it does not wait for it again."""

    def __init__(self, path: Path) -> None:
        """Take the file of the lock; its folder need not exist yet."""
        self._path, self._here = path, threading.local()

    @contextmanager
    def held(self, wait_seconds: float) -> Iterator[None]:
        """Hold it, or raise IndexBusy when it is not free within the wait."""
        if getattr(self._here, "holds", False):
            yield
            return
        with _held(self._path, wait_seconds):
            self._here.holds = True
            try:
                yield
            finally:
                self._here.holds = False


@contextmanager
def _held(path: Path, wait_seconds: float) -> Iterator[None]:
    """Hold the lock of a file, or raise IndexBusy when it is not free within the wait.

    The system frees it when its holder dies.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        _wait_for(file.fileno(), wait_seconds)
        yield


def _wait_for(descriptor: int, wait_seconds: float) -> None:
    deadline = time.monotonic() + wait_seconds
    pause = _FIRST_PAUSE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as busy:
            if busy.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            if time.monotonic() >= deadline:
                raise IndexBusy from busy
            time.sleep(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)
        else:
            return
