"""Take the records of an outside source into the directory; a second run changes nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from directory.actions.cards import refresh
from directory.actions.checks import check_now
from directory.actions.duplicates import check_soon
from directory.actions.imported_rows import Shelves
from directory.actions.imported_writing import change, create, fingerprint, standing
from directory.enums import CheckedBy
from directory.models import ServiceCheck, SourceRecord
from directory.selectors.not_again import Marks
from directory.types import ImportCounts, OutsideListing, OutsideSource


@transaction.atomic
def take(
    *,
    source: OutsideSource,
    listings: Iterable[OutsideListing],
    now: datetime,
    cards: bool = True,
    over_edits: bool = False,
) -> ImportCounts:
    """Create what is new, write over what has changed, leave the rest alone.

    What somebody has edited here stays, unless `over_edits`, and is counted. What must not be
    listed again is passed over. Records that are no longer in the source are
    counted as gone and come to the call list of staff. With `cards` off, cards and index are left
    to a later rebuild; for big files.
    """
    every = list(listings)
    marks = Marks.of(source.key)
    known = {
        record.external_id: record
        for record in SourceRecord.objects.filter(source=source.key).select_related("service")
        if record.external_id not in marks.records
    }
    rows = [row for row in every if not marks.hold(row, known)]
    prints = {row.external_id: fingerprint(row) for row in rows}
    new = [row for row in rows if row.external_id not in known]
    old = [row for row in rows if row.external_id in known]
    changed = [row for row in old if known[row.external_id].fingerprint != prints[row.external_id]]
    shelves = Shelves.filled(rows)
    touched = create(source, new, shelves, now)
    states = standing([known[row.external_id].service_id for row in changed])
    changes = [
        change(row, known[row.external_id], states, shelves, now=now, over_edits=over_edits)
        for row in changed
    ]
    touched += [one.service for one in changes if one.written]
    shelves.reach()
    if cards and touched:
        public_ids = [service.public_id for service in touched]
        refresh(public_ids=public_ids, now=now)
        check_soon(public_ids=public_ids, now=now)
    gone = set(known) - {row.external_id for row in every}
    have_gone_checked([known[key].service_id for key in gone], now)
    return ImportCounts(
        created=len(new),
        changed=len(changed),
        unchanged=len(old) - len(changed),
        gone=len(gone),
        passed_over=len(every) - len(rows),
        kept_edits=sum(1 for one in changes if one.kept),
    )


def have_gone_checked(keys: Sequence[int], now: datetime) -> None:
    """Have staff look at what has left its source, unless a person has looked already."""
    people = [CheckedBy.COUNCIL, CheckedBy.GROUP]
    rows = ServiceCheck.objects.filter(service_id__in=keys).exclude(checked_by__in=people)
    check_now(keys=list(rows.values_list("service_id", flat=True)), now=now)
