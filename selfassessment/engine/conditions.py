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
    Named,
    NamedCondition,
    Question,
    ScoreUse,
)
from selfassessment.engine.operators import Subject, compare
from selfassessment.engine.scoring import Scorer, ScoreView, score_of
from selfassessment.engine.truth import Truth, all_of, any_of, none_of, truth

__all__ = ["Context", "Truth", "all_of", "any_of", "evaluate", "none_of", "truth"]

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
        known = {
            key: view
            for key, view in self._known.items()
            if key in self.scores
            and all(source.fact not in facts for source in self.scores[key].inputs.values())
        }
        return replace(self, facts=seen, blind=self.blind | set(facts), _known=known)


def evaluate(condition: Condition, context: Context, seen: frozenset[str] = frozenset()) -> Truth:
    """Return the truth of a condition; unknown names and circles are UNKNOWN."""
    match condition:
        case Comparison():
            return _compare(condition, context)
        case Combination(how, parts):
            return COMBINE[how]([evaluate(part, context, seen) for part in parts])
        case Named(key):
            named = context.conditions.get(key)
            if named is None or key in seen:
                return Truth.UNKNOWN
            return evaluate(named.test, context, seen | {key})


def _compare(comparison: Comparison, context: Context) -> Truth:
    if comparison.source == "fact" and comparison.key in context.blind:
        return Truth.UNKNOWN
    if comparison.source == "question":
        subjects = _question_subjects(comparison.key, context)
        return any_of([compare(comparison.operator, one, comparison.value) for one in subjects])
    subject = (
        _fact_subject(comparison.key, context)
        if comparison.source == "fact"
        else _score_subject(comparison, context)
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
        return Subject()
    if comparison.operator.value.startswith("band_"):
        return Subject(view.band, order=context.scores[comparison.key].bands)
    return Subject(view.total if view.total is not None else view.band)


def _question_subjects(key: str, context: Context) -> list[Subject]:
    question = context.questions.get(key)
    group = context.group_of.get(key)
    if group is None:
        return [_subject(question, context.live.get(key), context)]
    if context.here is not None and context.here[0] == group:
        rounds = range(context.here[1], context.here[1] + 1)
    else:
        rounds = range(1, max(1, context.rounds.get(group, 1)) + 1)
    return [_subject(question, context.live.get(round_key(key, n)), context) for n in rounds]


def round_key(key: str, number: int) -> str:
    """Return the key of a page or question in a round: plain in the first, then `key#2`."""
    return key if number == 1 else f"{key}#{number}"


def _subject(question: Question | None, answer: Answer | None, context: Context) -> Subject:
    if answer is None or not answer.has_value:
        return Subject()
    order: tuple[str, ...] = ()
    chosen = None
    if question is not None and question.ordered:
        order = question.choice_keys
    if question is not None and question.type is QuestionType.MULTI_CHOICE:
        none_like = {choice.key for choice in question.choices if choice.exclusive}
        parts = answer.value if isinstance(answer.value, tuple) else ()
        chosen = sum(part not in none_like for part in parts)
    return Subject(answer.value, order, chosen, context.today)
