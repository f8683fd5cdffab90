"""What may conditions speak of, and which conditions read what?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from selfassessment.engine.domains import Domain
from selfassessment.engine.kinds import KNOWN_FACTS, FactType
from selfassessment.engine.model import (
    Combination,
    Comparison,
    Condition,
    JourneyDefinition,
    Named,
    NamedCondition,
    Question,
    ScoreUse,
)
from selfassessment.engine.routing import Routing

Domains = dict[tuple[object, ...], tuple[object, Domain]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The questions, facts, scores and named conditions in one definition or routing.

    `domains` remembers the classes of answers, each with the question, fact or score that it is
    of: several vocabularies over the same ones may share it.
    """

    questions: Mapping[str, Question]
    facts: Mapping[str, FactType]
    scores: Mapping[str, ScoreUse]
    conditions: Mapping[str, NamedCondition]
    domains: Domains = field(default_factory=dict, compare=False)

    def spoken_of(self, variable: tuple[str, str]) -> Question | FactType | ScoreUse | None:
        """Return the question, fact or score that a source and a key name."""
        source, key = variable
        known: Mapping[str, Question | FactType | ScoreUse] = (
            self.questions
            if source == "question"
            else self.facts
            if source == "fact"
            else self.scores
        )
        return known.get(key)

    def comparisons(
        self, condition: Condition, seen: frozenset[str] = frozenset()
    ) -> Iterator[Comparison]:
        """Yield every comparison in a condition, named ones followed."""
        match condition:
            case Comparison():
                yield condition
            case Combination(_, parts):
                for part in parts:
                    yield from self.comparisons(part, seen)
            case Named(key):
                if key in self.conditions and key not in seen:
                    yield from self.comparisons(self.conditions[key].test, seen | {key})

    def names(self, condition: Condition) -> Iterator[str]:
        """Yield the names a condition uses itself, without following them."""
        match condition:
            case Combination(_, parts):
                for part in parts:
                    yield from self.names(part)
            case Named(key):
                yield key
            case _:
                return

    def questions_read(self, condition: Condition) -> frozenset[str]:
        """Return the questions a condition reads, through names and scores."""
        read: set[str] = set()
        for comparison in self.comparisons(condition):
            if comparison.source == "question":
                read.add(comparison.key)
            elif comparison.source == "score" and comparison.key in self.scores:
                read |= self.score_questions(comparison.key)
        return frozenset(read)

    def score_questions(self, key: str) -> frozenset[str]:
        """Return the questions a score is worked out from."""
        inputs = self.scores[key].inputs.values()
        return frozenset(source.question for source in inputs if source.question is not None)

    def facts_read(self, condition: Condition) -> frozenset[str]:
        """Return the facts a condition reads, through names and scores."""
        read: set[str] = set()
        for comparison in self.comparisons(condition):
            if comparison.source == "fact":
                read.add(comparison.key)
            elif comparison.source == "score" and comparison.key in self.scores:
                inputs = self.scores[comparison.key].inputs.values()
                read |= {source.fact for source in inputs if source.fact is not None}
        return frozenset(read)


def of_journey(definition: JourneyDefinition) -> Vocabulary:
    """Return what the conditions of a journey may speak of."""
    return Vocabulary(
        questions=definition.questions,
        facts={**KNOWN_FACTS, **definition.facts},
        scores=definition.scores,
        conditions=definition.conditions,
    )


def of_routing(routing: Routing, journeys: Iterable[JourneyDefinition]) -> Vocabulary:
    """Return what the conditions of the routing may speak of, over all journeys it serves."""
    questions: dict[str, Question] = {}
    facts = dict(KNOWN_FACTS)
    scores = dict(routing.scores)
    conditions: dict[str, NamedCondition] = {}
    for journey in journeys:
        questions |= journey.questions
        facts |= journey.facts
        scores |= journey.scores
        conditions |= journey.conditions
    return Vocabulary(
        questions, {**facts, **routing.facts}, scores, {**conditions, **routing.conditions}
    )
