"""Does every path end, and end well? (Walking all classes of answers instead of all answers.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from selfassessment.engine.exploring import Explorer, Record
from selfassessment.engine.findings import SOME_DAY
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.routing import Routing
from selfassessment.engine.sampling import sample

__all__ = ["Difference", "Proof", "difference", "prove"]

STATE_LIMIT = 20_000
WALKS = 2_000


@dataclass(frozen=True, slots=True)
class Proof:
    """What walking a definition showed.

    `sampled` says that there were too many classes of answers, so that only some walks were
    tried: what was seen is true, what was not seen is not proven. Repeat groups are walked
    once. `arrivals` counts for each page the classes of answers that are still told apart there
    (the walks, when sampled), `ways` the same for each route (None: the default); neither counts
    people. `outcomes` are signatures: the end page, and with a routing the stop, exit, offers
    and priority decided there. `empty_handed` are examples of answers that end with nothing.
    """

    sampled: bool
    states: int
    reached: frozenset[str]
    never_reached: tuple[str, ...]
    never_taken: tuple[tuple[str, int], ...]
    outcomes: frozenset[tuple[str, ...]]
    shortest: int
    longest: int
    stuck: tuple[str, ...]
    empty_handed: tuple[Mapping[str, str], ...]
    arrivals: Mapping[str, int] = field(default_factory=dict)
    ways: Mapping[tuple[str, int | None], int] = field(default_factory=dict)

    @property
    def ends_well(self) -> bool:
        """Whether every walk seen came to an end and nobody left with nothing."""
        return not self.stuck and not self.empty_handed


@dataclass(frozen=True, slots=True)
class Difference:
    """Which outcomes and pages a new version gains and loses."""

    gained: tuple[tuple[str, ...], ...]
    lost: tuple[tuple[str, ...], ...]
    pages_gained: tuple[str, ...]
    pages_lost: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether both versions lead to the same pages and outcomes."""
        return not (self.gained or self.lost or self.pages_gained or self.pages_lost)


def prove(
    definition: JourneyDefinition,
    routing: Routing | None = None,
    *,
    today: date = SOME_DAY,
    limit: int = STATE_LIMIT,
    walks: int = WALKS,
) -> Proof:
    """Walk every class of answers; beyond `limit` states, `walks` walks chosen by a fixed seed."""
    explorer = Explorer(definition, routing, today)
    record = explorer.explore(limit)
    sampled = record is None or not explorer.exhaustive
    if record is None:
        record = sample(explorer, walks)
    return _proof(definition, record, sampled)


def _proof(definition: JourneyDefinition, record: Record, sampled: bool) -> Proof:
    routes = ((page.key, i) for page in definition.pages for i, _ in enumerate(page.routes))
    return Proof(
        sampled=sampled,
        states=record.states,
        reached=record.reached,
        never_reached=tuple(p.key for p in definition.pages if p.key not in record.arrivals),
        never_taken=tuple(route for route in routes if route not in record.ways),
        outcomes=frozenset(record.outcomes),
        shortest=min(record.lengths, default=0),
        longest=max(record.lengths, default=0),
        stuck=tuple(sorted(record.stuck)),
        empty_handed=tuple(record.empty_handed),
        arrivals=dict(record.arrivals),
        ways=dict(record.ways),
    )


def difference(before: Proof, after: Proof) -> Difference:
    """Return what changes between two versions, as far as both proofs saw."""
    return Difference(
        gained=tuple(sorted(after.outcomes - before.outcomes)),
        lost=tuple(sorted(before.outcomes - after.outcomes)),
        pages_gained=tuple(sorted(after.reached - before.reached)),
        pages_lost=tuple(sorted(before.reached - after.reached)),
    )
