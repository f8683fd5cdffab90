"""What is this person offered? (The door to the six decision tables.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from selfassessment.engine.conditions import Context
from selfassessment.engine.deciding import decide, raised_flags
from selfassessment.engine.decision import Decision, NeedFound, OfferDecision, RowResult
from selfassessment.engine.path import Path
from selfassessment.engine.reading_routing import load_tables
from selfassessment.engine.routing import Routing, TableName
from selfassessment.engine.sentences import ENGLISH, Wording

__all__ = [
    "Context",
    "Decision",
    "NeedFound",
    "OfferDecision",
    "Routing",
    "RowResult",
    "TableName",
    "Wording",
    "context",
    "load_tables",
    "raised_flags",
    "run",
]


def context(
    routing: Routing,
    path: Path,
    facts: Mapping[str, object],
    *,
    earlier: Path | None = None,
) -> Context:
    """Return what the tables may read: the live answers of a path, and facts with `today`.

    `earlier` is the path of a journey walked before (a health check that led here): its live
    answers count where the present journey did not ask again.
    """
    own = path.context
    before = earlier.context if earlier is not None else own
    return replace(
        own,
        questions={**before.questions, **own.questions},
        conditions={**before.conditions, **own.conditions, **routing.conditions},
        scores={**routing.scores, **before.scores, **own.scores},
        live={**before.live, **own.live},
        group_of={**before.group_of, **own.group_of},
        rounds={**before.rounds, **own.rounds},
        facts=facts,
        here=None,
        _known={},
    )


def run(routing: Routing, context: Context, wording: Wording = ENGLISH) -> Decision:
    """Run safety, scope, needs, offers, allocation and priority; see the README, section 5."""
    return decide(routing, context, wording)
