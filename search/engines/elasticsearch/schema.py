"""Which fields, and which template, does the Elasticsearch index have?

It keeps to the server's core: words come analysed, each as a keyword, which the server finds and
counts without an analyser of its own, so nothing has to be installed on the cluster.
"""

from collections.abc import Iterator
from typing import Any

from elasticsearch import Elasticsearch

from search.analysis.reading import Form
from search.engines.fields import (
    BOOK_VOCABULARY_FIELD,
    COUNTED,
    FLAGS,
    KEY_FIELD,
    NUMBERS,
    OPEN_FIELD,
    SOUND_FIELD,
    VERSION,
    VOCABULARY_FIELD,
    WORD_FIELDS,
)

# The words of a name one after the other, for phrases: "coffee morning" before "morning coffee".
PHRASE_FIELD = "phrase"
POINT_FIELD = "point"
# Pages further down than this are not fetched; the total is exact all the same.
DEEPEST = 100_000
_KEYWORDS = (
    *(KEY_FIELD, VOCABULARY_FIELD, BOOK_VOCABULARY_FIELD, OPEN_FIELD),
    *("state", "meta", "session", "category", *COUNTED, *FLAGS),
)
# The longest keyword that the server takes has 32,766 bytes; a letter has four at most.
LONGEST_WORD = 8_000


def word_fields() -> Iterator[tuple[Form, str]]:
    """Yield the fields that hold words, and in which form they are in each."""
    for field in WORD_FIELDS:
        yield Form.WORD, field.words
        yield Form.STEM, field.stems
    yield Form.SOUND, SOUND_FIELD


def mappings() -> dict[str, Any]:
    """Return the fields; nothing else may be written."""
    fields: dict[str, Any] = {"told": {"type": "keyword", "index": False, "doc_values": False}}
    words = {"type": "keyword", "ignore_above": LONGEST_WORD}
    fields |= {name: words for _form, name in word_fields()}
    fields[PHRASE_FIELD] = {"type": "text", "analyzer": "whitespace", "norms": False}
    fields |= {name: {"type": "keyword"} for name in _KEYWORDS}
    fields |= {name: {"type": "integer"} for name in NUMBERS}
    fields |= {name: {"type": "double", "index": False} for name in ("lat", "lon", "gain")}
    fields[POINT_FIELD] = {"type": "geo_point"}
    return {
        "dynamic": "strict",
        "_source": {"includes": ["told"]},
        "properties": fields,
    }


def put_template(client: Elasticsearch, prefix: str) -> None:
    """Write the template that every new index of this prefix follows."""
    client.indices.put_index_template(
        name=f"{prefix}-{VERSION}",
        index_patterns=[f"{prefix}-{VERSION}-*"],
        priority=500,
        # A write to an index that was removed meanwhile must not bring an empty one back.
        allow_auto_create=False,
        template={
            "settings": {
                "number_of_shards": 1,
                "auto_expand_replicas": "0-2",
                "max_result_window": DEEPEST,
                # A deletion is remembered for an hour, so that no late write brings it back.
                "gc_deletes": "1h",
            },
            "mappings": mappings(),
        },
    )


def alias_of(prefix: str) -> str:
    """Return the name that always stands for the live index."""
    return f"{prefix}-{VERSION}-live"
