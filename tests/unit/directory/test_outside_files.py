"""Is a file read whatever programme wrote it, and is a bad one refused in plain words?"""

import io
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from directory.importers.listing_rows import Reading, ReadRow, read_listing
from directory.importers.outside_files import read_file
from directory.importers.tables import MOST_COLUMNS, CannotRead, Table
from directory.rules.import_fields import guess, read_row
from directory.rules.import_findings import stops
from directory.rules.import_tidy import days_of, is_personal, pence_of, shortened, without_html

EXAMPLES = Path(__file__).resolve().parents[2] / "samples" / "oruk-3.0"
LIST = "Name,Post code,E-mail\r\nCafé Club (made up),LE4 5QD,hello@example.org\r\n"


def rows_of(content: bytes) -> list[list[str]]:
    return [cells for _, cells in read_file(content).rows]


def listing_rows(table: Table) -> list[ReadRow]:
    codes = [(table.mapping or guess(table.headings))[one] for one in table.headings]
    return [read_listing(read_row(cells, codes), Reading()) for _, cells in table.rows]


def said(**cells: str) -> ReadRow:
    return read_listing({"id": "1", "name": "Made-up club", **cells}, Reading())


def codes(row: ReadRow) -> set[str]:
    return {finding.code for finding in row.findings}


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        LIST.encode("utf-16-le"),
        LIST.encode("cp1252"),
        LIST.replace(",", ";").encode(),
        LIST.replace(",", "\t").encode(),
    ],
)
def test_letters_and_separators_of_every_programme_are_read(content: bytes) -> None:
    assert rows_of(content) == [["Café Club (made up)", "LE4 5QD", "hello@example.org"]]


def test_a_spreadsheet_is_read() -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Minimum age"])
    sheet.append(["Made-up club", 60.0])
    sheet.append([None, None])
    book.save(out)
    assert rows_of(out.getvalue()) == [["Made-up club", "60"]]


def archive(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<a/>")
        made.writestr(name, b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "nothing in this file"),
        (b" \r\n ", "nothing in this file"),
        (b"Name\nMade\0up\n", "NUL"),
        (b"," * 1_000_000, "far too long"),
        (b"a," * (MOST_COLUMNS + 1) + b"a\n", "columns"),
        (b"PK\x03\x04broken", "broken"),
        (archive("xl/worksheets/sheet1.xml", 130_000_000), "unpacks"),
        (archive("xl/worksheets/sheet1.xml", 10), "spreadsheet"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0", "old format"),
        (b"<html>", "web page"),
        (b"{", "JSON"),
        (b"[" * 200_000, "nested"),
        (b'{"contents": []}', "no services"),
    ],
)
def test_a_bad_file_is_refused_in_plain_words(content: bytes, words: str) -> None:
    with pytest.raises(CannotRead, match=words):
        list(read_file(content).rows)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_break_the_reading(content: bytes) -> None:
    with suppress(CannotRead):
        listing_rows(read_file(content))


@pytest.mark.parametrize(
    "name",
    ["service_full", "service_list", "organization_full", "service_at_location_full"],
)
def test_the_examples_of_open_referral_are_read_without_a_row_left_out(name: str) -> None:
    rows = listing_rows(read_file((EXAMPLES / f"{name}.json").read_bytes()))
    assert rows
    assert not any(stops(row.findings) for row in rows)
    assert rows[0].name == "Community Counselling"


def test_the_older_open_referral_is_read() -> None:
    service = {
        "id": 17,
        "name": "Made-up service",
        "description": "<p>For all</p>",
        "status": "active",
        "organization": {"name": "Made-up group", "description": ""},
        "eligibilitys": [{"eligibility": "Adults", "minimum_age": 18}],
        "regular_schedules": [{"byday": "TU", "opens_at": "10:00", "closes_at": "12:00"}],
        "service_at_locations": [
            {"location": {"name": "Hall", "physical_addresses": [{"postal_code": "LE45QD"}]}}
        ],
    }
    table = read_file(json.dumps({"content": [service], "totalElements": 1}).encode())
    assert table.format == "oruk1"
    (row,) = listing_rows(table)
    assert row.listing is not None
    assert row.external_id == "17"
    assert row.listing.summary == "For all"
    assert row.listing.place is not None
    assert row.listing.place.postcode == "LE4 5QD"
    assert row.listing.details.ages == (18, None)
    assert row.listing.details.sessions[0].days == ("tue",)
    assert {"html", "no_about"} <= codes(row)


def test_faults_of_real_files_are_put_right_or_said() -> None:
    row = said(
        website="www.example.org/club",
        summary="<b>Tea</b><script>x()</script> " + "All are welcome. " * 200,
        phone="n/a",
        latitude="100",
        longitude="101",
        youngest="70",
        oldest="60",
        postcode="ABC 1234",
    )
    assert row.listing is not None
    assert row.listing.contacts == (("website", "https://www.example.org/club"),)
    assert row.listing.summary.startswith("Tea")
    assert "x()" not in row.listing.summary
    assert len(row.listing.summary) <= 2_000
    assert {"added_scheme", "html", "long", "bad_coordinates", "bad_ages", "bad_postcode"} <= codes(
        row
    )


def test_a_row_without_a_name_is_left_out() -> None:
    row = read_listing({"summary": "Who knows"}, Reading())
    assert row.listing is None
    assert "no_name" in codes(row)


def test_somebodys_own_address_is_left_out_unless_it_is_wanted() -> None:
    cells = {"id": "1", "name": "Made-up club", "email": "asha.made@example.org"}
    kept = read_listing(cells, Reading(personal_too=True)).listing
    row = said(email="asha.made@example.org")
    assert row.listing is not None
    assert row.listing.contacts == ()
    assert "personal_email" in codes(row)
    assert kept is not None
    assert kept.contacts == (("email", "asha.made@example.org"),)


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("made@gmail.com", True),
        ("asha.made@example.org", True),
        ("youth.club@example.org", False),
        ("info@example.org", False),
    ],
)
def test_whose_address_it_is(address: str, own: bool) -> None:
    assert is_personal(address) is own


def test_a_formula_stays_a_text_and_is_said() -> None:
    row = said(summary="=HYPERLINK(1)")
    assert row.listing is not None
    assert row.listing.summary == "=HYPERLINK(1)"
    assert "formula" in codes(row)


def test_columns_are_guessed_and_what_was_chosen_comes_first() -> None:
    headings = ["Service Name", "Post code", "E-mail Address", "address_1", "Town", "Colour"]
    found = guess(headings, {"Colour": "who_for"})
    assert list(found.values()) == ["name", "postcode", "email", "address", "address", "who_for"]


@pytest.mark.parametrize(
    ("text", "days"),
    [("Mondays and Thu", ("mon", "thu")), ("TH,FR", ("thu", "fri")), ("by request", ())],
)
def test_days_are_read(text: str, days: tuple[str, ...]) -> None:
    assert days_of(text) == days


def test_days_from_to_are_read() -> None:
    assert days_of("Monday to Wednesday") == ("mon", "tue", "wed")


@pytest.mark.parametrize(
    ("text", "pence"), [("£2.50", 250), ("3", 300), ("Free", 0), ("£2 or £3", None), ("ask", None)]
)
def test_a_price_is_read_when_there_is_one(text: str, pence: int | None) -> None:
    assert pence_of(text) == pence


@given(st.text(max_size=3_000))
def test_texts_are_cut_and_cleaned_whatever_they_hold(text: str) -> None:
    assert len(shortened(text)) <= 2_001
    assert "<script" not in without_html(f"<script>{text}</script>")
