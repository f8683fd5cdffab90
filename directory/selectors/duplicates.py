"""Which listings look alike?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q, QuerySet

from directory.enums import ContactKind, ScheduleKind, Status
from directory.models import Contact, DuplicatePair, Schedule, Service
from directory.rules.alike import BEGINNING, Face, Likeness, compare
from directory.rules.contacts import bare_number
from directory.rules.names_alike import qualifiers, similarity, telling
from directory.rules.recurrence import Rule
from directory.selectors.telephones import places_with_numbers, with_numbers
from directory.staff_enums import PairState

MOST_CANDIDATES = 400
WORDS_LOOKED_FOR = 4
FEWEST_DIGITS = 7
FACTS = (
    *("pk", "name", "kind", "location_id", "location__postcode", "location__phone", "outcode"),
    *("organisation_id", "organisation__charity_number", "organisation__phone"),
)


@dataclass(frozen=True, slots=True)
class Alike:
    """A listing that looks like another, or like one that is being typed."""

    service: Service
    likeness: Likeness


def compared() -> QuerySet[Service]:
    """Return the source rows that are compared: all but those that were put away."""
    return Service.objects.sources().exclude(status=Status.ARCHIVED)


def faces(services: QuerySet[Service]) -> list[Face]:
    """Return what is compared of these source rows, in three queries."""
    rows = list(services.order_by("pk").values_list(*FACTS))
    keys = [row[0] for row in rows] if len(rows) <= 2 * MOST_CANDIDATES else None
    phones, times = _phones(keys), _times(keys)
    return [
        Face(
            key=pk,
            name=name,
            kind=kind,
            place=place,
            postcode=postcode or "",
            outcode=outcode_of(postcode or "", outcode),
            phones=frozenset(phones.get(pk, set()) | bare_numbers([phone or ""])),
            place_phones=frozenset(bare_numbers([desk or ""])),
            charity=(charity or "").strip(),
            organisation=organisation,
            times=frozenset(times.get(pk, set())),
        )
        for pk, name, kind, place, postcode, desk, outcode, organisation, charity, phone in rows
    ]


def face_of(service: Service) -> Face:
    """Return what is compared of a listing as it is in memory, saved or not."""
    group, place = service.organisation, service.location
    postcode = place.postcode if place else ""
    numbers = [row.value for row in service.contacts.all() if row.kind == ContactKind.PHONE]
    return Face(
        key=service.pk or 0,
        name=service.name,
        kind=service.kind,
        place=service.location_id,
        postcode=postcode,
        outcode=outcode_of(postcode, service.outcode),
        phones=frozenset(bare_numbers([*numbers, group.phone if group else ""])),
        place_phones=frozenset(bare_numbers([place.phone if place else ""])),
        charity=group.charity_number.strip() if group else "",
        organisation=service.organisation_id,
        times=frozenset(
            (day, f"{row.start_time:%H:%M}")
            for row in service.schedules.all()
            if row.kind == ScheduleKind.SESSION and row.rrule and row.start_time
            for day in _days(row.rrule)
        ),
    )


def outcode_of(postcode: str, outcode: str) -> str:
    """Return the first half of the postcode, or else the area that was given."""
    return (postcode.split(" ")[0] if postcode else outcode).upper()


def alike(face: Face) -> list[Alike]:
    """Return the listings that look like this one, the likeliest first; a fixed number of queries.

    Left out are those of which somebody said that they are something else.
    """
    decided = _decided_with(face.key)
    found = [
        likeness
        for other in faces(Service.objects.filter(pk__in=_candidates(face)))
        if other.key not in decided and (likeness := compare(face, other)) is not None
    ]
    found.sort(key=lambda one: -one.score)
    services = Service.objects.select_related("organisation", "location").in_bulk(
        [_other(one, face.key) for one in found]
    )
    return [Alike(services[_other(one, face.key)], one) for one in found]


def named_alike(name: str, outcode: str, least: float, most: int) -> list[Service]:
    """Return published listings with nearly this name, the nearest names first; three queries.

    Less is asked of them than of `alike`: while somebody types, the name is all there is.
    """
    face = Face(key=0, name=name, outcode=outcode)
    rows = compared().filter(pk__in=_candidates(face), live=True).exclude(status=Status.CLOSED)
    own = qualifiers(name)
    ranked = sorted(
        (-like, pk)
        for pk, other in rows.values_list("pk", "name")
        if (like := similarity(name, other)) >= least and qualifiers(other) == own
    )
    keys = [pk for _like, pk in ranked[:most]]
    found = Service.objects.select_related("organisation", "location").in_bulk(keys)
    return [found[key] for key in keys if key in found]


def open_pairs() -> QuerySet[DuplicatePair]:
    """Return the pairs that nobody has looked at, with what a page shows of them."""
    links = [
        f"{side}__{link}"
        for side in ("first", "second")
        for link in ("organisation", "location", "check_row")
    ]
    both_there = ~Q(first__status=Status.ARCHIVED) & ~Q(second__status=Status.ARCHIVED)
    return DuplicatePair.objects.filter(both_there, state=PairState.OPEN).select_related(
        "first", "second", *links
    )


def pair_of(one: Service, other: Service) -> DuplicatePair | None:
    """Return what is known of two listings."""
    first, second = sorted((one.pk, other.pk))
    rows = DuplicatePair.objects.select_related("decided_by")
    return rows.filter(first=first, second=second).first()


def bare_numbers(values: Iterable[str]) -> set[str]:
    """Return telephone numbers as digits alone, however they were written."""
    found = {bare_number(value) for value in values}
    return {digits for digits in found if len(digits) >= FEWEST_DIGITS}


def _candidates(face: Face) -> set[int]:
    """Return the keys of listings worth comparing: near ones, and those with a word in common."""
    every = compared().exclude(pk=face.key).order_by("pk").values_list("pk", flat=True)
    numbers = face.phones | face.place_phones
    near = Q(pk__in=_with_number(numbers)) | Q(location__in=places_with_numbers(numbers))
    if face.place is not None:
        near |= Q(location=face.place)
    if face.postcode:
        near |= Q(location__postcode=face.postcode)
    words = sorted(set(telling(face.name)), key=lambda word: (-len(word), word))
    named = Q()
    for word in words[:WORDS_LOOKED_FOR]:
        named |= Q(name__icontains=word[:BEGINNING])
    around = Q()
    if face.outcode:
        around = Q(outcode=face.outcode) | Q(location__outcode=face.outcode)
        around |= Q(location__isnull=True, outcode="")
    if face.charity:
        around |= Q(organisation__charity_number=face.charity)
    return {*every.filter(near)[:MOST_CANDIDATES], *every.filter(named & around)[:MOST_CANDIDATES]}


def _with_number(phones: Iterable[str]) -> list[int]:
    if not phones:
        return []
    return list(with_numbers(phones).values_list("service_id", flat=True)[:MOST_CANDIDATES])


def _other(likeness: Likeness, key: int) -> int:
    return likeness.second if likeness.first == key else likeness.first


def _decided_with(key: int) -> set[int]:
    rows = DuplicatePair.objects.filter(Q(first=key) | Q(second=key), state=PairState.DIFFERENT)
    return {one for pair in rows.values_list("first", "second") for one in pair} - {key}


def _phones(keys: Sequence[int] | None) -> dict[int, set[str]]:
    rows = Contact.objects.filter(kind=ContactKind.PHONE)
    rows = rows if keys is None else rows.filter(service__in=keys)
    found: dict[int, set[str]] = defaultdict(set)
    for key, value in rows.values_list("service_id", "value"):
        found[key] |= bare_numbers([value])
    return found


def _times(keys: Sequence[int] | None) -> dict[int, set[tuple[str, str]]]:
    rows = Schedule.objects.filter(kind=ScheduleKind.SESSION)
    rows = rows if keys is None else rows.filter(service__in=keys)
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for key, rrule, start in rows.values_list("service_id", "rrule", "start_time"):
        found[key] |= {(day, f"{start:%H:%M}") for day in _days(rrule)}
    return found


@lru_cache(maxsize=1_000)
def _days(rrule: str) -> tuple[str, ...]:
    return Rule.parse(rrule).days
