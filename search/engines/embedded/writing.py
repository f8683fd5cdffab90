"""How is a listing written into the embedded index?"""

import json
import math
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

import tantivy

from search.analysis.forms import Forms, forms_written
from search.analysis.letters import clean, words
from search.documents import ListingDocument
from search.engines.embedded import schema as fields
from search.engines.embedded.phrasebook import NO_TERMS, Book, Terms, book_of, terms_of
from search.engines.embedded.places import cells
from search.engines.moments import cells as moment_cells
from search.engines.ranking import gain
from search.query import AGE_BANDS, COST_STEPS, OLDEST_AGE

Values = dict[str, object]


@lru_cache(maxsize=50_000)
def _words_of(text: str, language: str) -> tuple[Forms, ...]:
    return tuple(forms_written(word, language) for word in words(text))


def text_terms(texts: Mapping[str, str]) -> Terms:
    """Return the terms of a text in several languages, each text once."""
    once = {text: language for language, text in reversed(list(texts.items()))}
    return terms_of(form for text, language in once.items() for form in _words_of(text, language))


def weight_for(multiplier: float) -> float:
    """Return the column value that makes tantivy multiply a score by this.

    tantivy multiplies by the binary logarithm of the value and 2 (`weight_by_field`).
    """
    return float(2**multiplier - 2)


def listing(document: ListingDocument, today: date) -> tuple[tantivy.Document, Book]:
    """Return the document to write, and the book of category words it refers to."""
    book = book_of({} if document.name_only else document.category_words)
    by_kind = {"name": text_terms(document.names)}
    if not document.name_only:
        places = (form for text in document.place_words for form in _words_of(text, "en"))
        by_kind |= {
            "category": book.terms,
            "organisation": text_terms(document.organisations),
            "place": terms_of(places),
            "words": text_terms(document.summaries),
        }
    values: Values = {
        "id": clean(document.public_id),
        "told": [_told(document, book).encode()],
        "state": ["name_only" if document.name_only else fields.BROWSABLE],
        "rank": [
            weight_for(gain(document.public_id, document.checked_on, document.completeness, today))
        ],
        fields.KEY_FIELD: book.keys,
        fields.OPEN_FIELD: moment_cells(document.open_spans),
    }
    values |= _words(by_kind) | _numbers(document) | _place(document)
    values |= _counted(_facts(document))
    return tantivy.Document.from_dict(values, fields.schema()), book


def _words(by_kind: Mapping[str, Terms]) -> Values:
    values: Values = {}
    vocabulary: frozenset[str] = frozenset()
    for field in fields.WORD_FIELDS:
        terms = by_kind.get(field.kind, NO_TERMS)
        values[field.words], values[field.stems] = terms.words, terms.stems
        if field.kind != "category":
            vocabulary |= terms.vocabulary
    heard = by_kind["name"].sounds | by_kind.get("category", NO_TERMS).sounds
    values[fields.SOUND_FIELD] = " ".join(heard)
    values[fields.VOCABULARY_FIELD] = list(vocabulary)
    return values


def _ages(document: ListingDocument) -> tuple[int, int]:
    """Return the ages let in; whoever does not say lets in everybody until told otherwise."""
    if not document.ages_known:
        return 0, OLDEST_AGE
    return document.lowest_age, document.highest_age


def _counted(facts: Mapping[str, list[str]]) -> Values:
    """Add to the values of a listing all of them as one, by which they are counted."""
    values: Values = dict(facts)
    for name in fields.COUNTED:
        if facts[name]:
            values[fields.set_of(name)] = [" ".join(facts[name])]
    return values


def _facts(document: ListingDocument) -> dict[str, list[str]]:
    low, high = _ages(document)
    sessions = _codes(document.sessions)
    flags = ("term_time", "women_only", "men_only", "beginners", "no_booking")
    facts = {name: ["yes"] for name in flags if getattr(document, name)}
    facts |= {
        "kind": _codes((document.kind,)),
        "category": _codes(document.categories),
        "session": sessions,
        "day": _codes(session.partition("-")[0] for session in sessions),
        "time": _codes(session.partition("-")[2] for session in sessions),
        "spoken": _codes(document.spoken),
        "access": _codes(document.access),
        "format": _codes(document.formats),
        "cost": cost_values(document),
        "age": [n for n, (first, last) in AGE_BANDS.items() if low <= last and high >= first],
    }
    return facts


def _codes(values: Iterable[str]) -> list[str]:
    """Return codes in order, each once, without what cannot stand in a code."""
    return sorted({"".join(clean(value).split()) for value in values} - {""})


def cost_values(document: ListingDocument) -> list[str]:
    """Return the values of the cost filter that a listing counts for."""
    pence = 0 if document.free else document.lowest_pence
    if pence is None:
        return ["ask"]
    return [*(["free"] if document.free else []), *(f"up_to_{n}" for n in COST_STEPS if pence <= n)]


def _numbers(document: ListingDocument) -> Values:
    low, high = _ages(document)
    values: Values = {
        "lowest_age": [low],
        "highest_age": [high],
        "date": [day.toordinal() for day in sorted(set(document.dates))],
    }
    if document.ages_known:
        values["covers"] = ["yes"]
    pence = 0 if document.free else document.lowest_pence
    if pence is not None:
        values["pence"] = [pence]
    if document.checked_on is not None:
        values["checked"] = [document.checked_on.toordinal()]
    return values


def _place(document: ListingDocument) -> Values:
    lat, lon = document.lat, document.lon
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return {}
    return {
        "placed": ["yes"],
        "lat": [round(lat * 1e6) / 1e6],
        "lon": [round(lon * 1e6) / 1e6],
        fields.CELL_FIELD: cells(lat, lon),
    }


def note(name: str, text: str, vocabulary: Iterable[str] = ()) -> tantivy.Document:
    """Return a document that is no listing: the progress, or a book and its words."""
    values: Values = {
        "meta": [name],
        "told": [text.encode()],
        fields.BOOK_VOCABULARY_FIELD: list(vocabulary),
    }
    return tantivy.Document.from_dict(values, fields.schema())


def _told(document: ListingDocument, book: Book) -> str:
    """Return what is needed to say why a listing matched."""
    told = {
        "name": list(document.names.items()),
        "organisation": list(document.organisations.items()),
        "place": [("en", text) for text in document.place_words],
        "book": book.name,
    }
    return json.dumps(told, ensure_ascii=True)
