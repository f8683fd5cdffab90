"""How is a workbook written while it is sent, so that a long list is never held whole?

A workbook is a zip of XML files. Here it is written from front to back: what is done is given
away at once. Every cell is a text, so that no program takes one for a formula or a number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_AT_ONCE = 100
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN = f"{_SCHEMAS}/spreadsheetml/2006/main"
_LINKS = f"{_SCHEMAS}/officeDocument/2006/relationships"
_LINK = (
    f'{_HEAD}<Relationships xmlns="{_SCHEMAS}/package/2006/relationships"><Relationship Id="rId1"'
    f' Type="{_LINKS}/%s" Target="%s"/></Relationships>'
)
_AROUND = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_SCHEMAS}/package/2006/content-types">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml"'
        f' ContentType="{_TYPE}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": _LINK % ("officeDocument", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels": _LINK % ("worksheet", "worksheets/sheet1.xml"),
    "xl/workbook.xml": (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
}
# What XML cannot hold at all.
_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Pipe:
    """What the zip is written into: it keeps what nobody has taken yet, and cannot go back."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """Do nothing: what is written is there."""

    def close(self) -> None:
        """Do nothing: what is written is taken later."""

    def taken(self) -> Iterator[bytes]:
        """Give away what waits, if anything does."""
        if self.waiting:
            yield bytes(self.waiting)
            self.waiting.clear()


def stream_workbook(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Give a workbook with one sheet, part after part, while the rows are read."""
    pipe = _Pipe()
    with ZipFile(pipe, "w", ZIP_DEFLATED) as file:
        for name, text in _AROUND.items():
            file.writestr(name, text)
        yield from pipe.taken()
        with file.open("xl/worksheets/sheet1.xml", "w") as sheet:
            sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
            coming = iter(rows)
            while some := list(islice(coming, ROWS_AT_ONCE)):
                sheet.write("".join(map(_row, some)).encode())
                yield from pipe.taken()
            sheet.write(b"</sheetData></worksheet>")
    yield from pipe.taken()


def _row(cells: Sequence[str]) -> str:
    return f"<row>{''.join(map(_cell, cells))}</row>"


def _cell(text: str) -> str:
    if not text:
        return "<c/>"
    kept = escape(_IMPOSSIBLE.sub("", text))
    return f'<c t="inlineStr"><is><t xml:space="preserve">{kept}</t></is></c>'
