"""Which query of the Elasticsearch index are the words of a question?"""

from collections.abc import Sequence

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query

from search.analysis.letters import clean
from search.analysis.reading import SYNONYM, Form, Reading, ReadWord
from search.engines.elasticsearch.schema import PHRASE_FIELD
from search.engines.fields import KEY_FIELD, SOUND_BOOST, SOUND_FIELD, WORD_FIELDS
from search.engines.ranking import BESIDE, KEY, KEY_FURTHER, MEANING_POINTS, NAME_PHRASE

# Each wording has a name, by which a hit says which of them it has.
OWN, OTHER = "own", "other-"


def words_query(reading: Reading) -> Query:
    """Return what a listing must match: the words typed, or other words that mean the same."""
    wordings = [_named(_wording(reading), OWN)] if reading.words else []
    for number, other in enumerate(reading.others):
        wordings.append(_named(_wording(other.reading), f"{OTHER}{number}", SYNONYM))
    if not wordings:
        return Q("match_none")
    return wordings[0] if len(wordings) == 1 else Q("dis_max", queries=wordings)


def _named(query: Query, name: str, boost: float = 1.0) -> Query:
    return Q("bool", must=[query], _name=name, boost=boost)


def _wording(reading: Reading) -> Query:
    """Return one wording with its score; nothing known matches nothing."""
    if not reading.words:
        return Q("match_none")
    needed = Q(
        "bool",
        should=[_word(word) for word in reading.words],
        minimum_should_match=reading.least_matching,
    )
    if reading.whole:
        whole = _constant(_terms(KEY_FIELD, list(reading.whole)), 0.0)
        needed = Q("bool", should=[needed, whole], minimum_should_match=1)
    more: list[Query] = [_word(word) for word in reading.beside]
    if reading.keys:
        more.append(Q("dis_max", queries=_keys(reading)))
    first = [word.alternatives[0] for word in reading.words]
    if len(first) > 1 and all(alternative.form is Form.WORD for alternative in first):
        phrase = Q("match_phrase", **{PHRASE_FIELD: " ".join(a.term for a in first)})
        more.append(_constant(phrase, NAME_PHRASE))
    return Q("bool", must=[needed], should=more) if more else needed


def or_meant(words: Query, meant: Sequence[tuple[str, float]]) -> Query:
    """Let in also what is near in meaning, with points for how near it is."""
    if not meant:
        return words
    near = [
        _constant(
            Q("ids", values=[clean(public_id)]), MEANING_POINTS * max(0.0, min(likeness, 1.0))
        )
        for public_id, likeness in meant
    ]
    return Q("bool", should=[words, *near], minimum_should_match=1)


def _keys(reading: Reading) -> list[Query]:
    """Return the whole phrases that were typed; the longest one found counts."""
    by_length: dict[int, list[str]] = {}
    for key, length in reading.keys:
        by_length.setdefault(length, []).append(key)
    return [
        _constant(_terms(KEY_FIELD, keys), KEY + KEY_FURTHER * (length - 1))
        for length, keys in by_length.items()
    ]


def _word(word: ReadWord) -> Query:
    """Return one word in every field, in all its forms."""
    clauses: list[Query] = []
    for form in Form:
        by_weight: dict[float, list[str]] = {}
        for alternative in word.alternatives:
            if alternative.form is form:
                by_weight.setdefault(alternative.weight, []).append(alternative.term)
        for weight, terms in by_weight.items():
            for name, boost in _boosts(form):
                clauses.append(_constant(_terms(name, terms), word.importance * weight * boost))
    return Q("dis_max", queries=clauses, tie_breaker=BESIDE)


def _boosts(form: Form) -> list[tuple[str, float]]:
    if form is Form.SOUND:
        return [(SOUND_FIELD, SOUND_BOOST)]
    return [
        (field.words if form is Form.WORD else field.stems, field.boost) for field in WORD_FIELDS
    ]


def _terms(field: str, terms: list[str]) -> Query:
    return Q("terms", **{field: terms})


def _constant(query: Query, score: float) -> Query:
    return Q("constant_score", filter=query, boost=score)
