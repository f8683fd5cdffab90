"""What is written into an index about a listing, whichever engine keeps it?"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from search.analysis.forms import Forms, forms_written
from search.analysis.letters import clean, words
from search.documents import ListingDocument
from search.engines import fields
from search.engines.moments import cells as moment_cells
from search.engines.phrasebook import NO_TERMS, Book, Terms, book_of, terms_of
from search.engines.ranking import gain
from search.query import AGE_BANDS, COST_STEPS, OLDEST_AGE


@dataclass(frozen=True, slots=True)
class Indexed:
    """A listing in terms of an index.

    `words` are the analysed texts by field, separated by spaces; `codes` and `numbers` the values
    to filter and count by; `gain` is by how much its score for words is multiplied; `told` is
    what a hit needs to say why it matched.
    """

    public_id: str
    state: str
    words: Mapping[str, str]
    codes: Mapping[str, list[str]]
    numbers: Mapping[str, list[int]]
    point: tuple[float, float] | None
    gain: float
    told: str
    book: Book


@lru_cache(maxsize=50_000)
def _words_of(text: str, language: str) -> tuple[Forms, ...]:
    return tuple(forms_written(word, language) for word in words(text))


def text_terms(texts: Mapping[str, str]) -> Terms:
    """Return the terms of a text in several languages, each text once."""
    once = {text: language for language, text in reversed(list(texts.items()))}
    return terms_of(form for text, language in once.items() for form in _words_of(text, language))


def indexed(document: ListingDocument, today: date) -> Indexed:
    """Return what an index keeps of a listing."""
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
    vocabulary = frozenset[str]().union(
        *(terms.vocabulary for kind, terms in by_kind.items() if kind != "category")
    )
    own = {
        fields.KEY_FIELD: book.keys,
        fields.OPEN_FIELD: list(moment_cells(document.open_spans)),
        fields.VOCABULARY_FIELD: list(vocabulary),
    }
    return Indexed(
        public_id=clean(document.public_id),
        state=fields.NAME_ONLY if document.name_only else fields.BROWSABLE,
        words=_words(by_kind),
        codes=own | _facts(document),
        numbers=_numbers(document),
        point=_point(document),
        gain=gain(document.public_id, document.checked_on, document.completeness, today),
        told=_told(document, book),
        book=book,
    )


def _words(by_kind: Mapping[str, Terms]) -> dict[str, str]:
    values: dict[str, str] = {}
    for field in fields.WORD_FIELDS:
        terms = by_kind.get(field.kind, NO_TERMS)
        values[field.words], values[field.stems] = terms.words, terms.stems
    heard = by_kind["name"].sounds | by_kind.get("category", NO_TERMS).sounds
    values[fields.SOUND_FIELD] = " ".join(heard)
    return values


def _ages(document: ListingDocument) -> tuple[int, int]:
    """Return the ages let in; whoever does not say lets in everybody until told otherwise."""
    if not document.ages_known:
        return 0, OLDEST_AGE
    return document.lowest_age, document.highest_age


def _facts(document: ListingDocument) -> dict[str, list[str]]:
    low, high = _ages(document)
    sessions = _codes(document.sessions)
    flags = ("term_time", "women_only", "men_only", "beginners", "no_booking")
    facts = {name: ["yes"] for name in flags if getattr(document, name)}
    if document.ages_known:
        facts["covers"] = ["yes"]
    return facts | {
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


def _codes(values: Iterable[str]) -> list[str]:
    """Return codes in order, each once, without what cannot stand in a code."""
    return sorted({"".join(clean(value).split()) for value in values} - {""})


def cost_values(document: ListingDocument) -> list[str]:
    """Return the values of the cost filter that a listing counts for."""
    pence = 0 if document.free else document.lowest_pence
    if pence is None:
        return ["ask"]
    return [*(["free"] if document.free else []), *(f"up_to_{n}" for n in COST_STEPS if pence <= n)]


def _numbers(document: ListingDocument) -> dict[str, list[int]]:
    low, high = _ages(document)
    values = {
        "lowest_age": [low],
        "highest_age": [high],
        "date": [day.toordinal() for day in sorted(set(document.dates))],
    }
    pence = 0 if document.free else document.lowest_pence
    if pence is not None:
        values["pence"] = [pence]
    if document.checked_on is not None:
        values["checked"] = [document.checked_on.toordinal()]
    return values


def _point(document: ListingDocument) -> tuple[float, float] | None:
    lat, lon = document.lat, document.lon
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    return round(lat * 1e6) / 1e6, round(lon * 1e6) / 1e6


def _told(document: ListingDocument, book: Book) -> str:
    """Return what is needed to say why a listing matched."""
    told = {
        "name": list(document.names.items()),
        "organisation": list(document.organisations.items()),
        "place": [("en", text) for text in document.place_words],
        "book": book.name,
    }
    return json.dumps(told, ensure_ascii=True)
