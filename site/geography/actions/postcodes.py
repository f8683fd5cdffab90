"""How does a postcode file that an operator has get into the database?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction

from geography.actions.store import checksum, upsert
from geography.formats.detect import open_source
from geography.formats.source import Row, Source, UnreadableFile, Value
from geography.models import LoadedFile, Postcode

# Small transactions, so that the site can write meanwhile.
_BATCH = 20_000
_DEFAULTS: dict[str, Value] = {"lsoa11": "", "lsoa21": "", "lsoa21_basis": ""}

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did; `unread` lines could not be read."""

    format_name: str
    row_count: int
    unread: int
    was_there: bool = False


def import_file(path: Path, *, now: datetime, progress: Progress | None = None) -> Imported:
    """Import the postcodes of a file or folder; do nothing when the same one is imported.

    Columns that the file does not have keep what is stored. Raises UnreadableFile. When it is
    stopped half way, run it again.
    """
    with open_source(path) as source:
        files = [path] if path.is_file() else sorted(path.glob("**/*.csv"))
        state = checksum(files)
        if LoadedFile.objects.filter(name=path.name, checksum=state).exists():
            return Imported(source.format_name, 0, 0, was_there=True)
        row_count, unread = _write(source, progress)
        if not row_count:
            raise UnreadableFile(f"{path.name} has no postcode that can be read.")
    LoadedFile.objects.update_or_create(
        name=path.name, defaults={"checksum": state, "row_count": row_count, "loaded_at": now}
    )
    return Imported(source.format_name, row_count, unread)


def _write(source: Source, progress: Progress | None) -> tuple[int, int]:
    missing = [name for name in _DEFAULTS if name not in source.columns]
    padding = tuple(_DEFAULTS[name] for name in missing)
    row_count = unread = 0
    while batch := list(islice(source.rows, _BATCH)):
        good: list[Row] = [row + padding for row in batch if row is not None]
        unread += len(batch) - len(good)
        row_count += len(good)
        with transaction.atomic():
            upsert(
                Postcode,
                (*source.columns, *missing),
                good,
                key="code",
                keep=source.fills_gaps_only,
                leave=missing,
            )
        if progress:
            progress(source.done(), source.size)
    return row_count, unread
