"""Is a condition true, false or unknown, given the live answers?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from selfassessment.engine.answer import Answer
from selfassessment.engine.kinds import QuestionType
from selfassessment.engine.model import (
    Combination,
    Comparison,
    Condition,
    NamedCondition,
    Question,
    ScoreUse,
)
from selfassessment.engine.operators import COUNTING, IN_ORDER, NOTHING, Subject, compare
from selfassessment.engine.scoring import Scorer, ScoreView, score_of
from selfassessment.engine.truth import Truth, all_of, any_of, none_of, truth

__all__ = ["Context", "Truth", "all_of", "any_of", "evaluate", "none_of", "truth", "truth_of"]

COMBINE = {"all": all_of, "any": any_of, "none": none_of}


@dataclass(frozen=True)
class Context:
    """All a condition may read: live answers, facts, scores; nothing else exists for it.

    `blind` names facts that must not decide here (always unknown); `rounds` says how
    often the repeat group of a question was walked, `here` which group and round is asking.
    """

    questions: Mapping[str, Question]
    conditions: Mapping[str, NamedCondition]
    scores: Mapping[str, ScoreUse]
    live: Mapping[str, Answer]
    facts: Mapping[str, object]
    scorer: Scorer
    blind: frozenset[str] = frozenset()
    group_of: Mapping[str, str] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)
    here: tuple[str, int] | None = None
    _known: dict[str, ScoreView | None] = field(default_factory=dict, compare=False, repr=False)

    @property
    def today(self) -> date | None:
        """The day on which ages are reckoned, when the caller gave one."""
        value = self.facts.get("today")
        return value if isinstance(value, date) else None

    def score(self, key: str) -> ScoreView | None:
        """Return a score of the live answers (worked out once), None when there is none."""
        if key not in self._known:
            use = self.scores.get(key)
            self._known[key] = (
                None
                if use is None
                else score_of(use, self.live, self.facts, self.today, self.scorer)
            )
        return self._known[key]

    def blinded(self, *facts: str) -> Context:
        """Return the same context in which these facts decide nothing."""
        seen = {key: value for key, value in self.facts.items() if key not in facts}
        reads = any(
            source.fact in facts for use in self.scores.values() for source in use.inputs.values()
        )
        # Where no score reads them, each is worked out once for both.
        known = {} if reads else self._known
        return replace(self, facts=seen, blind=self.blind | set(facts), _known=known)


def evaluate(condition: Condition, context: Context, seen: frozenset[str] = frozenset()) -> Truth:
    """Return the truth of a condition; unknown names and circles are UNKNOWN."""
    if isinstance(condition, Comparison):
        return _compare(condition, context)
    if isinstance(condition, Combination):
        # One by one, so that what follows a part that decides is not worked out.
        return COMBINE[condition.how](evaluate(part, context, seen) for part in condition.parts)
    return truth_of(condition.key, context, seen)


def truth_of(key: str, context: Context, seen: frozenset[str] = frozenset()) -> Truth:
    """Return the truth of a named condition."""
    named = context.conditions.get(key)
    if named is None or key in seen or _unasked(named, context):
        return Truth.UNKNOWN
    return evaluate(named.test, context, seen | {key})


def _unasked(named: NamedCondition, context: Context) -> bool:
    """Whether a condition rests on questions alone and none of them has an answer."""
    asks = named.asks
    return (
        asks is not None
        and context.live.keys().isdisjoint(asks)
        and context.group_of.keys().isdisjoint(asks)  # of these each round has its own answer
    )


def _compare(comparison: Comparison, context: Context) -> Truth:
    source, key = comparison.source, comparison.key
    if source == "question" and key not in context.group_of:
        return _held(comparison, context.live.get(key), context)
    if source == "question":
        return any_of(
            _held(comparison, context.live.get(one), context) for one in _rounds(key, context)
        )
    if source == "fact" and key in context.blind:
        return Truth.UNKNOWN
    subject = (
        _fact_subject(key, context) if source == "fact" else _score_subject(comparison, context)
    )
    return compare(comparison.operator, subject, comparison.value)


def _fact_subject(key: str, context: Context) -> Subject:
    value = context.facts.get(key)
    if isinstance(value, set | list):
        value = frozenset(value)
    return Subject(value, today=context.today)


def _score_subject(comparison: Comparison, context: Context) -> Subject:
    view = context.score(comparison.key)
    if view is None or not view.complete:
        return NOTHING
    if comparison.operator.value.startswith("band_"):
        return Subject(view.band, order=context.scores[comparison.key].bands)
    return Subject(view.total if view.total is not None else view.band)


def _rounds(key: str, context: Context) -> list[str]:
    """Return the keys under which a question of a repeat group was answered, as seen from here."""
    group = context.group_of[key]
    if context.here is not None and context.here[0] == group:
        return [round_key(key, context.here[1])]
    return [round_key(key, n) for n in range(1, max(1, context.rounds.get(group, 1)) + 1)]


def round_key(key: str, number: int) -> str:
    """Return the key of a page or question in a round: plain in the first, then `key#2`."""
    return key if number == 1 else f"{key}#{number}"


def _held(comparison: Comparison, answer: Answer | None, context: Context) -> Truth:
    """Hold one answer to a question against the value of a comparison."""
    operator, subject = comparison.operator, NOTHING
    if answer is not None and answer.has_value:
        question = context.questions.get(comparison.key)
        order: tuple[str, ...] = ()
        chosen = None
        if question is not None and operator in IN_ORDER and question.ordered:
            order = question.choice_keys
        if question is not None and operator in COUNTING:
            chosen = _chosen(question, answer)
        subject = Subject(answer.value, order, chosen, context.today)
    return compare(operator, subject, comparison.value)


def _chosen(question: Question, answer: Answer) -> int | None:
    """Return how many were chosen, not counting "none of these"; None for other questions."""
    if question.type is not QuestionType.MULTI_CHOICE:
        return None
    none_like = {choice.key for choice in question.choices if choice.exclusive}
    parts = answer.value if isinstance(answer.value, tuple) else ()
    return sum(part not in none_like for part in parts)
