"""Which fields does the embedded index have?"""

from functools import cache
from typing import NamedTuple

import tantivy

# Raised when fields or analysis change: an index of another version is rebuilt, never read.
VERSION = "3"
SPACES = "spaces"
BROWSABLE = "browsable"
PROGRESS = "progress"


class WordField(NamedTuple):
    """One kind of words of a listing: its fields, and how much a match in it counts."""

    kind: str
    words: str
    stems: str
    boost: float


WORD_FIELDS = (
    WordField("name", "name", "name_stem", 4.2),
    WordField("category", "category_word", "category_stem", 4.0),
    WordField("organisation", "organisation", "organisation_stem", 3.0),
    WordField("place", "place", "place_stem", 3.0),
    WordField("words", "summary", "summary_stem", 1.0),
)
# Sounds are of names and category words together.
SOUND_FIELD, SOUND_BOOST = "sound", 4.0
# Whole category phrases ("en|chair exercis"), and the words of the index as "folded written".
KEY_FIELD, VOCABULARY_FIELD, CELL_FIELD = "key", "vocabulary", "cell"
# Cells of the time in which a session is on or a place is open (`moments.py`).
OPEN_FIELD = "open"
# Category words are noted once for each combination of categories, not for each listing.
BOOK_VOCABULARY_FIELD = "book_vocabulary"
COUNTED = ("kind", "day", "time", "cost", "age", "spoken", "access", "format")
_FLAGS = (
    "state",
    "term_time",
    "women_only",
    "men_only",
    "beginners",
    "no_booking",
    "covers",
    "placed",
)
_NUMBERS = ("lowest_age", "highest_age", "pence", "date", "checked")


@cache
def schema() -> tantivy.Schema:
    """Return the fields. Coordinates, rank and numbers are columns, read without the document."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("meta", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("told", stored=True)
    for field in WORD_FIELDS:
        phrases = "position" if field.kind == "name" else "basic"
        builder.add_text_field(field.words, tokenizer_name=SPACES, index_option=phrases)
        builder.add_text_field(field.stems, tokenizer_name=SPACES, index_option="basic")
    builder.add_text_field(SOUND_FIELD, tokenizer_name=SPACES, index_option="basic")
    for name in (
        KEY_FIELD,
        VOCABULARY_FIELD,
        BOOK_VOCABULARY_FIELD,
        CELL_FIELD,
        OPEN_FIELD,
        *_FLAGS,
    ):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*COUNTED, "session"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("category", tokenizer_name="raw", index_option="basic", fast=True)
    for name in COUNTED:
        # All values of a listing as one: counting few sets is faster than many values.
        builder.add_text_field(set_of(name), tokenizer_name="raw", index_option="basic", fast=True)
    for name in _NUMBERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in ("lat", "lon", "rank"):
        builder.add_float_field(name, fast=True)
    return builder.build()


def set_of(name: str) -> str:
    """Return the column that holds all values of a field as one, joined by spaces."""
    return f"{name}_set"


def prepared(index: tantivy.Index) -> tantivy.Index:
    """Give an opened index the tokenizer of its word fields: they come analysed."""
    analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(SPACES, analyser)
    index.config_reader("manual")
    return index
