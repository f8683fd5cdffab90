"""How is an offer told to search engines, in the words of schema.org?"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

from core.clock import LONDON
from directory.cards import Card, ContactLine, Place
from directory.enums import HIGHEST_AGE, Access, ContactKind, CostKind, Format, Kind, Status
from directory.presenters.calendars import Whole
from directory.presenters.cards import listing_address
from directory.presenters.listings import Picture, picture_of
from directory.presenters.places import group_address, place_address
from directory.rules.recurrence import DAYS_ISO, DateOff, Session
from directory.selectors.pages import GroupPage, PlacePage

STATES = {Status.CLOSED: "EventCancelled", Status.PAUSED: "EventPostponed"}
TYPES = {Kind.GP: "MedicalClinic", Kind.PHARMACY: "Pharmacy", Kind.LIBRARY: "Library"}
REACHED_BY = {
    ContactKind.PHONE: "telephone",
    ContactKind.EMAIL: "email",
    ContactKind.WEBSITE: "sameAs",
}
DAY_NAMES = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
# As django.utils.html.json_script: nothing in the data can end the element.
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(data: Mapping[str, Any]) -> SafeString:
    """Return the data block for the head of the page; no browser runs it."""
    text = json.dumps(data, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(text.translate(_ESCAPES))
    )


def structured(card: Card, now: datetime, whole: Whole) -> dict[str, Any]:
    """Return an offer as a place, an event with a schedule, or a service."""
    sessions = card.current_sessions(now.astimezone(LONDON).date())
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _type(card, now),
        "@id": f"urn:uuid:{card.public_id}",
        "name": card.name.text,
        "url": whole(listing_address(card)),
        "inLanguage": card.name.language,
    }
    if card.summary:
        data["description"] = card.summary.text
    if card.free is not None:
        data["isAccessibleForFree"] = card.free
    shown = picture_of(card)
    if shown is not None:
        data["image"] = _image(shown, whole)
    _add_contacts(data, card)
    if data["@type"] == "Event":
        data |= _event(card, sessions, now, whole)
    elif data["@type"] == "Service":
        data |= {"provider": _organiser(card, whole)} if card.organisation else {}
        data |= {"areaServed": card.place.area} if card.place and card.place.area else {}
    else:
        data |= _address(card.place) if card.place else {}
        data |= _amenities(card.access)
        data["openingHoursSpecification"] = [_opening(session) for session in sessions]
    return data


def structured_group(page: GroupPage, whole: Whole) -> dict[str, Any]:
    """Return a group."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": whole(group_address(page)),
        "name": page.name.text,
        "url": whole(group_address(page)),
    }
    if page.about:
        data["description"] = page.about.text
    return data | _reached(page.contacts)


def structured_place(page: PlacePage, whole: Whole) -> dict[str, Any]:
    """Return a place with what makes it easier to get into."""
    return {
        "@context": "https://schema.org",
        "@type": "Place",
        "@id": whole(place_address(page)),
        "name": page.name.text,
        "url": whole(place_address(page)),
        **_reached(page.contacts),
        **_address(page),
        **_amenities(page.access),
    }


def _reached(lines: Iterable[ContactLine]) -> dict[str, str]:
    """Return how a group or place is reached; the first of each kind."""
    found: dict[str, str] = {}
    for line in lines:
        found.setdefault(REACHED_BY[ContactKind(line.kind)], line.value)
    return found


def _image(shown: Picture, whole: Whole) -> dict[str, Any]:
    language = {"inLanguage": shown.language} if shown.language else {}
    return {
        "@type": "ImageObject",
        "contentUrl": whole(shown.src),
        "width": shown.width,
        "height": shown.height,
        "caption": shown.alt,
        **language,
    }


def _type(card: Card, now: datetime) -> str:
    kind = TYPES.get(Kind(card.kind))
    return kind or ("Event" if card.upcoming(now, 1) else "Service")


def _add_contacts(data: dict[str, Any], card: Card) -> None:
    is_place = data["@type"] not in ("Event", "Service")
    for contact in card.contacts:
        if contact.kind == ContactKind.PHONE and is_place:
            data.setdefault("telephone", contact.value)
        if contact.kind == ContactKind.EMAIL and is_place:
            data.setdefault("email", contact.value)
        if contact.kind == ContactKind.WEBSITE:
            data.setdefault("sameAs", contact.value)


def _event(
    card: Card, sessions: tuple[Session, ...], now: datetime, whole: Whole
) -> dict[str, Any]:
    (first,) = card.upcoming(now, 1)
    event: dict[str, Any] = {
        "startDate": first.starts_at.isoformat(),
        "endDate": first.ends_at.isoformat(),
        "eventStatus": f"https://schema.org/{STATES.get(Status(card.status), 'EventScheduled')}",
        "eventAttendanceMode": f"https://schema.org/{_attendance(card)}EventAttendanceMode",
        "location": _location(card, whole),
        "eventSchedule": [_schedule(session, card.dates_off) for session in sessions],
        "offers": _offers(card),
    }
    if card.organisation:
        event["organizer"] = _organiser(card, whole)
    if card.ages:
        low, high = card.ages
        event["typicalAgeRange"] = f"{low}-" if high >= HIGHEST_AGE else f"{low}-{high}"
    return {key: value for key, value in event.items() if value}


def _attendance(card: Card) -> str:
    in_person = Format.IN_PERSON in card.formats
    elsewhere = Format.ONLINE in card.formats or Format.TELEPHONE in card.formats
    if in_person and elsewhere:
        return "Mixed"
    return "Offline" if in_person else "Online"


def _location(card: Card, whole: Whole) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if card.place and _attendance(card) != "Online":
        place = card.place
        found.append(
            {
                "@type": "Place",
                **({} if place.area_only else {"@id": whole(place_address(place))}),
                "name": place.name.text,
                **_address(place),
                **_amenities(place.access),
            }
        )
    if _attendance(card) != "Offline":
        found.append({"@type": "VirtualLocation", "url": whole(listing_address(card))})
    return found


def _amenities(codes: Iterable[str]) -> dict[str, Any]:
    """Return what there is to help people in; in English, as search engines know the names."""
    with override("en"):
        names = [str(Access(code).label) for code in codes if code in Access.values]
    found = [
        {"@type": "LocationFeatureSpecification", "name": name, "value": True} for name in names
    ]
    return {"amenityFeature": found} if found else {}


def _organiser(card: Card, whole: Whole) -> dict[str, Any]:
    group = card.organisation
    if group is None:
        return {}
    address = whole(group_address(group))
    return {"@type": "Organization", "@id": address, "name": group.name.text, "url": address}


def _address(place: Place | PlacePage) -> dict[str, Any]:
    street = {"streetAddress": place.address} if place.address else {}
    found: dict[str, Any] = {
        "address": {
            "@type": "PostalAddress",
            **street,
            "postalCode": place.postcode,
            "addressCountry": "GB",
        }
    }
    if place.latitude is not None and place.longitude is not None:
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
    return found


def _schedule(session: Session, dates_off: Iterable[DateOff]) -> dict[str, Any]:
    rule = session.rule
    off = sorted({one.on.isoformat() for one in dates_off if one.takes_out(session, one.on)})
    schedule = {
        "@type": "Schedule",
        "startDate": session.starts_on.isoformat(),
        "startTime": f"{session.start:%H:%M:%S}",
        "endTime": f"{session.end:%H:%M:%S}",
        "byDay": [f"{nth}{DAYS_ISO[day]}" for nth in rule.nth for day in rule.days]
        or [f"https://schema.org/{DAY_NAMES[day]}" for day in rule.days],
        "repeatFrequency": "P1M" if rule.nth else f"P{rule.every}W",
        "scheduleTimezone": "Europe/London",
    }
    if session.ends_on:
        schedule["endDate"] = session.ends_on.isoformat()
    return {**schedule, "exceptDate": off} if off else schedule


def _opening(session: Session) -> dict[str, Any]:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [DAY_NAMES[day] for day in session.rule.days],
        "opens": f"{session.start:%H:%M}",
        "closes": f"{session.end:%H:%M}",
    }


def _offers(card: Card) -> list[dict[str, Any]]:
    return [
        {
            "@type": "Offer",
            "price": f"{(price.pence or 0) / 100:.2f}",
            "priceCurrency": "GBP",
        }
        for price in card.prices
        if price.kind in (CostKind.FREE, CostKind.FIXED)
    ]
