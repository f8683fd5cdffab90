"""Is a server that failed left alone, and tried again by one caller?"""

from dataclasses import dataclass

import pytest

from search import breaker
from search.breaker import PAUSE, SAID_EVERY, Breaker


@dataclass
class Watch:
    """A clock that a test moves on."""

    now: float = 100.0

    def monotonic(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Give the clock of the breaker."""
    made = Watch()
    monkeypatch.setattr(breaker, "time", made)
    return made


def test_a_server_that_answers_is_always_asked(watch: Watch) -> None:
    made = Breaker()
    assert made.lets_through()
    assert not made.answered()
    assert made.lets_through()


def test_after_a_failure_nobody_asks_until_the_pause_is_over_and_then_one(watch: Watch) -> None:
    made = Breaker()
    made.failed()
    watch.now += PAUSE - 0.1
    assert not made.lets_through()
    watch.now += 0.2
    assert made.lets_through()
    assert not made.lets_through()
    assert made.answered()
    assert made.lets_through()


def test_failures_are_said_once_a_minute(watch: Watch) -> None:
    made = Breaker()
    assert [made.failed() for _ in range(3)] == [True, False, False]
    watch.now += SAID_EVERY
    assert made.failed()


def test_a_failure_after_a_recovery_is_said_at_once(watch: Watch) -> None:
    made = Breaker()
    made.failed()
    made.answered()
    assert made.failed()
