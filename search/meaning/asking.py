"""Which listings are near in meaning to what was typed?"""

import logging
from functools import lru_cache
from uuid import UUID

from search.meaning.keeping import vector_file
from search.meaning.model import Vectors, chosen

log = logging.getLogger(__name__)
# This many of the nearest are looked at; what is hardly nearer than the last of them is dropped.
_NEAREST, _MOST = 60, 12
_SPREAD = 0.06
Meant = tuple[tuple[str, float], ...]


def meant(text: str) -> Meant:
    """Return ids with a likeness from 0 to 1; none when switched off or when anything fails."""
    if not text.strip() or chosen() is None:
        return ()
    try:
        nearest = vector_file().read().nearest(_question(" ".join(text.split())), _NEAREST)
    except (ArithmeticError, LookupError, OSError, RuntimeError, TypeError, ValueError):
        # What was typed is never logged.
        log.warning("Finding by meaning failed; the search went by words alone")
        return ()
    return likely(nearest)


def likely(nearest: list[tuple[str, float]]) -> Meant:
    """Turn cosines into likeness: they lie close together, and how close differs by language."""
    if not nearest:
        return ()
    least = nearest[-1][1]
    weighed = ((_public(key), (cosine - least) / _SPREAD) for key, cosine in nearest[:_MOST])
    return tuple((key, round(min(1.0, share), 3)) for key, share in weighed if share > 0)


@lru_cache(maxsize=2_000)
def _question(text: str) -> Vectors:
    model = chosen()
    if model is None:
        raise LookupError
    return model.question(text)


def _public(key: str) -> str:
    try:
        return str(UUID(key))
    except ValueError:
        return key
