"""Does a workbook that is written while it is sent hold what was put into it?"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from directory.rules.workbooks import ROWS_AT_ONCE, stream_workbook

WRITABLE = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"),
    max_size=30,
)


def read(file: bytes) -> list[list[str]]:
    book: Any = load_workbook(BytesIO(file), read_only=True)
    return [[cell or "" for cell in row] for row in book.active.iter_rows(values_only=True)]


@given(st.lists(st.lists(WRITABLE, min_size=3, max_size=3), min_size=1, max_size=8))
def test_another_reader_finds_what_was_written(rows: list[list[str]]) -> None:
    assert read(b"".join(stream_workbook(rows))) == rows


def test_signs_of_xml_and_lines_stay_as_they_are() -> None:
    rows = [['<b>&"x"</b>', " two  spaces ", "one\ntwo"], ["", "چائے", "ચા"]]
    assert read(b"".join(stream_workbook(rows))) == rows


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert read(b"".join(stream_workbook([["a\x00b\x0b\ufffe\ud800c"]]))) == [["abc"]]


def test_the_zip_is_whole() -> None:
    with ZipFile(BytesIO(b"".join(stream_workbook([["a"]])))) as file:
        assert file.testzip() is None


def test_rows_are_read_as_the_file_is_taken() -> None:
    taken: list[int] = []

    def rows() -> Iterator[list[str]]:
        for number in range(ROWS_AT_ONCE * 50):
            taken.append(number)
            yield [f"{number * 7919 % 1_000_003:x}" * 9]

    parts = stream_workbook(rows())
    next(parts)
    assert not taken
    next(parts)
    assert 0 < len(taken) < ROWS_AT_ONCE * 20
    assert len(read(b"".join([*stream_workbook(rows())]))) == ROWS_AT_ONCE * 50
