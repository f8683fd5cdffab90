"""How does the board become a file? As it is shown: what is hidden on the page is hidden here."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import Workbook

from directory.rules.spreadsheets import BYTE_ORDER_MARK, safe_cell
from selfassessment.referrals.presenters.board import Part
from selfassessment.referrals.presenters.board_tables import HIDDEN, Table, Value

Cells = list[int | str]


def _cell(value: Value) -> int | str:
    if value is None:
        return HIDDEN
    return value if isinstance(value, int) else safe_cell(value)


def _lines(table: Table) -> Iterator[Cells]:
    yield [safe_cell(table.title)]
    if table.rows:
        yield ["", *(safe_cell(name) for name in table.columns)]
    for name, values in table.rows:
        yield [safe_cell(name), *map(_cell, values)]
    if table.sums:
        yield ["All", *table.sums]
    if table.note:
        yield [safe_cell(table.note)]


def as_csv(parts: Iterable[Part], heading: str) -> bytes:
    """Return all tables, one below the other."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([safe_cell(heading)])
    for part in parts:
        for table in part.tables:
            writer.writerow([])
            writer.writerows(_lines(table))
        writer.writerows([safe_cell(words)] for words in part.words)
    return (BYTE_ORDER_MARK + stream.getvalue()).encode()


def as_xlsx(parts: Sequence[Part], heading: str) -> bytes:
    """Return a sheet for each part."""
    book = Workbook(write_only=True)
    for part in parts:
        sheet = book.create_sheet(part.title[:31])
        sheet.column_dimensions["A"].width = 40
        sheet.append([safe_cell(heading)])
        for table in part.tables:
            sheet.append([])
            for line in _lines(table):
                sheet.append(line)
        for words in part.words:
            sheet.append([safe_cell(words)])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
