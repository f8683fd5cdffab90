"""What did it save that people came another way, and how many minutes of work wait?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CHANNELS = (
    *("online", "online_helped", "call_back", "telephone"),
    *("counter", "pop_up", "paper", "professional"),
)
MINUTES = (
    *("new", "triage", "provider", "contacting"),
    *("closing", "safety", "reading", "follow_up"),
)


@dataclass(frozen=True)
class Group:
    """Channels that are counted together: how many came now, and in the year to compare with."""

    codes: tuple[str, ...]
    now: int
    before: int


@dataclass(frozen=True)
class Saving:
    """What the requests of a period cost, and what they would have cost as they came before."""

    cost: float
    cost_as_before: float

    @property
    def saved(self) -> float:
        """Return the difference; below nothing when it got dearer."""
        return self.cost_as_before - self.cost


def unit_cost(group: Group, costs: Mapping[str, float]) -> float:
    """Return what one request costs; the middle of the costs where channels stand together."""
    return sum(costs[code] for code in group.codes) / len(group.codes)


def saving(groups: Sequence[Group], costs: Mapping[str, float]) -> Saving | None:
    """Return the saving of a period; None without a year to compare with.

    As many requests as came now are spread over the channels as they were in that year.
    """
    before, now = sum(one.before for one in groups), sum(one.now for one in groups)
    if not before or not now:
        return None
    each = [(one, unit_cost(one, costs)) for one in groups]
    return Saving(
        cost=sum(one.now * cost for one, cost in each),
        cost_as_before=sum(now * one.before / before * cost for one, cost in each),
    )
