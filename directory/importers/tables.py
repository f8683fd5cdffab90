"""What stands in a CSV or XLSX file, whatever programme has written it?"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from directory.rules.import_tidy import clean

MOST_ROWS, MOST_COLUMNS = 50_000, 200
LONGEST_CELL, LONGEST_LINE = 20_000, 500_000
MOST_UNPACKED = 120_000_000
MOST_PARTS = 2_000
DELIMITERS = (",", ";", "\t", "|")


class CannotRead(Exception):
    """Why a file cannot be read, in words for the person who gave it."""


@dataclass(slots=True)
class Table:
    """A file's headings, its rows (each read once, with its number in the file), and notes."""

    format: str
    headings: list[str]
    rows: Iterator[tuple[int, list[str]]]
    mapping: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_csv(content: bytes) -> Table:
    """Read a text with a line for each row; the first line that says something has headings."""
    text, note = _decoded(content)
    lines = _lines(text)
    first = next((line for line in lines if line.strip()), "")
    mark = max(DELIMITERS, key=first.count)
    rows = csv.reader(_again(first, lines), delimiter=mark)
    headings = _headings(_next(rows))
    return Table("csv", headings, _csv_rows(rows, headings), notes=[note] if note else [])


def read_xlsx(content: bytes) -> Table:
    """Read the first sheet that says something; formulas count as what they came to."""
    _look_into(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = _sheet_rows(sheet)
            number, cells = next(rows, (0, []))
            if cells:
                return Table("xlsx", _headings(cells), _guarded(rows, number))
    except CannotRead:
        raise
    except (*_XLSX_FAULTS,) as error:
        raise CannotRead(
            "This is not a spreadsheet that we can read. Save it as XLSX or CSV."
        ) from error
    raise CannotRead("There is nothing in this file.")


_XLSX_FAULTS = (
    *(zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError),
    *(OSError, IndexError, AttributeError, EOFError, NotImplementedError, RuntimeError),
)


def _look_into(content: bytes) -> None:
    """Refuse an archive that would unpack to more than any list of listings needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise CannotRead("This file is broken. Save it again as XLSX or CSV.") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise CannotRead("This file unpacks to far more than a list of listings. It is not read.")
    if any(part.flag_bits & 1 for part in parts):
        raise CannotRead("This file needs a password. Save it without one.")
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise CannotRead("This is an archive, not a spreadsheet. Save the list as XLSX or CSV.")


def _sheet_rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, max_row=MOST_ROWS * 2, values_only=True)
    for number, row in enumerate(rows, start=1):
        cells = [_written(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def _guarded(rows: Iterator[tuple[int, list[str]]], number: int) -> Iterator[tuple[int, list[str]]]:
    try:
        for count, row in enumerate(rows):
            _not_too_many(count)
            yield row
    except (*_XLSX_FAULTS,) as error:
        raise CannotRead("This spreadsheet is broken further down. Save it again.") from error


def _written(value: Any) -> str:
    """Return a cell as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else clean(str(value)[:LONGEST_CELL])


def _csv_rows(
    rows: Iterator[list[str]], headings: Sequence[str]
) -> Iterator[tuple[int, list[str]]]:
    number, count = 1, 0
    while (row := _next(rows, last=None)) is not None:
        number += 1
        cells = [clean(cell[:LONGEST_CELL]) for cell in row[: MOST_COLUMNS + 1]]
        while len(cells) > len(headings) and not cells[-1]:
            cells.pop()
        if any(cells):
            _not_too_many(count)
            count += 1
            yield number, cells


def _not_too_many(count: int) -> None:
    if count >= MOST_ROWS:
        raise CannotRead(f"There are more than {MOST_ROWS:,} rows. Give the file in parts.")


def _headings(cells: Sequence[str] | None) -> list[str]:
    found = [clean(cell)[:100] for cell in cells or ()]
    while found and not found[-1]:
        found.pop()
    if not found:
        raise CannotRead("There is nothing in this file.")
    if len(found) > MOST_COLUMNS:
        raise CannotRead(f"There are more than {MOST_COLUMNS} columns. Take out those not needed.")
    named: list[str] = []
    for number, heading in enumerate(found, start=1):
        name = heading or f"Column {number}"
        again = sum(1 for one in named if one == name or one.startswith(f"{name} ("))
        named.append(f"{name} ({again + 1})" if again else name)
    return named


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text, whatever letters it is written in, and what is worth saying of that."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _from(content, "utf-16"), "Read as UTF-16."
    nuls = content[:4_000].count(0)
    if nuls > min(len(content), 4_000) // 4:
        low = content[1:4_000:2].count(0) > content[0:4_000:2].count(0)
        return _from(content, "utf-16-le" if low else "utf-16-be"), "Read as UTF-16."
    if 0 in content:
        raise CannotRead(
            "There are signs in this file that no text has (NUL). Save it again as CSV UTF-8."
        )
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        note = "The letters are not UTF-8. Read as Windows-1252; look at names with accents."
        return content.decode("cp1252", errors="replace"), note


def _from(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).replace("\0", "")
    except UnicodeDecodeError as error:
        raise CannotRead(
            "The letters of this file cannot be read. Save it as CSV UTF-8."
        ) from error


def _lines(text: str) -> Iterator[str]:
    """Give the lines; one that is longer than any row could be ends the reading."""
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise CannotRead("A line of this file is far too long for a row of a list.")
        yield line


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _next(rows: Iterator[list[str]], last: Any = ()) -> Any:
    try:
        return next(rows, last)
    except csv.Error as error:
        raise CannotRead("The quotation marks of this file do not fit together.") from error
