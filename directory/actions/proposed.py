"""Put what a group proposes onto a listing in memory, and read the same of one that is there."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from directory.enums import ScheduleKind
from directory.models import (
    Contact,
    CostOption,
    Location,
    Organisation,
    Picture,
    Schedule,
    Service,
    ServiceCategory,
    TaxonomyTerm,
)
from directory.rules.recurrence import Session
from geography.selectors import locate
from geography.types import Located

Changes = Mapping[str, Any]
PLAIN = (
    "name",
    "summary",
    "who_for",
    "how_to_join",
    "cost_note",
    "room",
    "places_left",
    "status",
    "gender",
    "message_form",
)
PATTERN = ("rrule", "term_time", "bank_holidays", "online")


def put_on(service: Service, changes: Changes, rows: Mapping[str, list[Any]]) -> None:
    """Put changes onto one copy of a listing.

    `rows` are the child rows of `rows_of`, made once: saved with the live copy they carry the
    same keys in every waiting draft.
    """
    for name in PLAIN:
        if name in changes:
            setattr(service, name, changes[name])
    if "ages" in changes:
        service.minimum_age, service.maximum_age = changes["ages"]
    if "picture" in changes:
        said = changes["picture"] or {}
        service.picture = (
            Picture.objects.bare().filter(pk=str(said.get("id"))).first() if said else None
        )
        service.picture_words = said.get("words", "") if service.picture else ""
    if "schedules" in rows:
        kept = [row for row in service.schedules.all() if row.kind == ScheduleKind.OPENING]
        service.schedules.set([*kept, *rows["schedules"]])
    for name in ("cost_options", "contacts", "categories"):
        if name in rows:
            getattr(service, name).set(rows[name])


def rows_of(changes: Changes) -> dict[str, list[Any]]:
    """Return the unsaved child rows that changes speak of."""
    makers: dict[str, tuple[str, Callable[[Any], list[Any]]]] = {
        "schedules": ("schedules", lambda said: [Schedule(**_times(row)) for row in said]),
        "prices": ("cost_options", lambda said: [CostOption(**row) for row in said]),
        "contacts": ("contacts", lambda said: [Contact(**row) for row in said]),
        "categories": ("categories", _headings),
    }
    return {to: make(changes[name]) for name, (to, make) in makers.items() if name in changes}


def values_of(service: Service, names: Changes | list[str] | tuple[str, ...]) -> dict[str, Any]:
    """Return these fields of a listing as it is now, in the form of changes."""
    readers: dict[str, Callable[[], Any]] = {
        "ages": lambda: [service.minimum_age, service.maximum_age],
        "schedules": lambda: [
            plain_session(row.session())
            for row in service.schedules.all()
            if row.kind == ScheduleKind.SESSION
        ],
        "prices": lambda: [_plain(row, "kind", "pence", "whom", "per") for row in _prices(service)],
        "contacts": lambda: [
            _plain(row, "kind", "value", "person") for row in service.contacts.all()
        ],
        "categories": lambda: [row.term.code for row in service.categories.all()],
        "place": lambda: place_said(service),
        "picture": lambda: (
            {"id": str(service.picture_id), "words": service.picture_words}
            if service.picture_id
            else None
        ),
        "group_name": lambda: service.organisation.name if service.organisation else "",
    }
    return {
        name: readers[name]() if name in readers else getattr(service, name)
        for name in names
        if name in readers or name in PLAIN
    }


def place_said(service: Service) -> dict[str, Any]:
    """Return where a listing takes place, in the form of changes."""
    if service.location is not None:
        return {"kind": "known", "place": service.location.short_code}
    if service.online or service.telephone:
        return {"kind": "online" if service.online else "telephone"}
    return {"kind": "area", "outcode": service.outcode} if service.outcode else {}


def plain_session(session: Session) -> dict[str, Any]:
    """Return a pattern as plain values that JSON can hold."""
    return {
        "rrule": session.rule.as_rrule(),
        "starts_on": session.starts_on.isoformat(),
        "ends_on": session.ends_on.isoformat() if session.ends_on else None,
        "start_time": session.start.isoformat("minutes"),
        "end_time": session.end.isoformat("minutes"),
        "term_time": session.term_time,
        "bank_holidays": session.bank_holidays,
        "online": session.online,
    }


def patterns_of(changes: Changes) -> list[Schedule]:
    """Return the unsaved patterns that changes speak of, to be said back."""
    return [Schedule(**_times(row)) for row in changes.get("schedules", ())]


def place_of(said: Mapping[str, Any]) -> Location | None:
    """Return the place that was chosen, or the unsaved one that was typed."""
    if said.get("kind") == "known":
        places = Location.objects.sources()
        return places.filter(short_code=str(said.get("place", ""))).first()
    if said.get("kind") != "new":
        return None
    place = Location(
        name=said["name"],
        address=said.get("address", ""),
        postcode=said["postcode"],
        outcode=said["postcode"].split(" ")[0],
        area_only=bool(said.get("area_only")),
    )
    found = locate(said["postcode"])
    if isinstance(found, Located):
        place.ward, place.district = found.ward or "", found.district or ""
        place.latitude, place.longitude = found.lat, found.lon
    return place


def put_place(service: Service, said: Mapping[str, Any], place: Location | None) -> None:
    """Say where a listing takes place."""
    kind = said.get("kind", "")
    service.location = place
    service.outcode = str(said.get("outcode", "")) if kind == "area" else ""
    service.in_person = kind not in ("online", "telephone")
    service.online, service.telephone = kind == "online", kind == "telephone"


def draft_of(changes: Changes, organisation: Organisation | None) -> Service:
    """Return the unsaved listing an offer would become, to be shown before it is sent."""
    said = changes.get("place") or {}
    service = Service(name=str(changes.get("name") or ""), organisation=organisation)
    put_on(service, changes, rows_of(changes))
    put_place(service, said, place_of(said))
    return service


def _times(row: Mapping[str, Any]) -> dict[str, Any]:
    last = row.get("ends_on")
    return {
        **{name: row[name] for name in PATTERN if name in row},
        "kind": ScheduleKind.SESSION,
        "starts_on": date.fromisoformat(row["starts_on"]),
        "ends_on": date.fromisoformat(last) if last else None,
        "start_time": time.fromisoformat(row["start_time"]),
        "end_time": time.fromisoformat(row["end_time"]),
    }


def _headings(codes: list[str]) -> list[ServiceCategory]:
    known = TaxonomyTerm.objects.by_code()
    terms = {known[code].pk: known[code] for code in codes if code in known}
    return [ServiceCategory(term=term, position=place) for place, term in enumerate(terms.values())]


def _prices(service: Service) -> list[CostOption]:
    return list(service.cost_options.all())


def _plain(row: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
