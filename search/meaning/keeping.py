"""How do the vectors follow the listings? The worker makes those whose words have changed."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from itertools import islice
from pathlib import Path

import numpy as np
from django.conf import settings

from search import registry
from search.documents import ListingDocument
from search.meaning.model import Model, chosen
from search.meaning.vectors import ROW, VectorFile, quantised

log = logging.getLogger(__name__)
_LANGUAGE = "en"
_LONGEST, _CATEGORY_WORDS, _NAME, _SUMMARY = 260, 8, 80, 160
_AT_ONCE, _READ_AT_ONCE = 16, 500


def vector_file() -> VectorFile:
    """Return the file of vectors of this data folder."""
    return _file(Path(settings.WAYMARK_DATA) / "meaning" / "vectors.npy")


@cache
def _file(path: Path) -> VectorFile:
    return VectorFile(path)


def words_of(document: ListingDocument) -> str:
    """Return the words of a listing that are turned into its vector: public ones only."""
    name = document.names.get(_LANGUAGE) or next(iter(document.names.values()), "")
    summary = document.summaries.get(_LANGUAGE) or next(iter(document.summaries.values()), "")
    headings = ", ".join(document.category_words.get(_LANGUAGE, ())[:_CATEGORY_WORDS])
    return f"{name[:_NAME]}. {headings}. {summary[:_SUMMARY]}"[:_LONGEST]


def refresh(*, now: datetime | None = None) -> int:
    """Make the vectors that are missing or old, drop those of listings gone. Return how many."""
    model, source = chosen(), registry.registered()
    if model is None or source is None:
        return 0
    return keep((d for ids in _parts(source.all_ids()) for d in source.documents_for(ids)), model)


def refresh_if_missing(*, now: datetime) -> None:
    """Make the vectors when there are none yet."""
    if chosen() is not None and not len(vector_file().read().rows):
        refresh(now=now)


def keep(documents: Iterable[ListingDocument], model: Model) -> int:
    """Write a file with a row for each document; rows whose words are the same are kept."""
    kept = vector_file().read().rows
    old = {(bytes(row["id"]), bytes(row["checksum"])): row for row in kept}
    rows, new = [], []
    for document in documents:
        if document.name_only:
            continue
        text = words_of(document)
        key = (_id(document.public_id), _checksum(model.name, text))
        if key in old:
            rows.append(old[key])
        else:
            new.append((key, text))
    for start in range(0, len(new), _AT_ONCE):
        part = new[start : start + _AT_ONCE]
        vectors = quantised(model.passages([text for _, text in part]))
        rows += [
            np.array((*key, vector), ROW) for (key, _), vector in zip(part, vectors, strict=True)
        ]
    vector_file().write(np.array(rows, ROW))
    return len(new)


def _id(public_id: str) -> bytes:
    return public_id.replace("-", "").encode()[:32]


def _checksum(model: str, text: str) -> bytes:
    """Return eight letters that change with the words; none of them is NUL, which NumPy drops."""
    return hashlib.sha256(f"{model}|{text}".encode()).hexdigest()[:8].encode()


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    every = iter(ids)
    while part := list(islice(every, _READ_AT_ONCE)):
        yield part
