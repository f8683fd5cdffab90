"""How far has one copy of the index come through the outbox?

On PostgreSQL numbers are handed out before the commit, so a smaller number can appear after a
larger one. A copy therefore keeps a low-water mark, below which nothing can appear any more
(everything there is older than the longest transaction allowed), and the numbers above it that
it has taken in.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

LONGEST_TRANSACTION = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Progress:
    """The low-water mark and the numbers above it that are done."""

    low: int = 0
    done: frozenset[int] = frozenset()

    def with_done(self, numbers: Iterable[int], *, settled: int) -> "Progress":
        """Add numbers, and raise the mark to `settled`: nothing new can appear up to there."""
        low = max(self.low, settled)
        return Progress(low, frozenset(n for n in self.done.union(numbers) if n > low))

    def includes(self, number: int) -> bool:
        """Say whether a number is taken in."""
        return number <= self.low or number in self.done

    def to_json(self) -> str:
        """Write it down."""
        return json.dumps({"low": self.low, "done": sorted(self.done)})

    @classmethod
    def from_json(cls, text: str) -> "Progress":
        """Read what `to_json` wrote."""
        kept = json.loads(text)
        return cls(int(kept["low"]), frozenset(int(number) for number in kept["done"]))
