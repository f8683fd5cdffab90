"""Which query of the embedded index are the words of a question?"""

from collections.abc import Sequence

from tantivy import Occur, Query

from search.analysis.letters import clean
from search.analysis.reading import SYNONYM, Form, Reading, ReadWord
from search.engines.embedded import schema as fields
from search.engines.ranking import BESIDE, KEY, KEY_FURTHER, MEANING_POINTS, NAME_PHRASE


def words_query(reading: Reading) -> Query:
    """Return what a listing must match: the words typed, or other words that mean the same."""
    own = own_words_query(reading)
    if not reading.others:
        return own
    others = [boosted(own_words_query(other.reading)) for other in reading.others]
    return Query.disjunction_max_query([own, *others] if reading.words else others)


def boosted(query: Query) -> Query:
    """Let what an editor gave as other words count a little less than what was typed."""
    return Query.boost_query(query, SYNONYM)


def own_words_query(reading: Reading) -> Query:
    """Return one wording with its score; nothing known matches nothing."""
    if not reading.words:
        return Query.empty_query()
    needed = Query.boolean_query(
        [(Occur.Should, _word(word)) for word in reading.words],
        minimum_number_should_match=reading.least_matching,
    )
    if reading.whole:
        whole = _constant(_terms(fields.KEY_FIELD, list(reading.whole)), 0.0)
        needed = Query.boolean_query([(Occur.Should, needed), (Occur.Should, whole)])
    clauses = [(Occur.Must, needed)]
    clauses += [(Occur.Should, _word(word)) for word in reading.beside]
    if reading.keys:
        clauses.append((Occur.Should, Query.disjunction_max_query(_keys(reading))))
    first = [word.alternatives[0] for word in reading.words]
    if len(first) > 1 and all(alternative.form is Form.WORD for alternative in first):
        phrase = Query.phrase_query(fields.schema(), "name", [a.term for a in first])
        clauses.append((Occur.Should, _constant(phrase, NAME_PHRASE)))
    return Query.boolean_query(clauses) if len(clauses) > 1 else needed


def or_meant(words: Query, meant: Sequence[tuple[str, float]]) -> Query:
    """Let in also what is near in meaning, with points for how near it is."""
    if not meant:
        return words
    near = [
        _constant(_terms("id", [clean(public_id)]), MEANING_POINTS * max(0.0, min(likeness, 1.0)))
        for public_id, likeness in meant
    ]
    return Query.boolean_query([(Occur.Should, words), *((Occur.Should, one) for one in near)])


def _keys(reading: Reading) -> list[Query]:
    """Return the whole phrases that were typed; the longest one found counts."""
    by_length: dict[int, list[str]] = {}
    for key, length in reading.keys:
        by_length.setdefault(length, []).append(key)
    return [
        _constant(_terms(fields.KEY_FIELD, keys), KEY + KEY_FURTHER * (length - 1))
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
                score = word.importance * weight * boost
                clauses.append(_constant(_terms(name, terms), score))
    return Query.disjunction_max_query(clauses, tie_breaker=BESIDE)


def _boosts(form: Form) -> list[tuple[str, float]]:
    if form is Form.SOUND:
        return [(fields.SOUND_FIELD, fields.SOUND_BOOST)]
    return [
        (field.words if form is Form.WORD else field.stems, field.boost)
        for field in fields.WORD_FIELDS
    ]


def _terms(field: str, terms: list[str]) -> Query:
    if len(terms) == 1:
        return Query.term_query(fields.schema(), field, terms[0], index_option="basic")
    return Query.boolean_query(
        [
            (Occur.Should, Query.term_query(fields.schema(), field, term, index_option="basic"))
            for term in terms
        ]
    )


def _constant(query: Query, score: float) -> Query:
    return Query.const_score_query(query, score)
