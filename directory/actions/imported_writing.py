"""Write records of an outside source: new listings many at once, changed ones field by field."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from core.clock import LONDON
from directory.actions.batch import Batch
from directory.actions.drafts import change_everywhere
from directory.actions.imported_rows import (
    Shelves,
    check_for,
    children_of,
    facts_of,
    new_service,
    record_for,
)
from directory.models import (
    Accessibility,
    Contact,
    CostOption,
    Schedule,
    Service,
    ServiceCategory,
    ServiceCheck,
    ServiceLanguage,
    SourceRecord,
)
from directory.rules.import_prints import Weighed, said_prints, weigh
from directory.selectors.imported_values import prints_of, with_rows
from directory.selectors.merging import values_of
from directory.types import NO_DETAILS, OutsideListing, OutsideSource

RELATION_OF: dict[type[Any], str] = {
    ServiceCategory: "categories",
    Contact: "contacts",
    CostOption: "cost_options",
    Schedule: "schedules",
    ServiceLanguage: "languages",
}
# Columns of a listing that are not called as the field they belong to.
FIELD_OF = {
    "location": "place",
    "outcode": "place",
    "minimum_age": "ages",
    "maximum_age": "ages",
}
CHECKED = ("checked_on", "checked_by", "next_check")
REMEMBERED = ("left", "fingerprint", "as_of", "seen_at")


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a listing whose source has changed: what was written, what stayed as edited.

    `before` is what stood in the written fields, `remembered` what was known of the record, and
    `checked` how the listing was checked: day, by whom, next day; None where that has stayed.
    """

    service: Service
    written: tuple[str, ...]
    kept: tuple[str, ...]
    before: Mapping[str, Any]
    remembered: Mapping[str, Any]
    checked: tuple[Any, ...] | None


def fingerprint(listing: OutsideListing) -> str:
    """Return what changes when anything of the record changes."""
    said = repr(listing)
    if listing.details != NO_DETAILS:
        said += repr(listing.details)
    return hashlib.sha256(said.encode()).hexdigest()


def standing(keys: Iterable[int]) -> dict[int, Service]:
    """Return listings as they stand, with all that is compared; a fixed number of queries."""
    return with_rows(Service.objects.all()).in_bulk(list(keys))


def weighed(row: OutsideListing, record: SourceRecord, service: Service) -> Weighed:
    """Return which fields the source has changed, and which of them were edited here."""
    said = said_prints(row, record.left)
    was_edited = service.latest_revision_id is not None
    return weigh(said, prints_of(service), record.left, was_edited=was_edited)


def create(
    source: OutsideSource, rows: Sequence[OutsideListing], shelves: Shelves, now: datetime
) -> list[Service]:
    """Write new listings, in the order of their records."""
    batch = Batch()
    access: dict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        service = new_service(source, row, shelves, now)
        batch.services.append(service)
        children: dict[str, list[Any]] = defaultdict(list)
        for child in children_of(row, shelves):
            children[RELATION_OF[type(child)]].append(child)
            batch.child(service, child)
        batch.child(service, check_for(row, now.astimezone(LONDON).date()))
        record = record_for(source, row, fingerprint(row), now)
        now_prints = prints_of(service, children)
        said = said_prints(row)
        record.left = {code: [said[code], now_prints[code]] for code in said}
        batch.child(service, record)
        place = service.location
        if place is not None and place.pk is None:
            for code in set(row.access) - access[place.translation_key]:
                access[place.translation_key].add(code)
                batch.child(place, Accessibility(code=code), "location_id")
    batch.organisations = [row for row in shelves.organisations.values() if row.pk is None]
    batch.locations = [row for row in shelves.places.values() if row.pk is None]
    batch.save()
    return batch.services


def change(
    row: OutsideListing,
    record: SourceRecord,
    states: Mapping[int, Service],
    shelves: Shelves,
    *,
    now: datetime,
    over_edits: bool = False,
) -> Changed:
    """Write what the source has changed; what was edited here stays, unless `over_edits`."""
    service = states[record.service_id]
    found = weighed(row, record, service)
    codes = (*found.free, *found.edited) if over_edits else found.free
    before = {code: value for code, value in values_of(service).items() if code in codes}
    if codes:
        _write(service, row, record, shelves, codes)
    checked = _checked(row, record, now)
    remembered = {name: getattr(record, name) for name in REMEMBERED}
    _remember(row, record, service, codes, now)
    kept = () if over_edits else found.edited
    return Changed(service, codes, kept, before, remembered, checked)


def _write(
    service: Service,
    row: OutsideListing,
    record: SourceRecord,
    shelves: Shelves,
    codes: Sequence[str],
) -> None:
    facts = {
        name: value
        for name, value in facts_of(row, shelves, record.left).items()
        if FIELD_OF.get(name, name) in codes
    }
    for shared in (facts.get("organisation"), facts.get("location")):
        if shared is not None and shared.pk is None:
            shared.save()
    children: dict[str, list[Any]] = {
        relation: [] for relation in RELATION_OF.values() if relation in codes
    }
    for child in children_of(row, shelves):
        relation = RELATION_OF[type(child)]
        if relation in children:
            children[relation].append(child)

    def alter(listing: Service) -> None:
        for name, value in facts.items():
            setattr(listing, name, value)
        for relation, rows in children.items():
            getattr(listing, relation).set(rows)

    change_everywhere(facts=service, change=alter)


def _checked(row: OutsideListing, record: SourceRecord, now: datetime) -> tuple[Any, ...] | None:
    fresh = check_for(row, now.astimezone(LONDON).date())
    # What a person has checked since the source said so stays checked.
    later = Q(checked_on__gt=fresh.checked_on) if fresh.checked_on else Q(pk__in=[])
    checks = ServiceCheck.objects.filter(service=record.service_id, origin=fresh.origin)
    checks = checks.exclude(later)
    before = checks.values_list(*CHECKED).first()
    if before is not None:
        checks.update(**{name: getattr(fresh, name) for name in CHECKED})
    return before


def _remember(
    row: OutsideListing,
    record: SourceRecord,
    service: Service,
    codes: Sequence[str],
    now: datetime,
) -> None:
    """Note what the source says now, and how the fields that were written are left.

    A field that stays as it was edited keeps the print of how it was left before, so that it
    counts as edited the next time as well.
    """
    said, prints = said_prints(row, record.left), prints_of(service)
    record.left = {
        code: [one, prints[code] if code in codes else record.left.get(code, ["", ""])[1]]
        for code, one in said.items()
    }
    record.fingerprint, record.as_of, record.seen_at = fingerprint(row), row.as_of, now
    record.save()
