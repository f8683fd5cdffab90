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
    Domain,
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
    domains: Mapping[Variable, Domain]
    today: date

    @property
    def size(self) -> int:
        """How many situations there are."""
        return prod(len(domain.values) for domain in self.domains.values())

    @property
    def complete(self) -> bool:
        """Whether looking at them proves something: every class is there, and not too many."""
        return self.size <= LIMIT and all(d.exhaustive for d in self.domains.values())

    def contexts(self) -> Iterator[Context]:
        """Yield each situation (at most LIMIT of them)."""
        keys = list(self.domains)
        values = product(*(domain.values for domain in self.domains.values()))
        for chosen in islice(values, LIMIT):
            yield context_of(self.vocabulary, dict(zip(keys, chosen, strict=True)), self.today)


def worlds_of(vocabulary: Vocabulary, conditions: Iterable[Condition], today: date) -> Worlds:
    """Return the situations that matter to these conditions."""
    read = compared_with(vocabulary, conditions)
    return Worlds(
        vocabulary,
        {
            variable: values_of(vocabulary, variable, tuple(found), today)
            for variable, found in read.items()
        },
        today,
    )


def compared_with(
    vocabulary: Vocabulary, conditions: Iterable[Condition]
) -> dict[Variable, dict[Comparison, None]]:
    """Return what these conditions read, each with all that it is compared with."""
    read: dict[Variable, dict[Comparison, None]] = {}
    for condition in conditions:
        for comparison in vocabulary.comparisons(condition):
            read.setdefault((comparison.source, comparison.key), {})[comparison] = None
    return read


def values_of(
    vocabulary: Vocabulary, variable: Variable, comparisons: tuple[Comparison, ...], today: date
) -> Domain:
    """Return one value for each way these comparisons can turn out (remembered)."""
    spoken_of = vocabulary.spoken_of(variable)
    key = (variable, id(spoken_of), comparisons, today)
    if key not in vocabulary.domains:
        domain = _distinct(
            vocabulary, variable, comparisons, _candidates(vocabulary, variable, comparisons, today)
        )
        vocabulary.domains[key] = (spoken_of, domain)
    return vocabulary.domains[key][1]


def _distinct(
    vocabulary: Vocabulary,
    variable: Variable,
    comparisons: tuple[Comparison, ...],
    candidates: tuple[Domain, date],
) -> Domain:
    """Keep of several values that no comparison can tell apart only the first."""
    domain, today = candidates
    kept: dict[tuple[Truth, ...], object] = {}
    for value in domain.values:
        context = context_of(vocabulary, {variable: value}, today)
        kept.setdefault(tuple(evaluate(c, context) for c in comparisons), value)
    return Domain(tuple(kept.values()), domain.exhaustive)


def _candidates(
    vocabulary: Vocabulary, variable: Variable, comparisons: Sequence[Comparison], today: date
) -> tuple[Domain, date]:
    source, key = variable
    domain = Domain((None,))
    if source == "question" and key in vocabulary.questions:
        domain = question_values(vocabulary.questions[key], comparisons, today)
    elif source == "score" and key in vocabulary.scores:
        domain = score_values(vocabulary.scores[key], comparisons)
    elif source == "fact" and key == "today":
        domain = Domain((today,))
    elif source == "fact" and key in vocabulary.facts:
        domain = fact_values(vocabulary.facts[key], comparisons, today)
    return domain, today


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
        scorer=lambda instrument, items, on: None,
        _known=dict(scores),
    )


def can_be_true(vocabulary: Vocabulary, conditions: Sequence[Condition], today: date) -> bool:
    """Whether all these conditions can be true together (True when too many to try)."""
    worlds = worlds_of(vocabulary, conditions, today)
    return not worlds.complete or any(
        all(evaluate(condition, context) is Truth.TRUE for condition in conditions)
        for context in worlds.contexts()
    )
