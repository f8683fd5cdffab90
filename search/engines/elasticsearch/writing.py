"""How is a listing written into the Elasticsearch index?"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from search.documents import ListingDocument
from search.engines.elasticsearch.schema import PHRASE_FIELD, POINT_FIELD
from search.engines.fields import BOOK_VOCABULARY_FIELD, WORD_FIELDS
from search.engines.indexed import indexed
from search.engines.phrasebook import Book

# The longest keyword that the server takes, in bytes; longer ones are left out.
LONGEST_KEYWORD = 8_000
_NAME = next(field for field in WORD_FIELDS if field.kind == "name")


def listing(document: ListingDocument, today: date) -> tuple[dict[str, Any], Book]:
    """Return the document to write, and the book of category words it refers to."""
    kept = indexed(document, today)
    written: dict[str, Any] = {
        "told": kept.told,
        "state": kept.state,
        "gain": kept.gain,
        PHRASE_FIELD: kept.words[_NAME.words],
        **{name: text.split() for name, text in kept.words.items() if text},
        **{name: _short(values) for name, values in kept.codes.items() if values},
        **{name: values for name, values in kept.numbers.items() if values},
    }
    if kept.point is not None:
        lat, lon = kept.point
        written |= {"lat": lat, "lon": lon, POINT_FIELD: {"lat": lat, "lon": lon}}
    return written, kept.book


def _short(values: Iterable[str]) -> list[str]:
    return [value for value in values if len(value.encode("utf-8", "ignore")) <= LONGEST_KEYWORD]


def note(name: str, text: str, vocabulary: Iterable[str] = ()) -> dict[str, Any]:
    """Return a document that is no listing: the progress, or a book and its words."""
    return {"meta": name, "told": text, BOOK_VOCABULARY_FIELD: _short(sorted(vocabulary))}


def note_id(name: str) -> str:
    """Return the id of such a document; no listing has one like it."""
    return f"meta:{name}"
