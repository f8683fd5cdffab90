"""What must not be listed again?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from directory.models import NotListedAgain, Service
from directory.rules.names_alike import name_key
from directory.selectors.duplicates import outcode_of
from directory.types import OutsideListing

LONGEST_KEY = 200


@dataclass(frozen=True, slots=True)
class Marks:
    """What a run of one source passes over: its records, and names in an area."""

    records: frozenset[str]
    names: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, source: str) -> "Marks":
        """Return the marks that a run of this source has to obey; two queries."""
        marks = NotListedAgain.objects.all()
        records = marks.filter(source=source).values_list("external_id", flat=True)
        names = marks.exclude(name_key="").values_list("name_key", "outcode")
        return cls(frozenset(records), frozenset(names))

    def hold(self, row: OutsideListing, known: Mapping[str, object]) -> bool:
        """Whether this record is to be passed over.

        A name counts for records that are new: what is listed already was not taken away.
        """
        if row.external_id in self.records:
            return True
        if not self.names or row.external_id in known:
            return False
        outcode = outcode_of(row.place.postcode if row.place else "", row.outcode)
        key = name_key(row.name)[:LONGEST_KEY]
        return not self.names.isdisjoint({(key, outcode), (key, "")})


def marks() -> QuerySet[NotListedAgain]:
    """Return what must not be listed again, the latest first, with what a page shows of it."""
    records = NotListedAgain.objects.filter(public_id=OuterRef("public_id")).exclude(source="")
    number = records.order_by().values("public_id").annotate(number=Count("pk")).values("number")
    listing = Service.objects.sources().filter(translation_key=OuterRef("public_id"))
    return (
        NotListedAgain.objects.filter(source="")
        .select_related("by")
        .annotate(records=Subquery(number), listing=Subquery(listing.values("pk")[:1]))
    )


def mark_against(service: Service) -> NotListedAgain | None:
    """Return the mark that a listing with this name, in this area, must not come back."""
    place = service.location
    outcode = outcode_of(place.postcode if place else "", service.outcode)
    rows = NotListedAgain.objects.exclude(name_key="").select_related("by")
    rows = rows.filter(name_key=name_key(service.name)[:LONGEST_KEY])
    return rows.filter(Q(outcode="") | Q(outcode=outcode)).first() if outcode else rows.first()
