"""How is an offer told to search engines, in the words of schema.org?"""

import json
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from directory.cards import Card, Place
from directory.enums import ContactKind, CostKind, Format, Kind
from directory.rules.recurrence import DAYS_ISO, Session

TYPES = {Kind.GP: "MedicalClinic", Kind.PHARMACY: "Pharmacy", Kind.LIBRARY: "Library"}
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


def script(card: Card, sessions: tuple[Session, ...], url: str) -> SafeString:
    """Return the data block for the head of the page; no browser runs it."""
    data = json.dumps(structured(card, sessions, url), ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>', SafeString(data.translate(_ESCAPES))
    )


def structured(card: Card, sessions: tuple[Session, ...], url: str) -> dict[str, Any]:
    """Return an offer as a place, an event with a schedule, or a service."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES.get(Kind(card.kind)) or ("Event" if card.dates else "Service"),
        "@id": f"urn:uuid:{card.public_id}",
        "name": card.name.text,
        "url": url,
        "inLanguage": card.name.language,
    }
    if card.summary:
        data["description"] = card.summary.text
    if card.free is not None:
        data["isAccessibleForFree"] = card.free
    _add_contacts(data, card)
    if data["@type"] == "Event":
        data |= _event(card, sessions)
    elif data["@type"] == "Service":
        data |= {"provider": _organiser(card)} if card.organisation else {}
        data |= {"areaServed": card.place.area} if card.place and card.place.area else {}
    else:
        data |= _address(card.place) if card.place else {}
        data["openingHoursSpecification"] = [_opening(session) for session in sessions]
    return data


def _add_contacts(data: dict[str, Any], card: Card) -> None:
    for contact in card.contacts:
        if contact.kind == ContactKind.PHONE and data["@type"] not in ("Event", "Service"):
            data.setdefault("telephone", contact.value)
        if contact.kind == ContactKind.EMAIL and data["@type"] not in ("Event", "Service"):
            data.setdefault("email", contact.value)
        if contact.kind == ContactKind.WEBSITE:
            data.setdefault("sameAs", contact.value)


def _event(card: Card, sessions: tuple[Session, ...]) -> dict[str, Any]:
    first = card.dates[0]
    online = Format.IN_PERSON not in card.formats
    place: dict[str, Any] = {"@type": "VirtualLocation"}
    if card.place and not online:
        place = {"@type": "Place", "name": card.place.name.text, **_address(card.place)}
    event: dict[str, Any] = {
        "startDate": first.starts_at.isoformat(),
        "endDate": first.ends_at.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/"
        + ("OnlineEventAttendanceMode" if online else "OfflineEventAttendanceMode"),
        "location": place,
        "eventSchedule": [_schedule(session) for session in sessions],
        "offers": _offers(card),
    }
    if card.organisation:
        event["organizer"] = _organiser(card)
    if card.ages:
        event["typicalAgeRange"] = f"{card.ages[0]}-{card.ages[1]}"
    return {key: value for key, value in event.items() if value}


def _organiser(card: Card) -> dict[str, Any]:
    name = card.organisation.name.text if card.organisation else ""
    return {"@type": "Organization", "name": name}


def _address(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {
        "address": {
            "@type": "PostalAddress",
            "streetAddress": place.address,
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


def _schedule(session: Session) -> dict[str, Any]:
    rule = session.rule
    return {
        "@type": "Schedule",
        "startDate": session.starts_on.isoformat(),
        "startTime": f"{session.start:%H:%M:%S}",
        "endTime": f"{session.end:%H:%M:%S}",
        "byDay": [f"{nth}{DAYS_ISO[day]}" for nth in rule.nth for day in rule.days]
        or [f"https://schema.org/{DAY_NAMES[day]}" for day in rule.days],
        "repeatFrequency": "P1M" if rule.nth else f"P{rule.every}W",
        "scheduleTimezone": "Europe/London",
    }


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
