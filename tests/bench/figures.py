"""How is a figure taken and held against its budget?"""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# Machines are noisy: a figure falls short only beyond this part of its budget.
NOISE = 0.15


@dataclass(frozen=True)
class Figure:
    """One line of the report."""

    name: str
    figure: float
    budget: float
    unit: str

    @property
    def holds(self) -> bool:
        """Whether the figure is within its budget."""
        return self.figure <= self.budget

    @property
    def falls_short(self) -> bool:
        """Whether it is beyond the budget by more than the noise."""
        return self.figure > self.budget * (1 + NOISE)

    def line(self) -> str:
        """Return the figure as one line."""
        verdict = "holds" if self.holds else "falls short" if self.falls_short else "in the noise"
        return (
            f"{self.name:58} {self.figure:9.2f} {self.unit:8} budget {self.budget:7.2f}  {verdict}"
        )


def seconds(work: Callable[[], object]) -> float:
    """Return how long one call takes, by the clock on the wall."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def effort(work: Callable[[], object]) -> float:
    """Return how much of the processor one call takes, in seconds.

    Ratios are taken of this: what else runs on the machine hardly changes it.
    """
    began = time.process_time()
    work()
    return time.process_time() - began


def side_by_side(works: Sequence[Callable[[], object]], rounds: int = 40) -> list[list[float]]:
    """Return the effort of several works, taken in turn, so that noise hits all of them alike."""
    for work in works:
        work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for taken, work in zip(times, works, strict=True):
            taken.append(effort(work))
    return times


def in_turn(works: Sequence[Callable[[], object]], rounds: int = 60) -> list[list[float]]:
    """Return how long several works take by the clock on the wall, taken in turn.

    Where a server does the work; what else runs on the machine hits all of them alike.
    """
    for work in works:
        work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for taken, work in zip(times, works, strict=True):
            taken.append(seconds(work))
    return times


def middle(times: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(times)


def slow(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[int(len(times) * 0.95) - 1]
