"""Which few values stand for all values a question, fact or score can have?

Every comparison splits a domain; one representative of each part, and "missing", is
enough to see every way a condition can turn out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from selfassessment.engine.answer import Answer, Value
from selfassessment.engine.kinds import FactType, Operator, QuestionType
from selfassessment.engine.model import Comparison, Question, ScoreUse

FEW = 12
OTHER = "other_value"


@dataclass(frozen=True, slots=True)
class Domain:
    """Representative values; not exhaustive where too many could be combined."""

    values: tuple[object, ...]
    exhaustive: bool = True

    def or_missing(self) -> Domain:
        """Return the same with "missing" as a further value."""
        return Domain((*self.values, None), self.exhaustive)


@dataclass(frozen=True, slots=True)
class SupposedScore:
    """A score that is supposed, not worked out."""

    total: Decimal | None
    band: str | None
    complete: bool = True


def question_values(question: Question, comparisons: Sequence[Comparison], today: date) -> Domain:
    """Return representative answers, None (no answer) last."""
    if question.type is QuestionType.MULTI_CHOICE:
        return _choice_sets(question, comparisons).or_missing()
    found: list[Value] = ["x"]
    if question.choices:
        found = list(question.choice_keys)
    elif question.type is QuestionType.DATE:
        found = list(_days(comparisons, today))
    elif question.type in {QuestionType.WHOLE_NUMBER, QuestionType.MINUTES}:
        found = [int(number) for number in _within(question, comparisons, Decimal(1))]
    elif question.type in {QuestionType.DECIMAL, QuestionType.MEASUREMENT}:
        found = list(_within(question, comparisons, Decimal("0.1")))
    return Domain(tuple(Answer.given(value) for value in found)).or_missing()


def fact_values(kind: FactType, comparisons: Sequence[Comparison], today: date) -> Domain:
    """Return representative values of a fact, None (not known) last."""
    match kind:
        case FactType.BOOLEAN:
            return Domain((True, False, None))
        case FactType.NUMBER:
            return Domain(tuple(_numbers(comparisons, Decimal(1)))).or_missing()
        case FactType.DATE:
            return Domain(tuple(_days(comparisons, today))).or_missing()
        case FactType.CODE:
            return Domain((*_mentioned(comparisons), OTHER, None))
        case FactType.CODES:
            sets, exhaustive = _subsets(_mentioned(comparisons))
            values = tuple(frozenset(chosen) for chosen in sets)
            return Domain((*values, frozenset(), None), exhaustive)


def score_values(use: ScoreUse, comparisons: Sequence[Comparison]) -> Domain:
    """Return representative scores: each band, or each side of each cut-off; None last."""
    totals: list[Decimal | None] = [*_numbers(comparisons, Decimal("0.1"))]
    bands: list[str | None] = list(use.bands) if _reads_bands(comparisons) else []
    if totals and bands:
        pairs = [SupposedScore(total, band) for total in totals for band in bands]
    else:
        pairs = [SupposedScore(total, None) for total in totals]
        pairs += [SupposedScore(None, band) for band in bands]
    return Domain(tuple(pairs)).or_missing()


def _reads_bands(comparisons: Iterable[Comparison]) -> bool:
    return any(c.operator.value.startswith("band_") for c in comparisons)


def _mentioned(comparisons: Iterable[Comparison]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for comparison in comparisons:
        value = comparison.value
        codes = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
        found.update((code, None) for code in codes if isinstance(code, str))
    return tuple(found)


def _subsets(keys: Sequence[str]) -> tuple[list[tuple[str, ...]], bool]:
    """Return all non-empty sets of a few keys; of many, the single ones, pairs and all."""
    few = len(keys) <= FEW
    sizes: Iterable[int] = range(1, len(keys) + 1) if few else (1, 2, len(keys))
    return [chosen for size in sizes for chosen in combinations(keys, size)], few


def _told_apart(keys: Sequence[str], comparisons: Sequence[Comparison]) -> list[str]:
    """Return one key for all that stand in the same comparisons ("any of smoking, vaping").

    Keys that are wanted all together are told apart always.
    """
    kept: dict[tuple[object, ...], str] = {}
    for key in keys:
        mentioning = [c for c in comparisons if key in _mentioned([c])]
        single = any(c.operator is Operator.INCLUDES_ALL_OF for c in mentioning)
        kept.setdefault((key,) if single else tuple(mentioning), key)
    return list(kept.values())


def _choice_sets(question: Question, comparisons: Sequence[Comparison]) -> Domain:
    alone = [choice.key for choice in question.choices if choice.exclusive]
    named = set(_mentioned(comparisons))
    together = [key for key in question.choice_keys if key not in alone]
    counts = any(c.operator.value.startswith("count_") for c in comparisons)
    rest = [] if counts else [key for key in together if key not in named]
    read = [key for key in together if key not in rest]
    sets, exhaustive = _subsets(read if counts else _told_apart(read, comparisons))
    if rest:
        sets = [*sets, (rest[0],), *((*chosen, rest[0]) for chosen in sets)]
    order = question.choice_keys.index
    found = [tuple(sorted(chosen, key=order)) for chosen in sets]
    found.extend((key,) for key in alone)
    return Domain(tuple(Answer.given(chosen) for chosen in dict.fromkeys(found)), exhaustive)


def _numbers(comparisons: Iterable[Comparison], step: Decimal) -> list[Decimal]:
    """Return each cut-off with the nearest number on either side."""
    cuts: set[Decimal] = set()
    for comparison in comparisons:
        value = comparison.value
        parts = value if isinstance(value, tuple) else (value,)
        cuts.update(part for part in parts if isinstance(part, Decimal))
    return sorted({cut + side for cut in cuts for side in (-step, Decimal(0), step)})


def _within(question: Question, comparisons: Iterable[Comparison], step: Decimal) -> list[Decimal]:
    low, high = question.limits.lowest, question.limits.highest
    found = [
        number
        for number in _numbers(comparisons, step)
        if (low is None or number >= low) and (high is None or number <= high)
    ]
    return found or [low if low is not None else Decimal(1)]


def _days(comparisons: Iterable[Comparison], today: date) -> list[date]:
    days: set[date] = set()
    for comparison in comparisons:
        value = comparison.value
        if isinstance(value, date):
            days |= {value + timedelta(days=shift) for shift in (-1, 0, 1)}
        elif comparison.operator.value.startswith("age_"):
            for age in _numbers([comparison], Decimal(1)):
                days.add(_born(int(age), today))
        elif isinstance(value, Decimal):
            edge = today - timedelta(days=int(value))
            days |= {edge - timedelta(days=1), edge, today, today + timedelta(days=1)}
    return sorted(days) or [today]


def _born(age: int, today: date) -> date:
    """Return a birthday that gives this age, half a year past; before birth: tomorrow."""
    if age < 0:
        return today + timedelta(days=1)
    return (today - timedelta(days=int(age * 365.25) + 180)) if age else today
