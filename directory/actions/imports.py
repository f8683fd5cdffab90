"""Take the records of an outside source into the directory; a second run changes nothing."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from core.clock import LONDON
from directory.actions.batch import Batch
from directory.actions.cards import refresh
from directory.actions.checks import check_now
from directory.actions.drafts import change_everywhere
from directory.actions.duplicates import check_soon
from directory.actions.imported_rows import (
    Shelves,
    check_for,
    children_of,
    facts_of,
    new_service,
    record_for,
)
from directory.enums import CheckedBy
from directory.models import (
    Accessibility,
    Contact,
    CostOption,
    Schedule,
    Service,
    ServiceCategory,
    ServiceCheck,
    SourceRecord,
)
from directory.selectors.not_again import Marks
from directory.types import ImportCounts, OutsideListing, OutsideSource

RELATION_OF = {
    ServiceCategory: "categories",
    Contact: "contacts",
    CostOption: "cost_options",
    Schedule: "schedules",
}


def fingerprint(listing: OutsideListing) -> str:
    """Return what changes when anything of the record changes."""
    return hashlib.sha256(repr(listing).encode()).hexdigest()


@transaction.atomic
def take(
    *,
    source: OutsideSource,
    listings: Iterable[OutsideListing],
    now: datetime,
    cards: bool = True,
) -> ImportCounts:
    """Create what is new, write over what has changed, leave the rest alone.

    What must not be listed again is passed over. Records that are no longer in the source are
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
    touched = _create(source, new, shelves, now)
    touched += [_change(row, known[row.external_id], shelves, now) for row in changed]
    shelves.reach()
    if cards and touched:
        public_ids = [service.public_id for service in touched]
        refresh(public_ids=public_ids, now=now)
        check_soon(public_ids=public_ids, now=now)
    gone = set(known) - {row.external_id for row in every}
    _have_gone_checked([known[key].service_id for key in gone], now)
    return ImportCounts(
        created=len(new),
        changed=len(changed),
        unchanged=len(old) - len(changed),
        gone=len(gone),
        passed_over=len(every) - len(rows),
    )


def _have_gone_checked(keys: Sequence[int], now: datetime) -> None:
    """Have staff look at what has left its source, unless a person has looked already."""
    people = [CheckedBy.COUNCIL, CheckedBy.GROUP]
    rows = ServiceCheck.objects.filter(service_id__in=keys).exclude(checked_by__in=people)
    check_now(keys=list(rows.values_list("service_id", flat=True)), now=now)


def _create(
    source: OutsideSource, rows: Sequence[OutsideListing], shelves: Shelves, now: datetime
) -> list[Service]:
    batch = Batch()
    access: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        service = new_service(source, row, shelves, now)
        batch.services.append(service)
        for child in children_of(row, shelves):
            batch.child(service, child)
        batch.child(service, check_for(row, now.astimezone(LONDON).date()))
        batch.child(service, record_for(source, row, fingerprint(row), now))
        place = service.location
        if place is not None and place.pk is None:
            for code in set(row.access) - access[place.translation_key]:
                access[place.translation_key].add(code)
                batch.child(place, Accessibility(code=code), "location_id")
    batch.organisations = [row for row in shelves.organisations.values() if row.pk is None]
    batch.locations = [row for row in shelves.places.values() if row.pk is None]
    batch.save()
    return batch.services


def _change(row: OutsideListing, record: SourceRecord, shelves: Shelves, now: datetime) -> Service:
    facts = facts_of(row, shelves)
    children = list(children_of(row, shelves))
    for shared in (facts["organisation"], facts["location"]):
        if shared is not None and shared.pk is None:
            shared.save()

    def change(listing: Service) -> None:
        for name, value in facts.items():
            setattr(listing, name, value)
        for model, relation in RELATION_OF.items():
            getattr(listing, relation).set([row for row in children if type(row) is model])

    change_everywhere(facts=record.service, change=change)
    fresh = check_for(row, now.astimezone(LONDON).date())
    # What a person has checked since the source said so stays checked.
    later = Q(checked_on__gt=fresh.checked_on) if fresh.checked_on else Q(pk__in=[])
    checks = ServiceCheck.objects.filter(service=record.service, origin=fresh.origin)
    checks.exclude(later).update(
        checked_on=fresh.checked_on, checked_by=fresh.checked_by, next_check=fresh.next_check
    )
    record.fingerprint, record.as_of, record.seen_at = fingerprint(row), row.as_of, now
    record.save()
    return record.service
