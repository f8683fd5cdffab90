"""Which listings does a file hold, read as a person says?"""

from collections.abc import Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file holds, how its columns were read, and what stands in the first rows of each.

    `chosen` is false when the format itself says which column is what.
    """

    notes: tuple[str, ...]
    columns: Mapping[str, str]
    samples: Mapping[str, Sequence[str]]
    chosen: bool
    lines: tuple[Line, ...]

    @property
    def findings(self) -> list[tuple[int, Finding]]:
        """What was found, each with the number of its row."""
        return [(line.number, finding) for line in self.lines for finding in line.findings]

    @property
    def listings(self) -> list[OutsideListing]:
        """The listings, in the order of their rows."""
        return [line.listing for line in self.lines if line.listing is not None]


def columns_of(table: Table, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the field of each heading: what the format says, what was chosen, or a guess."""
    return dict(table.mapping) or guess(table.headings, chosen)


def listings_in(content: bytes, choices: Choices, headings: Mapping[str, str]) -> FileRead:
    """Read a file; `headings` gives the code of a heading by each word for it.

    Raise CannotRead, in words for the person, for a file that is none of these.
    """
    table = read_file(content)
    columns = columns_of(table, choices.columns)
    codes = [columns[heading] for heading in table.headings]
    reading = Reading(choices.kind, choices.category, headings, personal_too=choices.personal_too)
    samples: dict[str, list[str]] = {heading: [] for heading in table.headings}
    lines: list[Line] = []
    seen: set[str] = set()
    for number, cells in table.rows:
        if len(lines) < SAMPLES:
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
        lines.append(Line(number, row.external_id, row.name, tuple(found), listing))
    return FileRead(tuple(table.notes), columns, samples, not table.mapping, tuple(lines))
