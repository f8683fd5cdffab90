"""Which listings does a file hold, read as a person says?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from directory.importers.listing_rows import Reading, read_listing
from directory.importers.outside_files import read_file
from directory.importers.tables import Table
from directory.rules.import_fields import guess, read_row
from directory.rules.import_findings import Finding
from directory.types import OutsideListing

SAMPLES = 3
LONGEST_SAMPLE = 80


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a file: its columns, what is usual, whose addresses may stand."""

    columns: Mapping[str, str]
    kind: str = "activity"
    category: str = ""
    personal_too: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a file; without a listing when something stops it."""

    number: int
    external_id: str
    name: str
    findings: tuple[Finding, ...]
    listing: OutsideListing | None


@dataclass(slots=True)
class FileRead:
    """What a file holds, how its columns were read, and what stands in the first rows of each.

    The lines are read while they are asked for, once; the samples fill with the first of them.
    `chosen` is false when the format itself says which column is what.
    """

    notes: list[str]
    columns: Mapping[str, str]
    samples: Mapping[str, list[str]]
    chosen: bool
    lines: Iterator[Line]


def columns_of(table: Table, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the field of each heading: what the format says, what was chosen, or a guess."""
    return dict(table.mapping) or guess(table.headings, chosen)


def rows_in(content: bytes) -> int:
    """Return how many rows a file has; raise CannotRead for one that breaks further down."""
    return sum(1 for _ in read_file(content).rows)


def listings_in(content: bytes, choices: Choices, headings: Mapping[str, str]) -> FileRead:
    """Read a file; `headings` gives the code of a heading by each word for it.

    Raise CannotRead, in words for the person, for a file that is none of these; the lines raise
    it as well, for one that is broken further down.
    """
    table = read_file(content)
    columns = columns_of(table, choices.columns)
    samples: dict[str, list[str]] = {heading: [] for heading in table.headings}
    reading = Reading(choices.kind, choices.category, headings, personal_too=choices.personal_too)
    lines = _lines(table, columns, samples, reading)
    return FileRead(table.notes, columns, samples, not table.mapping, lines)


def _lines(
    table: Table, columns: Mapping[str, str], samples: dict[str, list[str]], reading: Reading
) -> Iterator[Line]:
    codes = [columns[heading] for heading in table.headings]
    seen: set[str] = set()
    for count, (number, cells) in enumerate(table.rows):
        if count < SAMPLES:
            for heading, cell in zip(table.headings, cells, strict=False):
                samples[heading].append(cell[:LONGEST_SAMPLE])
        row = read_listing(read_row(cells, codes), reading)
        found, listing = list(row.findings), row.listing
        if len(cells) > len(codes):
            found, listing = [*found, Finding("too_many_cells")], None
        elif listing is not None and row.external_id in seen:
            found, listing = [*found, Finding("twice", "id", row.external_id)], None
        elif listing is not None:
            seen.add(row.external_id)
        yield Line(number, row.external_id, row.name, tuple(found), listing)
