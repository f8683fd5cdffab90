"""When is a server that failed left alone, and when is it tried again?"""

import threading
import time

# Seconds. So long a server that failed is not asked; then one call tries it for all.
PAUSE = 5.0
# Failures come with each search: one line in so many seconds says it.
SAID_EVERY = 60.0


class Breaker:
    """What this process knows of a server's failures."""

    def __init__(self) -> None:
        """Begin with a server that answers."""
        self._guard = threading.Lock()
        self._rests_until: float | None = None
        self._said_at: float | None = None

    def lets_through(self) -> bool:
        """Say whether to ask now. After a pause one caller tries, the others go on waiting."""
        with self._guard:
            if self._rests_until is None:
                return True
            if time.monotonic() < self._rests_until:
                return False
            self._rests_until = time.monotonic() + PAUSE
            return True

    def failed(self) -> bool:
        """Leave the server alone for a while; say whether this is the time to log it."""
        with self._guard:
            self._rests_until = time.monotonic() + PAUSE
        return self.is_time_to_say()

    def is_time_to_say(self) -> bool:
        """Say whether a line about this server may go to the log; the next only later."""
        with self._guard:
            now = time.monotonic()
            if self._said_at is not None and now - self._said_at < SAID_EVERY:
                return False
            self._said_at = now
            return True

    def answered(self) -> bool:
        """Ask it again from now on; say whether it had been away."""
        with self._guard:
            was_away, self._rests_until = self._rests_until is not None, None
            if was_away:
                self._said_at = None
            return was_away
