"""How is something counted at no cost to the person who is being served?

Counts wait in the process and are written after a response has gone. A process that is killed
loses the counts of half a minute; that is all right for statistics, and better than a write for
each request.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from django.db import DatabaseError

EVERY_SECONDS = 30.0
MOST_WAITING = 2_000
K = TypeVar("K", bound=Hashable)


class Tally(Generic[K]):
    """Counts by key that wait in memory; `add` writes them, in one transaction."""

    def __init__(self, add: Callable[[Mapping[K, int]], None]) -> None:
        self._add = add
        self._guard = threading.Lock()
        self._waiting: Counter[K] = Counter()
        self._written_at = 0.0

    def note(self, keys: Iterable[K]) -> None:
        """Count each key once; beyond a limit nothing more is taken until the next write."""
        with self._guard:
            if len(self._waiting) < MOST_WAITING:
                self._waiting.update(keys)

    def write_when_due(self, **_signal: Any) -> None:
        """Write what waits, at most every half minute; connect it to the end of a request."""
        if self._waiting and time.monotonic() - self._written_at > EVERY_SECONDS:
            self.write()

    def write(self) -> int:
        """Write what waits; return how many counts that were. A busy database loses nothing."""
        with self._guard:
            taken = dict(self._waiting)
            self._waiting.clear()
            self._written_at = time.monotonic()
        try:
            self._add(taken)
        except DatabaseError:
            with self._guard:
                self._waiting.update(taken)
            return 0
        return len(taken)

    def forget_waiting(self) -> None:
        """Drop what waits (for tests)."""
        with self._guard:
            self._waiting.clear()
