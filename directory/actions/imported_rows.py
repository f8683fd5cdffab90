"""Which rows does one record of an outside source become?"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import models
from wagtail.models import Locale

from directory.actions.taxonomy import terms_of
from directory.enums import CheckedBy, CostKind, Origin, ScheduleKind, Status
from directory.models import (
    Contact,
    CostOption,
    Location,
    Organisation,
    Schedule,
    Service,
    ServiceCategory,
    ServiceCheck,
    ServiceLanguage,
    SourceRecord,
    TaxonomyTerm,
)
from directory.rules.freshness import next_check, risk_of
from directory.rules.imported_keys import name_key_of, place_key_of
from directory.rules.recurrence import Rule
from directory.types import (
    NO_DETAILS,
    OutsideGroup,
    OutsideListing,
    OutsidePlace,
    OutsideSource,
)

SOURCE_LANGUAGE = "en"
# From when a pattern runs of which nobody says since when.
FIRST_DAY = date(2020, 1, 1)
NO_GROUP = OutsideGroup()


@dataclass(slots=True)
class Shelves:
    """The headings, places and organisations that the listings of one run share."""

    locale: Locale
    terms: dict[str, TaxonomyTerm]
    places: dict[UUID, Location] = field(default_factory=dict)
    organisations: dict[UUID, Organisation] = field(default_factory=dict)
    reached: dict[int, Location] = field(default_factory=dict)
    told: dict[int, Organisation] = field(default_factory=dict)

    @classmethod
    def filled(cls, rows: Sequence[OutsideListing]) -> "Shelves":
        """Return shelves with what the directory has already."""
        return cls(
            locale=Locale.objects.get(language_code=SOURCE_LANGUAGE),
            terms=TaxonomyTerm.objects.by_code(),
            places=_there(Location, {place_key_of(row.place) for row in rows if row.place}),
            organisations=_there(
                Organisation, {name_key_of(row.organisation) for row in rows if row.organisation}
            ),
        )

    def location(self, place: OutsidePlace | None) -> Location | None:
        """Return the place of a record, shared by all at the same address."""
        if place is None:
            return None
        key = place_key_of(place)
        if key not in self.places:
            self.places[key] = Location(
                translation_key=key,
                locale=self.locale,
                name=place.name[:200],
                address=place.address[:300],
                postcode=place.postcode,
                outcode=place.postcode.split(" ")[0],
                ward=place.ward,
                district=place.district,
                latitude=place.latitude,
                longitude=place.longitude,
            )
        there = self.places[key]
        if place.contacts and not (there.phone or there.email or there.website):
            for name, value in place.contacts.items():
                setattr(there, name, value)
            if there.pk is not None:
                self.reached[there.pk] = there
        return there

    def reach(self) -> None:
        """Write what was learned of places and groups that were there, where nobody had said so.

        No card names the contacts of a place, so none has to follow.
        """
        Location.objects.bulk_update(self.reached.values(), ["phone", "email", "website"])
        self.reached.clear()
        Organisation.objects.bulk_update(self.told.values(), ["about", "charity_number"])
        self.told.clear()

    def organisation(self, name: str, said: OutsideGroup = NO_GROUP) -> Organisation | None:
        """Return the organisation of a record; what is said of it is taken where it was empty."""
        if not name:
            return None
        key = name_key_of(name)
        if key not in self.organisations:
            self.organisations[key] = Organisation(
                translation_key=key, locale=self.locale, name=name[:200]
            )
        group = self.organisations[key]
        for field_name in ("about", "charity_number"):
            value = getattr(said, field_name)
            if value and not getattr(group, field_name):
                setattr(group, field_name, value)
                if group.pk is not None:
                    self.told[group.pk] = group
        return group


def _there(model: Any, keys: set[UUID]) -> dict[UUID, Any]:
    found = model._default_manager.filter(source__isnull=True, translation_key__in=keys)
    return {row.translation_key: row for row in found}


def facts_of(
    listing: OutsideListing, shelves: Shelves, before: Collection[str] = ()
) -> dict[str, Any]:
    """Return the fields of the listing itself; `before` names what its source has said once."""
    details = listing.details
    facts: dict[str, Any] = {
        "name": listing.name[:200],
        "summary": listing.summary,
        "kind": listing.kind,
        "organisation": shelves.organisation(listing.organisation, details.group),
        "location": shelves.location(listing.place),
        "outcode": listing.outcode,
    }
    for name in ("who_for", "how_to_join", "cost_note"):
        if getattr(details, name) or name in before:
            facts[name] = getattr(details, name)
    if details.ages != NO_DETAILS.ages or "ages" in before:
        facts["minimum_age"], facts["maximum_age"] = details.ages
    if details.status or "status" in before:
        facts["status"] = details.status or Status.ACTIVE
    return facts


def children_of(listing: OutsideListing, shelves: Shelves) -> Iterator[models.Model]:
    """Give the unsaved rows that belong to the listing."""
    for position, term in enumerate(terms_of(listing.categories, shelves.terms)):
        yield ServiceCategory(term=term, position=position)
    for kind, value in listing.contacts:
        yield Contact(kind=kind, value=value[:400])
    if listing.free is not None:
        yield CostOption(kind=CostKind.FREE)
    yield from _details_of(listing)
    for day, opens, closes in listing.opening:
        yield Schedule(
            kind=ScheduleKind.OPENING,
            rrule=Rule((day,)).as_rrule(),
            starts_on=listing.hours_as_of or FIRST_DAY,
            start_time=opens,
            end_time=closes,
            as_of=listing.hours_as_of,
        )


def _details_of(listing: OutsideListing) -> Iterator[models.Model]:
    details = listing.details
    if details.pence:
        yield CostOption(kind=CostKind.FIXED, pence=details.pence)
    for code in details.languages:
        yield ServiceLanguage(code=code)
    for session in details.sessions:
        yield Schedule(
            kind=ScheduleKind.SESSION,
            rrule=Rule(session.days).as_rrule(),
            starts_on=listing.as_of or FIRST_DAY,
            start_time=session.start,
            end_time=session.end,
        )


def check_for(listing: OutsideListing, today: date) -> ServiceCheck:
    """Return the unsaved check row: the source said so on its date."""
    risk = risk_of(listing.kind, listing.categories)
    return ServiceCheck(
        origin=Origin.SOURCE,
        checked_on=listing.as_of,
        checked_by=CheckedBy.SOURCE if listing.as_of else "",
        next_check=next_check(listing.as_of, risk, today),
    )


def record_for(
    source: OutsideSource, listing: OutsideListing, fingerprint: str, now: datetime
) -> SourceRecord:
    """Return the unsaved row that remembers where the listing came from."""
    return SourceRecord(
        source=source.key,
        external_id=listing.external_id,
        source_name=source.name,
        licence=source.licence,
        url=source.url,
        as_of=listing.as_of,
        fingerprint=fingerprint,
        seen_at=now,
    )


def same_key(source: OutsideSource, listing: OutsideListing) -> UUID:
    """Return the public id that always belongs to this record of this source."""
    return uuid5(NAMESPACE_URL, f"waymark:{source.key}:{listing.external_id}")


def new_service(
    source: OutsideSource, listing: OutsideListing, shelves: Shelves, now: datetime
) -> Service:
    """Return the unsaved, published listing of a record."""
    return Service(
        translation_key=same_key(source, listing),
        locale=shelves.locale,
        live=True,
        first_published_at=now,
        last_published_at=now,
        **facts_of(listing, shelves),
    )
