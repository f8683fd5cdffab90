"""Take the records of an outside source into the directory; a second run changes nothing."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from directory.actions.cards import refresh
from directory.actions.checks import check_now
from directory.actions.duplicates import check_soon
from directory.actions.imported_rows import Shelves
from directory.actions.imported_writing import Changed, change, create, fingerprint, standing
from directory.enums import CheckedBy
from directory.models import Service, ServiceCheck, SourceRecord
from directory.selectors.imported_values import records_of
from directory.selectors.not_again import Marks
from directory.types import ImportCounts, OutsideListing, OutsideSource


@dataclass(slots=True)
class Part:
    """What became of some records of a source, by the number or code they have there."""

    created: dict[str, Service] = field(default_factory=dict)
    changes: dict[str, Changed] = field(default_factory=dict)
    unchanged: int = 0
    passed_over: int = 0

    @property
    def touched(self) -> list[str]:
        """The public ids of the listings that were made or written."""
        changed = [one.service for one in self.changes.values() if one.written]
        return [service.public_id for service in (*self.created.values(), *changed)]


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
    part = take_part(source=source, rows=every, marks=marks, now=now, over_edits=over_edits)
    if cards and part.touched:
        refresh(public_ids=part.touched, now=now)
        check_soon(public_ids=part.touched, now=now)
    gone = gone_from(source.key, {row.external_id for row in every}, marks)
    have_gone_checked(gone, now)
    return ImportCounts(
        created=len(part.created),
        changed=len(part.changes),
        unchanged=part.unchanged,
        gone=len(gone),
        passed_over=part.passed_over,
        kept_edits=sum(1 for one in part.changes.values() if one.kept),
    )


def take_part(
    *,
    source: OutsideSource,
    rows: Sequence[OutsideListing],
    marks: Marks,
    now: datetime,
    over_edits: bool = False,
) -> Part:
    """Take some records of a source; cards and index are left to the caller, as is what is gone.

    Call it inside a transaction.
    """
    known = records_of(source.key, [row.external_id for row in rows])
    wanted = [row for row in rows if not marks.hold(row, known)]
    new = [row for row in wanted if row.external_id not in known]
    old = [row for row in wanted if row.external_id in known]
    changed = [row for row in old if known[row.external_id].fingerprint != fingerprint(row)]
    shelves = Shelves.filled(wanted)
    made = create(source, new, shelves, now)
    states = standing([known[row.external_id].service_id for row in changed])
    part = Part(
        created={row.external_id: service for row, service in zip(new, made, strict=True)},
        unchanged=len(old) - len(changed),
        passed_over=len(rows) - len(wanted),
    )
    for row in changed:
        record = known[row.external_id]
        part.changes[row.external_id] = change(
            row, record, states, shelves, now=now, over_edits=over_edits
        )
    shelves.reach()
    return part


def gone_from(source: str, there: Collection[str], marks: Marks) -> list[int]:
    """Return the keys of the listings whose records are no longer among those of their source."""
    rows = SourceRecord.objects.filter(source=source).values_list("external_id", "service_id")
    return [key for code, key in rows if code not in there and code not in marks.records]


def have_gone_checked(keys: Sequence[int], now: datetime) -> None:
    """Have staff look at what has left its source, unless a person has looked already."""
    check_now(keys=not_looked_at(keys), now=now)


def not_looked_at(keys: Sequence[int]) -> list[int]:
    """Return those of the listings that no person has checked."""
    people = [CheckedBy.COUNCIL, CheckedBy.GROUP]
    rows = ServiceCheck.objects.exclude(checked_by__in=people)
    wanted = set(keys)
    return [key for key in rows.values_list("service_id", flat=True) if key in wanted]
