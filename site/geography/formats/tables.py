"""How is a CSV file read, plain or compressed, with its progress?"""

import bz2
import csv
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from geography.formats.source import UnreadableFile

BROKEN = (OSError, EOFError, lzma.LZMAError, zlib.error, UnicodeDecodeError, csv.Error)
_OPENERS: dict[str, Callable[[BinaryIO], IO[bytes]]] = {
    ".csv": lambda raw: raw,
    ".gz": lambda raw: cast("IO[bytes]", gzip.GzipFile(fileobj=raw)),
    ".xz": lambda raw: cast("IO[bytes]", lzma.open(raw)),  # noqa: SIM115 - `opened` closes it
    ".bz2": lambda raw: cast("IO[bytes]", bz2.BZ2File(raw)),
}


@dataclass(frozen=True, slots=True)
class Table:
    """An open CSV file: its lines, its size in bytes as stored, and how many of them are read."""

    lines: Iterator[list[str]]
    size: int
    done: Callable[[], int]


def can_open(path: Path) -> bool:
    """Say whether the name ends as a CSV file's does, plain or compressed."""
    return path.suffix.lower() in _OPENERS


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open the CSV file at `path` (.csv, .gz, .xz, .bz2); raise UnreadableFile when damaged."""
    try:
        with path.open("rb") as raw, _OPENERS[path.suffix.lower()](raw) as plain:
            text = io.TextIOWrapper(cast("BinaryIO", plain), encoding="utf-8-sig", newline="")
            yield Table(csv.reader(text), path.stat().st_size, raw.tell)
    except BROKEN as error:
        raise UnreadableFile(f"{path.name} is damaged or is not a CSV file: {error}") from error
