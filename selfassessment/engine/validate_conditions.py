"""Do conditions speak of things that exist, in operators that fit, without circles?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selfassessment.engine.findings import Finding, error, warning
from selfassessment.engine.kinds import FactType, Operator, QuestionType
from selfassessment.engine.model import Comparison, Condition, OperandKind
from selfassessment.engine.vocabulary import Vocabulary

Op = Operator
ANY = frozenset({Op.ANSWERED, Op.NOT_ANSWERED})
CODE = ANY | {Op.IS, Op.IS_NOT, Op.IS_ANY_OF, Op.IS_NONE_OF}
SEVERAL = ANY | {
    Op.INCLUDES,
    Op.DOES_NOT_INCLUDE,
    Op.INCLUDES_ANY_OF,
    Op.INCLUDES_ALL_OF,
    Op.COUNT_IS,
    Op.COUNT_LESS_THAN,
    Op.COUNT_MORE_THAN,
}
NUMBER = ANY | {
    Op.EQUALS,
    Op.LESS_THAN,
    Op.AT_MOST,
    Op.MORE_THAN,
    Op.AT_LEAST,
    Op.BETWEEN,
}
ORDER = frozenset({Op.BAND_AT_LEAST, Op.BAND_AT_MOST})
BANDS = ORDER | {Op.BAND_IS, Op.BAND_IS_NOT, Op.BAND_IS_ANY_OF, Op.BAND_IS_NONE_OF}
AGES = frozenset(op for op in Op if op.value.startswith("age_"))
DAY = ANY | AGES | {Op.BEFORE, Op.AFTER, Op.WITHIN_DAYS}
OF_FACT = {
    FactType.BOOLEAN: ANY | {Op.IS_TRUE, Op.IS_FALSE},
    FactType.NUMBER: NUMBER,
    FactType.CODE: CODE,
    FactType.CODES: SEVERAL,
    FactType.DATE: DAY,
}
OF_QUESTION = {
    QuestionType.SINGLE_CHOICE: CODE,
    QuestionType.YES_NO: CODE,
    QuestionType.MULTI_CHOICE: SEVERAL,
    QuestionType.WHOLE_NUMBER: NUMBER,
    QuestionType.DECIMAL: NUMBER,
    QuestionType.MINUTES: NUMBER,
    QuestionType.MEASUREMENT: NUMBER,
    QuestionType.DATE: DAY,
}


def condition_findings(
    vocabulary: Vocabulary, condition: Condition, place: str
) -> Iterator[Finding]:
    """Yield what is wrong inside one condition (names are not followed)."""
    for name in vocabulary.names(condition):
        if name not in vocabulary.conditions:
            yield error("unknown_condition", place, f"There is no condition “{name}”.")
    bare = Vocabulary(vocabulary.questions, vocabulary.facts, vocabulary.scores, {})
    for comparison in bare.comparisons(condition):
        yield from _comparison_findings(vocabulary, comparison, place)


def _comparison_findings(
    vocabulary: Vocabulary, comparison: Comparison, place: str
) -> Iterator[Finding]:
    known = {
        "question": vocabulary.questions,
        "fact": vocabulary.facts,
        "score": vocabulary.scores,
    }[comparison.source]
    if comparison.key not in known:
        yield error(
            f"unknown_{comparison.source}",
            place,
            f"There is no {comparison.source} “{comparison.key}”.",
        )
        return
    if comparison.operator not in operators_of(vocabulary, comparison.source, comparison.key):
        yield error(
            "operator_mismatch",
            place,
            f"“{comparison.operator.value}” cannot be asked of the {comparison.source} "
            f"“{comparison.key}”.",
        )
        return
    for code in _codes(comparison):
        allowed = possible_codes(vocabulary, comparison.source, comparison.key)
        if allowed is not None and code not in allowed:
            yield error(
                "unknown_choice", place, f"“{comparison.key}” has no choice or band “{code}”."
            )


def operators_of(vocabulary: Vocabulary, source: OperandKind, key: str) -> frozenset[Operator]:
    """Return the operators that can be asked of a question, score or fact that is there."""
    match source:
        case "fact":
            return OF_FACT[vocabulary.facts[key]]
        case "score":
            return NUMBER | BANDS
        case "question":
            question = vocabulary.questions[key]
            allowed = OF_QUESTION.get(question.type, ANY)
            single = question.type is QuestionType.SINGLE_CHOICE
            return allowed | ORDER if single and question.ordered else allowed


def _codes(comparison: Comparison) -> tuple[str, ...]:
    value = comparison.value
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()


def possible_codes(vocabulary: Vocabulary, source: OperandKind, key: str) -> tuple[str, ...] | None:
    """Return the choices or bands of something; None for a fact, whose codes nobody lists."""
    match source:
        case "question":
            return vocabulary.questions[key].choice_keys
        case "score":
            return vocabulary.scores[key].bands
        case "fact":
            return None


def named_findings(vocabulary: Vocabulary, used: Iterable[str], place: str) -> Iterator[Finding]:
    """Yield what is wrong with the named conditions; `used` are the names used outside."""
    named = vocabulary.conditions
    needed = set(used)
    for key, condition in named.items():
        where = f"{place}.{key}"
        yield from condition_findings(vocabulary, condition.test, where)
        if _names_itself(vocabulary, key):
            yield error("condition_circle", where, f"“{key}” is defined by itself.")
        needed |= set(vocabulary.names(condition.test))
    for key in named:
        if key not in needed:
            yield warning("unused_condition", f"{place}.{key}", f"Nothing uses “{key}”.")


def _names_itself(vocabulary: Vocabulary, key: str) -> bool:
    waiting = list(vocabulary.names(vocabulary.conditions[key].test))
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name == key:
            return True
        if name in vocabulary.conditions and name not in seen:
            seen.add(name)
            waiting.extend(vocabulary.names(vocabulary.conditions[name].test))
    return False


def score_findings(vocabulary: Vocabulary, place: str) -> Iterator[Finding]:
    """Yield scores that are fed by questions or facts which do not exist."""
    for key, use in vocabulary.scores.items():
        for item, source in use.inputs.items():
            where = f"{place}.{key}.inputs.{item}"
            if source.question is not None and source.question not in vocabulary.questions:
                yield error("unknown_question", where, f"There is no question “{source.question}”.")
            if source.fact is not None and source.fact not in vocabulary.facts:
                yield error("unknown_fact", where, f"There is no fact “{source.fact}”.")
