"""How do tables become files that a spreadsheet program opens, with no formula in any cell?"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl import Workbook

from directory.rules.spreadsheets import BYTE_ORDER_MARK, safe_cell

Value = str | int | float | None
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "fhir.json": "application/fhir+json",
}


@dataclass(frozen=True)
class Sheet:
    """One table: its name, and its lines with the headings first."""

    name: str
    lines: Sequence[Sequence[Value]]


def cell(value: Value) -> str | int | float:
    """Return a value as it may stand in a cell: numbers as they are, words never as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, int | float) else safe_cell(value)


def as_csv(sheets: Iterable[Sheet]) -> bytes:
    """Return the tables, one below the other."""
    stream = io.StringIO()
    stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream)
    for number, sheet in enumerate(sheets):
        if number:
            writer.writerow([])
        writer.writerows([cell(value) for value in line] for line in sheet.lines)
    return stream.getvalue().encode()


def as_xlsx(sheets: Iterable[Sheet]) -> bytes:
    """Return a book with a sheet for each table."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.name[:31])
        page.column_dimensions["A"].width = 40
        for line in sheet.lines:
            page.append([cell(value) for value in line])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
