"""Read a staged file: what would each of its rows become?"""

import gzip
from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import transaction

from core import clock
from directory.actions.imported_writing import fingerprint, standing, weighed
from directory.enums import ImportState, RowFate
from directory.importers.file_listings import Choices, FileRead, Line, listings_in
from directory.importers.tables import CannotRead
from directory.models import ImportRow, ImportRun, SourceRecord, TaxonomyTerm
from directory.rules.import_said import said_of
from directory.selectors.headings import headings_by_word
from directory.selectors.imported_values import records_of
from directory.selectors.not_again import Marks
from directory.selectors.placing import placed
from directory.selectors.staging import likenesses
from directory.types import OutsideListing

AT_ONCE = 500
MOST_ALIKE = 3
Some = TypeVar("Some")


def file_of(run: ImportRun) -> FileRead:
    """Return what the file of an import holds, read as was said; raise CannotRead."""
    choices = Choices(run.columns, run.kind, run.heading, run.personal_too)
    return listings_in(gzip.decompress(bytes(run.content or b"")), choices, headings_by_word())


def listings_of(lines: Sequence[Line]) -> dict[int, OutsideListing]:
    """Return the listings of a file by the number of their row, each in its place."""
    there = {line.number: line.listing for line in lines if line.listing is not None}
    return dict(zip(there, placed(list(there.values())), strict=True))


def read_run(*, run: ImportRun) -> None:
    """Read the file of an import and write down what each row would become.

    Nothing is listed. A second reading replaces the first.
    """
    try:
        read = file_of(run)
    except CannotRead as error:
        run.state, run.message, run.moved_at = ImportState.FAILED, str(error)[:300], clock.now()
        run.content = None
        run.save()
        return
    run.rows.all().delete()
    run.notes, run.samples, run.columns = list(read.notes), dict(read.samples), dict(read.columns)
    run.rows_read = run.total = len(read.lines)
    run.done = 0
    run.save()
    listings = listings_of(read.lines)
    reader = _Reader(run, listings)
    for lines in _slices(read.lines):
        with transaction.atomic():
            ImportRow.objects.bulk_create(reader.rows(lines))
            run.done += len(lines)
            run.moved_at = clock.now()
            run.save(update_fields=["done", "moved_at"])
    reader.note_alike()
    run.state = ImportState.READY
    run.save(update_fields=["state"])


class _Reader:
    """What stays the same while the rows of one file are read."""

    def __init__(self, run: ImportRun, listings: dict[int, OutsideListing]) -> None:
        self.run, self.listings = run, listings
        self.marks = Marks.of(run.source)
        self.headings = {code: term.name for code, term in TaxonomyTerm.objects.by_code().items()}
        self.new: list[int] = []

    def rows(self, lines: Sequence[Line]) -> list[ImportRow]:
        """Return the rows of some lines; a fixed number of queries."""
        listings = {line.number: self.listings.get(line.number) for line in lines}
        known = records_of(
            self.run.source, [one.external_id for one in listings.values() if one is not None]
        )
        prints = {one.external_id: fingerprint(one) for one in listings.values() if one is not None}
        changed = [known[code] for code in prints if _differs(known.get(code), prints[code])]
        states = standing([record.service_id for record in changed])
        made = []
        for line in lines:
            row, listing = self._row(line), listings[line.number]
            if listing is not None:
                row.said = said_of(listing, self.headings)
                record = known.get(listing.external_id)
                if self.marks.hold(listing, known):
                    row.fate = RowFate.NEVER
                elif record is None:
                    row.fate = RowFate.NEW
                    self.new.append(line.number)
                else:
                    row.fate, row.service_id = RowFate.SAME, record.service_id
                    if _differs(record, prints[listing.external_id]):
                        found = weighed(listing, record, states[record.service_id])
                        row.fate = RowFate.CHANGED
                        row.changes = [*found.free, *found.edited]
                        row.edited = list(found.edited)
            made.append(row)
        return made

    def note_alike(self) -> None:
        """Write down which listings, and which earlier rows, the new ones look like."""
        new = [(number, self.listings[number]) for number in self.new]
        found = likenesses(new)
        rows: list[ImportRow] = []
        for numbers in _slices(sorted(found)):
            rows += self.run.rows.filter(number__in=numbers)
        for row in rows:
            row.has_alike = True
            row.alike = [
                {
                    "key": one.second if one.second > 0 else None,
                    "row": -one.second if one.second < 0 else None,
                    "score": one.score,
                    "reasons": list(one.reasons),
                }
                for one in found[row.number][:MOST_ALIKE]
            ]
        ImportRow.objects.bulk_update(rows, ["alike", "has_alike"], batch_size=AT_ONCE)

    def _row(self, line: Line) -> ImportRow:
        return ImportRow(
            run=self.run,
            number=line.number,
            external_id=line.external_id[:200],
            name=line.name[:200],
            fate=RowFate.STOPPED,
            findings=[[one.code, one.field, one.detail[:200]] for one in line.findings],
            has_findings=bool(line.findings),
        )


def _differs(record: SourceRecord | None, print_now: str) -> bool:
    return record is not None and record.fingerprint != print_now


def _slices(every: Sequence[Some]) -> Iterator[Sequence[Some]]:
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
