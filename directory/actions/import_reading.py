"""Read a staged file: what would each of its rows become?"""

import gzip
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from django.db import transaction

from core import clock
from directory.actions.imported_writing import fingerprint, standing, weighed
from directory.importers.file_listings import Choices, FileRead, Line, listings_in, rows_in
from directory.importers.tables import CannotRead
from directory.models import ImportRow, ImportRun, SourceRecord, TaxonomyTerm
from directory.rules.alike import Face, Likeness
from directory.rules.import_said import said_of
from directory.selectors.headings import headings_by_word
from directory.selectors.imported_values import records_of
from directory.selectors.not_again import Marks
from directory.selectors.placing import placed
from directory.selectors.staging import faces_for, likenesses
from directory.staff_enums import ImportState, RowFate
from directory.types import OutsideListing

AT_ONCE = 500
MOST_ALIKE = 3
Some = TypeVar("Some")


def content_of(run: ImportRun) -> bytes:
    """Return the file of an import."""
    return gzip.decompress(bytes(run.content or b""))


def file_of(run: ImportRun) -> FileRead:
    """Return what the file of an import holds, read as was said; raise CannotRead."""
    choices = Choices(run.columns, run.kind, run.heading, run.personal_too)
    return listings_in(content_of(run), choices, headings_by_word())


def listings_of(lines: Sequence[Line]) -> dict[int, OutsideListing]:
    """Return the listings of a file by the number of their row, each in its place."""
    there = {line.number: line.listing for line in lines if line.listing is not None}
    return dict(zip(there, placed(list(there.values())), strict=True))


def slices(every: Iterable[Some], size: int) -> Iterator[list[Some]]:
    """Give what there is in parts, without holding all of it."""
    rest = iter(every)
    while part := list(islice(rest, size)):
        yield part


def read_run(*, run: ImportRun) -> None:
    """Read the file of an import and write down what each row would become.

    Nothing is listed. A second reading replaces the first. The rows are read part by part: a
    file of many thousands is never held as listings.
    """
    try:
        run.rows_read = run.total = rows_in(content_of(run))
    except CannotRead as error:
        run.state, run.message, run.moved_at = ImportState.FAILED, str(error)[:300], clock.now()
        run.content = None
        run.save()
        return
    run.rows.all().delete()
    read = file_of(run)
    run.notes, run.columns, run.done = list(read.notes), dict(read.columns), 0
    run.save()
    reader = _Reader(run)
    for lines in slices(read.lines, AT_ONCE):
        with transaction.atomic():
            ImportRow.objects.bulk_create(reader.rows(lines))
            run.samples = dict(read.samples)
            run.done += len(lines)
            run.moved_at = clock.now()
            run.save(update_fields=["samples", "done", "moved_at"])
    reader.note_alike()
    run.state = ImportState.READY
    run.save(update_fields=["state"])


class _Reader:
    """What stays the same while the rows of one file are read."""

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.marks = Marks.of(run.source)
        self.headings = {code: term.name for code, term in TaxonomyTerm.objects.by_code().items()}
        self.new: list[Face] = []

    def rows(self, lines: Sequence[Line]) -> list[ImportRow]:
        """Return the rows of some lines; a fixed number of queries."""
        listings = listings_of(lines)
        known = records_of(self.run.source, [one.external_id for one in listings.values()])
        prints = {one.external_id: fingerprint(one) for one in listings.values()}
        changed = [known[code] for code in prints if _differs(known.get(code), prints[code])]
        states = standing([record.service_id for record in changed])
        made = []
        for line in lines:
            row, listing = self._row(line), listings.get(line.number)
            if listing is not None:
                row.said = said_of(listing, self.headings)
                record = known.get(listing.external_id)
                if self.marks.hold(listing, known):
                    row.fate = RowFate.NEVER
                elif record is None:
                    row.fate = RowFate.NEW
                else:
                    row.fate, row.service_id = RowFate.SAME, record.service_id
                    if _differs(record, prints[listing.external_id]):
                        found = weighed(listing, record, states[record.service_id])
                        row.fate = RowFate.CHANGED
                        row.changes = [*found.free, *found.edited]
                        row.edited = list(found.edited)
            made.append(row)
        new = {row.number: listings[row.number] for row in made if row.fate == RowFate.NEW}
        self.new += faces_for(new)
        return made

    def note_alike(self) -> None:
        """Write down which listings, and which earlier rows, the new ones look like."""
        found = likenesses(self.new)
        for numbers in slices(sorted(found), AT_ONCE):
            rows = list(self.run.rows.filter(number__in=numbers))
            for row in rows:
                row.has_alike = True
                row.alike = [_told(one) for one in found[row.number][:MOST_ALIKE]]
            ImportRow.objects.bulk_update(rows, ["alike", "has_alike"])

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


def _told(one: Likeness) -> dict[str, Any]:
    return {
        "key": one.second if one.second > 0 else None,
        "row": -one.second if one.second < 0 else None,
        "score": one.score,
        "reasons": list(one.reasons),
    }
