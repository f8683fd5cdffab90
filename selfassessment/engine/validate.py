"""What must be mended before a definition may be published?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selfassessment.engine.findings import ALONE, Finding, Severity, Surroundings
from selfassessment.engine.graph import Graph, graph_of
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.validate_facts import fact_findings
from selfassessment.engine.validate_history import history_findings
from selfassessment.engine.validate_instruments import instrument_findings
from selfassessment.engine.validate_questions import question_findings
from selfassessment.engine.validate_references import reference_findings
from selfassessment.engine.validate_routes import route_findings
from selfassessment.engine.validate_safety import safety_findings
from selfassessment.engine.validate_tables import table_findings
from selfassessment.engine.validate_tasks import task_findings
from selfassessment.engine.validate_words import word_findings

__all__ = ["Finding", "Severity", "Surroundings", "publishable", "validate", "validate_routing"]

Check = Callable[[JourneyDefinition, Graph, Surroundings], Iterator[Finding]]
CHECKS: tuple[Check, ...] = (
    reference_findings,
    route_findings,
    task_findings,
    question_findings,
    safety_findings,
    instrument_findings,
    word_findings,
    fact_findings,
    history_findings,
)


def validate(definition: JourneyDefinition, surroundings: Surroundings = ALONE) -> list[Finding]:
    """Return every mistake that can be seen in a definition, errors first.

    With a routing in the surroundings its tables are checked too. What was signed off is
    compared where the surroundings hold it; which links are dead the site found the night before.
    """
    graph = graph_of(definition)
    found = [finding for check in CHECKS for finding in check(definition, graph, surroundings)]
    if surroundings.routing is not None:
        found += table_findings(
            surroundings.routing, (definition, *surroundings.journeys), surroundings
        )
    return in_order(found)


def validate_routing(surroundings: Surroundings) -> list[Finding]:
    """Return the mistakes of the routing alone, held against the journeys it serves."""
    if surroundings.routing is None:
        return []
    return in_order(table_findings(surroundings.routing, surroundings.journeys, surroundings))


def in_order(findings: list[Finding] | Iterator[Finding]) -> list[Finding]:
    """Return findings without repetition, errors first, else as found."""
    return sorted(dict.fromkeys(findings), key=lambda finding: finding.severity.value)


def publishable(findings: list[Finding]) -> bool:
    """Whether nothing keeps the definition from being published."""
    return all(finding.severity is not Severity.ERROR for finding in findings)
