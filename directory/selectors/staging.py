"""What is known of the imports, and which listings look like the rows of one?"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from directory.enums import ContactKind
from directory.models import ImportRow, ImportRun, Location, Organisation, SourceRecord
from directory.rules.alike import Face, Likeness, pairs
from directory.rules.imported_keys import name_key_of, place_key_of
from directory.selectors.duplicates import bare_numbers, compared, faces, outcode_of
from directory.staff_enums import ImportState
from directory.types import OutsideListing, OutsideSource

AT_ONCE = 500
SOURCE = ("source", "source_name", "licence", "url")


def runs() -> QuerySet[ImportRun]:
    """Return the imports, the latest first, without their content."""
    return ImportRun.objects.select_related("made_by").defer("content")


def last_run(source: str) -> ImportRun | None:
    """Return the latest import of a source that was taken in: its choices are offered again."""
    done = runs().filter(source=source, state__in=[ImportState.APPLIED, ImportState.UNDONE])
    return done.first()


def known_sources() -> list[OutsideSource]:
    """Return the sources that listings have come from, as they were called last."""
    last = SourceRecord.objects.order_by().values("source").annotate(last=Max("pk"))
    rows = SourceRecord.objects.filter(pk__in=last.values("last")).order_by("source")
    return [OutsideSource(*said) for said in rows.values_list(*SOURCE)]


def fates(run: ImportRun) -> dict[str, int]:
    """Return how many rows become what."""
    rows = run.rows.order_by().values_list("fate").annotate(number=Count("pk"))
    return dict(rows)


def face_for(number: int, listing: OutsideListing, keys: Mapping[UUID, int]) -> Face:
    """Return what is compared of a row; its key is below 0 and names its number in the file."""
    place, details = listing.place, listing.details
    postcode = place.postcode if place else ""
    phones = [value for kind, value in listing.contacts if kind == ContactKind.PHONE]
    return Face(
        key=-number,
        name=listing.name,
        kind=listing.kind,
        place=keys.get(place_key_of(place)) if place else None,
        postcode=postcode,
        outcode=outcode_of(postcode, listing.outcode),
        phones=frozenset(bare_numbers(phones)),
        place_phones=frozenset(bare_numbers([place.phone if place else ""])),
        charity=details.group.charity_number.strip(),
        organisation=keys.get(name_key_of(listing.organisation)),
        times=frozenset(
            (day, f"{one.start:%H:%M}") for one in details.sessions for day in one.days
        ),
    )


def faces_for(new: Mapping[int, OutsideListing]) -> list[Face]:
    """Return what is compared of rows, by their number; a fixed number of queries."""
    keys = _keys(list(new.values()))
    return [face_for(number, listing, keys) for number, listing in new.items()]


def likenesses(rows: Sequence[Face]) -> dict[int, list[Likeness]]:
    """Return, by number of the row, the listings and earlier rows that look like it."""
    if not rows:
        return {}
    known = faces(compared())
    found: dict[int, list[Likeness]] = {}
    for one in pairs([*known, *rows], known=len(known)).found:
        # Of two rows the later one is told, once.
        found.setdefault(-one.first, []).append(one)
    return found


def _keys(listings: Sequence[OutsideListing]) -> dict[UUID, int]:
    places = {place_key_of(one.place) for one in listings if one.place}
    groups = {name_key_of(one.organisation) for one in listings if one.organisation}
    return _there(Location, list(places)) | _there(Organisation, list(groups))


def _there(model: Any, keys: Sequence[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    rows = model._default_manager.filter(source__isnull=True)
    for start in range(0, len(keys), AT_ONCE):
        part = rows.filter(translation_key__in=keys[start : start + AT_ONCE])
        found |= dict(part.values_list("translation_key", "pk"))
    return found


def rows_of(run: ImportRun) -> QuerySet[ImportRow]:
    """Return the rows of an import, in the order of the file."""
    return run.rows.select_related("service").order_by("number")
