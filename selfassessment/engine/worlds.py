"""In which representative situations does a condition hold?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from math import prod

from selfassessment.engine.answer import Answer
from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.domains import (
    SupposedScore,
    fact_values,
    question_values,
    score_values,
)
from selfassessment.engine.model import Comparison, Condition
from selfassessment.engine.truth import Truth
from selfassessment.engine.vocabulary import Vocabulary

LIMIT = 20_000
Variable = tuple[str, str]


@dataclass(frozen=True)
class Worlds:
    """All combinations of representative values of what some conditions read."""

    vocabulary: Vocabulary
    domains: Mapping[Variable, tuple[object, ...]]
    today: date

    @property
    def size(self) -> int:
        """How many situations there are."""
        return prod(len(values) for values in self.domains.values())

    @property
    def complete(self) -> bool:
        """Whether they are few enough to look at each."""
        return self.size <= LIMIT

    def contexts(self) -> Iterator[Context]:
        """Yield each situation (at most LIMIT of them)."""
        keys = list(self.domains)
        for values in islice(product(*self.domains.values()), LIMIT):
            yield context_of(self.vocabulary, dict(zip(keys, values, strict=True)), self.today)


def worlds_of(vocabulary: Vocabulary, conditions: Iterable[Condition], today: date) -> Worlds:
    """Return the situations that matter to these conditions."""
    read: dict[Variable, list[Comparison]] = {}
    for condition in conditions:
        for comparison in vocabulary.comparisons(condition):
            read.setdefault((comparison.source, comparison.key), []).append(comparison)
    return Worlds(
        vocabulary,
        {
            variable: values_of(vocabulary, variable, found, today)
            for variable, found in read.items()
        },
        today,
    )


def values_of(
    vocabulary: Vocabulary, variable: Variable, comparisons: Sequence[Comparison], today: date
) -> tuple[object, ...]:
    """Return the representative values of one question, fact or score."""
    source, key = variable
    if source == "question" and key in vocabulary.questions:
        return question_values(vocabulary.questions[key], comparisons, today)
    if source == "score" and key in vocabulary.scores:
        return score_values(vocabulary.scores[key], comparisons)
    if source == "fact" and key == "today":
        return (today,)
    if source == "fact" and key in vocabulary.facts:
        return fact_values(vocabulary.facts[key], comparisons, today)
    return (None,)


def context_of(vocabulary: Vocabulary, values: Mapping[Variable, object], today: date) -> Context:
    """Return the situation in which these values hold and nothing else is known."""
    scores: dict[str, SupposedScore | None] = dict.fromkeys(vocabulary.scores)
    live: dict[str, Answer] = {}
    facts: dict[str, object] = {"today": today}
    for (source, key), value in values.items():
        if source == "question" and isinstance(value, Answer):
            live[key] = value
        elif source == "score" and isinstance(value, SupposedScore):
            scores[key] = value
        elif source == "fact" and value is not None:
            facts[key] = value
    return Context(
        questions=vocabulary.questions,
        conditions=vocabulary.conditions,
        scores=vocabulary.scores,
        live=live,
        facts=facts,
        scorer=lambda instrument, items: None,
        _known=dict(scores),
    )


def can_be_true(vocabulary: Vocabulary, conditions: Sequence[Condition], today: date) -> bool:
    """Whether all these conditions can be true together (True when too many to try)."""
    worlds = worlds_of(vocabulary, conditions, today)
    if not worlds.complete:
        return True
    return any(
        all(evaluate(condition, context) is Truth.TRUE for condition in conditions)
        for context in worlds.contexts()
    )
