"""How do words travel to translators and back: as PO, CSV or a spreadsheet?"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import polib

from directory.rules.spreadsheets import FORMULA_SIGNS
from selfassessment.engine.snapshot import fingerprint

COLUMNS = ("key", "english", "translation", "state", "was")
NEEDED = COLUMNS[:3]
WAS = "was: "
MOST_ROWS = 5_000
MOST_UNPACKED = 60_000_000


class Unreadable(ValueError):
    """A file is not what its name says, or lacks a column; the message is for the translator."""


@dataclass(frozen=True)
class Entry:
    """One text on its way: `english` is what it was translated from.

    `was` is the mark of the translation as it stood when the file was made, empty when the file
    does not say.
    """

    key: str
    english: str
    text: str
    state: str = ""
    row: int = 0
    was: str = ""


def mark(text: str) -> str:
    """Return what tells a text from another one; it begins with a letter, so it is no number."""
    return f"v{fingerprint(text.strip())[:12]}"


def write_po(entries: Iterable[Entry], locale: str) -> bytes:
    """Return a PO file; what is not checked is marked fuzzy."""
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for one in entries:
        entry = polib.POEntry(msgctxt=one.key, msgid=one.english, msgstr=one.text)
        if one.text and one.state != "checked":
            entry.flags.append("fuzzy")
        entry.comment = f"{one.state}\n{WAS}{one.was}"
        catalogue.append(entry)
    return str(catalogue).encode()


def read_po(content: bytes) -> list[Entry]:
    """Return the entries of a PO file."""
    try:
        text = content.decode("utf-8-sig")
        if "msgid" not in text:
            raise Unreadable("This is no PO file: it has no “msgid”.")
        catalogue = polib.pofile(text)
    except (OSError, UnicodeDecodeError, ValueError, IndexError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("This PO file cannot be read. Save it as UTF-8 and try again.") from error
    return [
        Entry(
            one.msgctxt or "",
            one.msgid,
            one.msgstr,
            row=one.linenum or 0,
            was=_was_in(one.comment),
        )
        for one in catalogue
        if not one.obsolete
    ]


def _was_in(comment: str) -> str:
    found = (line.partition(WAS) for line in comment.splitlines())
    return next((was.strip() for before, sign, was in found if sign and not before.strip()), "")


def write_csv(entries: Iterable[Entry], locale: str) -> bytes:
    """Return a CSV file that spreadsheet programs open as text."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows([_guarded(cell) for cell in _cells(one)] for one in entries)
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def read_csv(content: bytes) -> list[Entry]:
    """Return the entries of a CSV file, with commas, semicolons or tabs between its cells."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("Save the file as CSV in UTF-8 and try again.") from error
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise Unreadable("This CSV file cannot be read: a quotation mark is not closed.") from error
    return list(_entries(rows))


def write_xlsx(entries: Iterable[Entry], locale: str) -> bytes:
    """Return a spreadsheet; every cell is text."""
    from openpyxl import Workbook  # noqa: PLC0415 - dear to load, and seldom wanted

    book = Workbook(write_only=True)
    sheet = book.create_sheet(locale)
    sheet.append(list(COLUMNS))
    for one in entries:
        sheet.append([_guarded(cell) for cell in _cells(one)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read_xlsx(content: bytes) -> list[Entry]:
    """Return the entries of the first sheet."""
    from openpyxl import load_workbook  # noqa: PLC0415 - dear to load, and seldom wanted
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
                raise Unreadable("This spreadsheet is too big.")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [
            ["" if cell is None else str(cell) for cell in row]
            for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=8, values_only=True)
        ]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        OSError,
        SyntaxError,
    ) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("This is no spreadsheet (.xlsx) that can be read.") from error
    return list(_entries(rows))


WRITERS: dict[str, Callable[[Iterable[Entry], str], bytes]] = {
    "po": write_po,
    "csv": write_csv,
    "xlsx": write_xlsx,
}
READERS: dict[str, Callable[[bytes], list[Entry]]] = {
    "po": read_po,
    "csv": read_csv,
    "xlsx": read_xlsx,
}
CONTENT_TYPES = {
    "po": "text/x-gettext-translation; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def read(name: str, content: bytes) -> list[Entry]:
    """Return the entries of a file by the end of its name; raise Unreadable."""
    reader = READERS.get(name.rpartition(".")[2].lower())
    if reader is None:
        raise Unreadable("Choose a file that ends in .po, .csv or .xlsx.")
    entries = reader(content)
    if len(entries) > MOST_ROWS:
        raise Unreadable(f"The file has more than {MOST_ROWS} texts.")
    return entries


def _cells(one: Entry) -> tuple[str, ...]:
    return one.key, one.english, one.text, one.state, one.was


def _guarded(cell: str) -> str:
    """Return a cell that no program takes for a formula; `_plain` takes the mark off again."""
    return f"'{cell}" if cell[:1] in FORMULA_SIGNS and cell else cell


def _plain(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_SIGNS and cell[1:] else cell


def _entries(rows: list[list[str]]) -> Iterator[Entry]:
    if not rows:
        raise Unreadable("The file is empty.")
    head = [cell.strip().lower() for cell in rows[0]]
    missing = [name for name in NEEDED if name not in head]
    if missing:
        raise Unreadable(f"The first row lacks: {', '.join(missing)}.")
    places = [head.index(name) for name in NEEDED]
    was_at = head.index("was") if "was" in head else len(head)
    for number, row in enumerate(rows[1:], 2):
        key, english, text = (_plain(row[at]) if at < len(row) else "" for at in places)
        if key.strip() or text.strip():
            was = row[was_at].strip() if was_at < len(row) else ""
            yield Entry(key.strip(), english, text, row=number, was=was)
