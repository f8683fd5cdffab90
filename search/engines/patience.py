"""How long may all the requests of one task take together?

A time-out is for one request to one node; a task makes several, and asks further nodes.
"""

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ends: ContextVar[float] = ContextVar("ends", default=math.inf)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let everything in here take so long at most; inside another limit the earlier end holds."""
    token = _ends.set(min(_ends.get(), time.monotonic() + seconds))
    try:
        yield
    finally:
        _ends.reset(token)


def left() -> float:
    """Return how many seconds there are left; infinite outside a limit."""
    return _ends.get() - time.monotonic()
