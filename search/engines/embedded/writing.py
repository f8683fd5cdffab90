"""How is a listing written into the embedded index?"""

from collections.abc import Iterable
from datetime import date, timedelta

import tantivy

from search.documents import ListingDocument
from search.engines import fields
from search.engines.embedded import schema
from search.engines.embedded.places import cells
from search.engines.indexed import Indexed, indexed
from search.engines.phrasebook import Book

Values = dict[str, object]
SOON = timedelta(days=14)


def weight_for(multiplier: float) -> float:
    """Return the column value that makes tantivy multiply a score by this.

    tantivy multiplies by the binary logarithm of the value and 2 (`weight_by_field`).
    """
    return float(2**multiplier - 2)


def listing(document: ListingDocument, today: date) -> tuple[tantivy.Document, Book]:
    """Return the document to write, and the book of category words it refers to."""
    kept = indexed(document, today)
    values: Values = {
        "id": kept.public_id,
        "told": [kept.told.encode()],
        "state": [kept.state],
        "rank": [weight_for(kept.gain)],
    }
    values |= dict(kept.words) | dict(kept.codes) | dict(kept.numbers)
    values |= _sets(kept) | _soon(kept, today) | _place(kept)
    return tantivy.Document.from_dict(values, schema.schema()), kept.book


def _sets(kept: Indexed) -> Values:
    """Return all values of a counted field as one, by which they are counted."""
    return {
        schema.set_of(name): [" ".join(kept.codes[name])]
        for name in fields.COUNTED
        if kept.codes[name]
    }


def _soon(kept: Indexed, today: date) -> Values:
    """Return the dates of the next two weeks as one; the second in case nobody rebuilds."""
    first, last = today.toordinal(), (today + SOON).toordinal()
    days = [str(day) for day in kept.numbers["date"] if first <= day < last]
    return {schema.SOON_FIELD: [" ".join(days)]} if days else {}


def _place(kept: Indexed) -> Values:
    if kept.point is None:
        return {}
    lat, lon = kept.point
    return {"placed": ["yes"], "lat": [lat], "lon": [lon], schema.CELL_FIELD: cells(lat, lon)}


def note(name: str, text: str, vocabulary: Iterable[str] = ()) -> tantivy.Document:
    """Return a document that is no listing: the progress, or a book and its words."""
    values: Values = {
        "meta": [name],
        "told": [text.encode()],
        fields.BOOK_VOCABULARY_FIELD: list(vocabulary),
    }
    return tantivy.Document.from_dict(values, schema.schema())
