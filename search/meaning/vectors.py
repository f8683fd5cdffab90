"""Where are the vectors of listings kept, and which are nearest to a question's?

One file, mapped into memory and replaced as a whole: 424 bytes a listing. The signs of the
numbers are compared first (48 bytes a listing), the best of them in full.
"""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.meaning.model import Vectors

SIZE = 384
ROW = np.dtype([("id", "S32"), ("checksum", "S8"), ("vector", "i1", (SIZE,))])
_BY_SIGN = 1_000
# Vectors of length 1 have numbers around 0.05; the few beyond 0.4 are cut off.
_SCALE = 127 / 0.4
Rows = npt.NDArray[np.void]


def quantised(vectors: Vectors) -> npt.NDArray[np.int8]:
    """Return the vectors with one byte for each number."""
    return np.asarray(np.clip(np.rint(vectors * _SCALE), -127, 127), dtype=np.int8)


def _signs(vectors: npt.NDArray[np.int8]) -> npt.NDArray[np.uint64]:
    return np.packbits(vectors > 0, axis=1).view(np.uint64)


@dataclass(frozen=True)
class Kept:
    """The rows of one state of the file."""

    rows: Rows

    @cached_property
    def _bits(self) -> npt.NDArray[np.uint64]:
        parts = [
            _signs(self.rows["vector"][start : start + 4096])
            for start in range(0, len(self.rows), 4096)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, SIZE // 64), np.uint64)

    def nearest(self, question: Vectors, most: int) -> list[tuple[str, float]]:
        """Return ids with their likeness (cosine), best first."""
        if not len(self.rows):
            return []
        asked = quantised(question)
        unlike = np.bitwise_count(self._bits ^ _signs(asked[np.newaxis])).sum(axis=1)
        few = np.argpartition(unlike, min(_BY_SIGN, len(unlike)) - 1)[:_BY_SIGN]
        rows = self.rows[few]
        full = rows["vector"].astype(np.float32)
        lengths = np.linalg.norm(full, axis=1) * np.linalg.norm(question)
        likeness = full @ question / np.maximum(lengths, 1e-9)
        best = np.argsort(-likeness, kind="stable")[:most]
        return [(rows["id"][place].decode(), float(likeness[place])) for place in best]


NOTHING = Kept(np.zeros(0, ROW))


class VectorFile:
    """The file beside the index; a newer state is seen at the next question."""

    def __init__(self, path: Path) -> None:
        """Take the path; nothing is opened yet."""
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._kept = NOTHING

    def read(self) -> Kept:
        """Return the newest state, empty when there is none or it cannot be read."""
        try:
            state = self._path.stat()
            seen = (state.st_mtime_ns, state.st_ino)
            if seen != self._seen:
                rows = np.load(self._path, mmap_mode="r", allow_pickle=False)
                self._kept = Kept(rows) if rows.dtype == ROW else NOTHING
                self._seen = seen
        except (OSError, ValueError, EOFError):
            self._kept, self._seen = NOTHING, None
        return self._kept

    def write(self, rows: Rows) -> None:
        """Put a new state in the place of the old one, in one step."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        with beside.open("wb") as file:
            np.save(file, rows, allow_pickle=False)
        beside.replace(self._path)
