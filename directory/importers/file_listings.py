"""Which listings does a file hold, read as a person says?"""

from collections.abc import Mapping
from dataclasses import dataclass

from directory.importers.listing_rows import Reading, read_listing
from directory.importers.outside_files import read_file
from directory.rules.import_fields import guess, read_row
from directory.rules.import_findings import Finding
from directory.types import OutsideListing


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a file: its columns, what is usual, whose addresses may stand."""

    columns: Mapping[str, str]
    kind: str = "activity"
    category: str = ""
    personal_too: bool = False


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds, how its columns were read, and what was found, by row."""

    notes: tuple[str, ...]
    columns: Mapping[str, str]
    rows: int
    findings: tuple[tuple[int, Finding], ...]
    listings: tuple[OutsideListing, ...]


def listings_in(content: bytes, choices: Choices, headings: Mapping[str, str]) -> FileRead:
    """Read a file; `headings` gives the code of a heading by each word for it.

    Raise CannotRead, in words for the person, for a file that is none of these.
    """
    table = read_file(content)
    columns = dict(table.mapping) or guess(table.headings, choices.columns)
    codes = [columns[heading] for heading in table.headings]
    reading = Reading(choices.kind, choices.category, headings, personal_too=choices.personal_too)
    listings: dict[str, OutsideListing] = {}
    findings: list[tuple[int, Finding]] = []
    rows = 0
    for number, cells in table.rows:
        rows += 1
        row = read_listing(read_row(cells, codes), reading)
        found = list(row.findings)
        if len(cells) > len(codes):
            found.append(Finding("too_many_cells"))
        elif row.listing is not None and row.external_id in listings:
            found.append(Finding("twice", "id", row.external_id))
        elif row.listing is not None:
            listings[row.external_id] = row.listing
        findings += [(number, finding) for finding in found]
    return FileRead(tuple(table.notes), columns, rows, tuple(findings), tuple(listings.values()))
