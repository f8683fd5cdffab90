"""Take the rows of a staged import into the directory, a part at a time."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from wagtail.signal_handlers import disable_reference_index_auto_update

from core import clock
from core.clock import LONDON
from directory.actions.cards import refresh
from directory.actions.checks import check_now
from directory.actions.duplicates import ask_for_duplicates
from directory.actions.import_reading import file_of, listings_of, slices
from directory.actions.imported_writing import CHECKED, Changed
from directory.actions.imports import Part, gone_from, not_looked_at, take_part
from directory.models import ImportRow, ImportRun, ServiceCheck, SourceRecord
from directory.selectors.not_again import Marks
from directory.staff_enums import ImportState, RowFate
from directory.types import OutsideListing

# The right to write is held for one part: others wait no longer than that.
AT_ONCE = 200
# What is noted of a row that has made a listing.
MADE = {"made": True}
COUNTED = ("created", "changed", "unchanged", "passed_over", "kept_edits")


def apply_run(*, run: ImportRun) -> None:
    """Take in what was not left out; a run that was cut off goes on where it stood.

    Each part is committed with its cards, its entry in the index and what undoing it needs.
    """
    rows = run.rows.exclude(fate=RowFate.STOPPED)
    left_out = set(rows.filter(left_out=True).values_list("number", flat=True))
    done = left_out.union(rows.filter(applied=True).values_list("number", flat=True))
    run.counts = dict.fromkeys(COUNTED, 0) | dict(run.counts) | {"left_out": len(left_out)}
    run.total = rows.count() - len(left_out)
    run.done = len(done) - len(left_out)
    run.save()
    marks, there = Marks.of(run.source), set[str]()
    for lines in slices(file_of(run).lines, AT_ONCE):
        there.update(line.external_id for line in lines)
        listings = listings_of([line for line in lines if line.number not in done])
        if listings:
            _take(run, listings, marks)
    _finish(run, there, marks)


@transaction.atomic
def _take(run: ImportRun, listings: Mapping[int, OutsideListing], marks: Marks) -> None:
    now = clock.now()
    # New listings are in no index of references either: they are written many at once.
    with disable_reference_index_auto_update():
        part = take_part(
            source=run.outside,
            rows=list(listings.values()),
            marks=marks,
            now=now,
            over_edits=run.over_edits,
        )
    _note(run, listings, part)
    if part.touched:
        refresh(public_ids=part.touched, now=now)
    came_to = (
        *(len(part.created), len(part.changes), part.unchanged, part.passed_over),
        sum(1 for one in part.changes.values() if one.kept),
    )
    for name, number in zip(COUNTED, came_to, strict=True):
        run.counts[name] += number
    run.done += len(listings)
    run.moved_at = now
    run.save(update_fields=["counts", "done", "moved_at"])


def _note(run: ImportRun, listings: Mapping[int, OutsideListing], part: Part) -> None:
    """Remember of each row what it became, and what stood there before."""
    rows = run.rows.filter(number__in=list(listings))
    rows.update(applied=True)
    record = SourceRecord.objects.filter(source=run.source, external_id=OuterRef("external_id"))
    made = rows.filter(external_id__in=list(part.created))
    made.update(service=Subquery(record.values("service")[:1]), before=MADE)
    changed = list(rows.filter(external_id__in=list(part.changes)))
    for row in changed:
        row.before = _before(part.changes[row.external_id])
    ImportRow.objects.bulk_update(changed, ["before"])


def _before(changed: Changed) -> dict[str, Any]:
    remembered = dict(changed.remembered)
    as_of, seen_at = remembered["as_of"], remembered["seen_at"]
    checked = dict(zip(CHECKED, changed.checked, strict=True)) if changed.checked else None
    return {
        "values": dict(changed.before),
        "written": list(changed.written),
        "record": remembered
        | {"as_of": as_of.isoformat() if as_of else None, "seen_at": seen_at.isoformat()},
        "checked": checked
        and {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in checked.items()
        },
    }


@transaction.atomic
def _finish(run: ImportRun, there: set[str], marks: Marks) -> None:
    now = clock.now()
    keys = not_looked_at(gone_from(run.source, there, marks))
    run.gone = _due_before(keys, now)
    check_now(keys=keys, now=now)
    run.counts["gone"] = len(keys)
    run.state, run.applied_at, run.moved_at, run.content = ImportState.APPLIED, now, now, None
    run.save()
    if run.counts["created"] or run.counts["changed"]:
        ask_for_duplicates(by=None, now=now)


def _due_before(keys: Sequence[int], now: datetime) -> list[list[Any]]:
    """Return when listings that staff are now to look at were due before: key and day."""
    today = now.astimezone(LONDON).date()
    wanted = set(keys)
    rows = ServiceCheck.objects.values_list("service_id", "next_check")
    return [
        [key, day.isoformat() if day else None]
        for key, day in rows
        if key in wanted and (day is None or day > today)
    ]
