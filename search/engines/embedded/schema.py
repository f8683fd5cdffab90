"""Which fields does the embedded index have?"""

from functools import cache

import tantivy

from search.engines.fields import (
    BOOK_VOCABULARY_FIELD,
    BROWSABLE,
    COUNTED,
    FLAGS,
    KEY_FIELD,
    NUMBERS,
    OPEN_FIELD,
    PROGRESS,
    SOUND_BOOST,
    SOUND_FIELD,
    VOCABULARY_FIELD,
    WORD_FIELDS,
)

__all__ = [
    "BOOK_VOCABULARY_FIELD",
    "BROWSABLE",
    "CELL_FIELD",
    "KEY_FIELD",
    "OPEN_FIELD",
    "PROGRESS",
    "SOUND_BOOST",
    "SOUND_FIELD",
    "VOCABULARY_FIELD",
    "WORD_FIELDS",
    "prepared",
    "schema",
    "set_of",
]
SPACES = "spaces"
CELL_FIELD = "cell"
# The dates of the next two weeks as one value, by which what starts soon is counted.
SOON_FIELD = "soon"


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
        "state",
        "placed",
        *FLAGS,
    ):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in (*COUNTED, "session"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("category", SOON_FIELD):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in COUNTED:
        # All values of a listing as one: counting few sets is faster than many values.
        builder.add_text_field(set_of(name), tokenizer_name="raw", index_option="basic", fast=True)
    for name in NUMBERS:
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
