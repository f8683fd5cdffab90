"""Which kind of postcode file is this?"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from geography.formats import code_point, headed
from geography.formats.source import Source, UnreadableFile
from geography.formats.tables import BROKEN, Table, can_open, opened

_ACCEPTED = (
    "Give one of: a postcode extract of this project (.csv, .csv.gz, .csv.xz), "
    "the OS Code-Point Open download (.zip, or its folder), "
    "or the ONS Postcode Directory (.csv or .zip)."
)


@contextmanager
def open_source(path: Path) -> Iterator[Source]:
    """Open a postcode file or folder; raise UnreadableFile with the reason when it is not one."""
    if not path.exists():
        raise UnreadableFile(f"There is no file or folder {path}.")
    if path.is_dir():
        yield _folder(path)
    elif path.suffix.lower() == ".zip":
        with _zip(path) as source:
            yield source
    elif can_open(path):
        with opened(path) as table:
            yield _table(path.name, table)
    else:
        raise UnreadableFile(f"{path.name} is not a kind of file that can be read. {_ACCEPTED}")


def _table(name: str, table: Table) -> Source:
    header = next(table.lines, None)
    if not header:
        raise UnreadableFile(f"{name} is empty. {_ACCEPTED}")
    if code_point.looks_like(header):
        rows = code_point.read(chain([header], table.lines))
        return Source(
            code_point.FORMAT_NAME, code_point.COLUMNS, rows, size=table.size, done=table.done
        )
    source = headed.recognise(header, table)
    if source is None:
        columns = ", ".join(header[:8])
        raise UnreadableFile(f"{name} has columns that are not known ({columns} …). {_ACCEPTED}")
    return source


def _folder(path: Path) -> Source:
    files = sorted(path.glob("**/CSV/*.csv")) or sorted(path.glob("*.csv"))
    for file in files[:1]:
        with opened(file) as table:
            if code_point.looks_like(next(table.lines, [])):
                return code_point.from_folder(files)
    raise UnreadableFile(f"{path} holds no Code-Point Open files. {_ACCEPTED}")


@contextmanager
def _zip(path: Path) -> Iterator[Source]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = sorted(archive.namelist())
            members = [name for name in names if re.search(r"(^|/)Data/CSV/\w+\.csv$", name)]
            whole = [name for name in names if re.search(r"(^|/)Data/ONSPD\w*\.csv$", name)]
            if members:
                yield code_point.from_zip(archive, members)
            elif whole:
                with archive.open(whole[0]) as raw:
                    text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
                    size = archive.getinfo(whole[0]).file_size
                    yield _table(whole[0], Table(csv.reader(text), size, raw.tell))
            else:
                raise UnreadableFile(f"{path.name} holds no postcode files. {_ACCEPTED}")
    except (*BROKEN, zipfile.BadZipFile) as error:
        raise UnreadableFile(f"{path.name} is damaged: {error}") from error
