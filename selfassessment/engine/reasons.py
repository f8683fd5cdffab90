"""Why is a condition true, false or undecided for these answers? (In a sentence.)"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.model import Combination, Comparison, Condition, Named
from selfassessment.engine.truth import Truth
from selfassessment.engine.vocabulary import Vocabulary

__all__ = ["Names", "reason_of"]


@dataclass(frozen=True, slots=True)
class Names:
    """What conditions, questions, scores and facts are called in a reason.

    `say` puts a condition into words; `titles` maps `question.<key>`, `score.<key>` and
    `fact.<key>` to plain names.
    """

    say: Callable[[Condition], str]
    titles: Mapping[str, str] = field(default_factory=dict)

    def of(self, source: str, key: str) -> str:
        """Return the name of an operand, or its key made readable."""
        return self.titles.get(f"{source}.{key}") or key.replace("_", " ")


def reason_of(
    conditions: Sequence[Condition], context: Context, vocabulary: Vocabulary, names: Names
) -> str:
    """Say why these conditions hold together, do not, or cannot be decided."""
    if not conditions:
        return "It holds for everyone."
    values = [(condition, evaluate(condition, context)) for condition in conditions]
    false = [names.say(one) for one, value in values if value is Truth.FALSE]
    if false:
        return f"It does not hold: {_listed(false)} is not so."
    unknown = [one for one, value in values if value is Truth.UNKNOWN]
    if unknown:
        missing = _missing(unknown, context, vocabulary, names)
        asked = f", because there is no answer to {_listed(missing)}" if missing else ""
        return f"It cannot be decided: {_listed([names.say(one) for one in unknown])}{asked}."
    return f"It holds: {_listed([names.say(one) for one, _ in values])}."


def _missing(
    conditions: Sequence[Condition], context: Context, vocabulary: Vocabulary, names: Names
) -> list[str]:
    """Name what has no value among what undecided conditions read."""
    found: dict[str, None] = {}
    for condition in conditions:
        for one in _undecided(condition, context, frozenset()):
            if one.source == "score":
                for key in sorted(vocabulary.score_questions(one.key) - set(_answered(context))):
                    found[names.of("question", key)] = None
            else:
                found[names.of(one.source, one.key)] = None
    return list(found)


def _answered(context: Context) -> list[str]:
    return [key for key, answer in context.live.items() if answer.has_value]


def _undecided(condition: Condition, context: Context, seen: frozenset[str]) -> list[Comparison]:
    """Return the comparisons that keep a condition undecided."""
    if evaluate(condition, context) is not Truth.UNKNOWN:
        return []
    match condition:
        case Comparison():
            return [condition]
        case Combination(_, parts):
            return [one for part in parts for one in _undecided(part, context, seen)]
        case Named(key):
            named = context.conditions.get(key)
            if named is None or key in seen:
                return []
            return _undecided(named.test, context, seen | {key})


def _listed(words: Sequence[str]) -> str:
    """Join words as they are read: “a”, “b” and “c”."""
    quoted = [f"“{word}”" for word in words]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} and {quoted[-1]}"
