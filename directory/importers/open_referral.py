"""Which listings does an Open Referral UK file or feed (1.0 or 3.0) hold?

Each service becomes a row whose columns are our fields, so that all files go the same way.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from directory.importers.tables import LONGEST_CELL, MOST_ROWS, CannotRead, Table
from directory.rules.import_fields import FIELDS
from directory.rules.import_tidy import clean

Thing = Mapping[str, Any]
CODES = [field.code for field in FIELDS]
LIST_KEYS = ("contents", "content", "services", "items")
NO_LISTINGS = "There are no services in this file. It must hold Open Referral services."


def read_json(content: bytes) -> Table:
    """Read a list of services, one service, or services at places."""
    return table_of(parsed(content))


def parsed(content: bytes) -> Any:
    """Return what a JSON text says."""
    try:
        return json.loads(content, parse_constant=lambda _name: None)
    except RecursionError as error:
        raise CannotRead("This file is nested far too deep for Open Referral.") from error
    except (ValueError, UnicodeDecodeError) as error:
        raise CannotRead("This is not JSON that can be read.") from error


def table_of(document: Any) -> Table:
    """Return a document's services as rows."""
    services = list(services_in(document))
    if not services:
        raise CannotRead(NO_LISTINGS)
    if len(services) > MOST_ROWS:
        raise CannotRead(f"There are more than {MOST_ROWS:,} services. Give the file in parts.")
    kept = "oruk1" if any(_is_old(service) for service in services) else "oruk3"
    return Table(kept, CODES, _rows(services), mapping={code: code for code in CODES})


def services_in(document: Any) -> Iterator[Thing]:
    """Give the services of a document, whichever of the standard's shapes it has."""
    if isinstance(document, list):
        for one in document:
            yield from services_in(one)
        return
    if not isinstance(document, Mapping):
        return
    listed = next((key for key in LIST_KEYS if isinstance(document.get(key), list)), None)
    if listed == "services":  # an organisation with its services
        about = {key: value for key, value in document.items() if key != "services"}
        yield from (
            {"organization": about, **one} for one in document[listed] if isinstance(one, Mapping)
        )
    elif listed:
        for one in document[listed]:
            yield from services_in(one)
    elif isinstance(document.get("service"), Mapping):  # a service at a location
        yield {"service_at_locations": [document], **document["service"]}
    elif _is_service(document):
        yield document


def _is_service(document: Thing) -> bool:
    """Whether this is a service; groups and words of a vocabulary have names as well."""
    signs = ("status", "organization", "organization_id", "service_at_locations", "fees")
    return "name" in document and any(sign in document for sign in signs)


def _is_old(service: Thing) -> bool:
    old = ("eligibilitys", "service_taxonomys", "regular_schedules", "reviews")
    return any(key in service for key in old)


def _rows(services: Iterable[Thing]) -> Iterator[tuple[int, list[str]]]:
    for number, service in enumerate(services, start=1):
        said = {code: clean(text)[:LONGEST_CELL] for code, text in cells_of(service).items()}
        yield number, [said.get(code, "") for code in CODES]


def cells_of(service: Thing) -> dict[str, str]:
    """Return what a service says, by our fields."""
    organisation = _thing(service.get("organization"))
    schedule = _first([*_things(service, "schedules"), *_things(service, "regular_schedules")])
    return {
        "id": _text(service, "id"),
        "name": _text(service, "name"),
        "summary": _text(service, "description") or _text(service, "summary"),
        "who_for": "; ".join(_texts(service, "eligibilitys", "eligibility")),
        "how_to_join": _text(service, "application_process"),
        "cost": _cost(service),
        "kind": "service",
        "status": _text(service, "status"),
        "headings": "; ".join(_headings(service)),
        "organisation": _text(organisation, "name"),
        "organisation_about": _text(organisation, "description"),
        "charity_number": _charity(organisation),
        **_place(service),
        "phone": _phone(service),
        "email": _text(service, "email") or _contact_email(service),
        "website": _text(service, "url")
        or _text(organisation, "website")
        or _text(organisation, "url"),
        "days": _text(schedule, "byday"),
        "starts": _text(schedule, "opens_at"),
        "ends": _text(schedule, "closes_at"),
        "youngest": _age(service, "minimum_age"),
        "oldest": _age(service, "maximum_age"),
        "languages": "; ".join(
            [*_texts(service, "languages", "name"), *_texts(service, "languages", "language")]
        ),
        "checked_on": _text(service, "assured_date")[:10],
    }


def _place(service: Thing) -> dict[str, str]:
    """Return the first place that is one; further ones are told by the number of postcodes."""
    there = [
        _thing(one.get("location")) for one in _things(service, "service_at_locations")
    ] or _things(service, "locations")
    places = [one for one in there if one and _text(one, "location_type") != "virtual"]
    if not places:
        return {}
    place = places[0]
    address = _first([*_things(place, "addresses"), *_things(place, "physical_addresses")])
    lines = (_text(address, name) for name in ("address_1", "address_2", "city"))
    access = [*_things(place, "accessibility"), *_things(place, "accessibility_for_disabilities")]
    return {
        "place": _text(place, "name"),
        "address": ", ".join(line for line in lines if line),
        "postcode": _text(address, "postal_code"),
        "latitude": _text(place, "latitude"),
        "longitude": _text(place, "longitude"),
        "access": "; ".join(
            _text(one, "accessibility") or _text(one, "description") for one in access
        ),
    }


def _cost(service: Thing) -> str:
    options = _things(service, "cost_options")
    texts = [_text(service, "fees")]
    for option in options:
        amount = _text(option, "amount")
        said = " ".join(
            part
            for part in (
                _text(option, "option"),
                f"£{float(amount):.2f}" if _is_number(amount) and float(amount) else "",
                "Free" if _is_number(amount) and not float(amount) else "",
                _text(option, "amount_description"),
            )
            if part
        )
        texts.append(said)
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdecimal() and len(text) < 10


def _headings(service: Thing) -> Iterator[str]:
    terms = [_thing(one.get("taxonomy_term")) for one in _things(service, "attributes")]
    terms += [_thing(one.get("taxonomy")) for one in _things(service, "service_taxonomys")]
    yield from dict.fromkeys(name for term in terms if (name := _text(term, "name")))


def _charity(organisation: Thing) -> str:
    for one in _things(organisation, "organization_identifiers"):
        scheme = f"{_text(one, 'identifier_scheme')} {_text(one, 'identifier_type')}".lower()
        if "gb-chc" in scheme or "charity" in scheme:
            return _text(one, "identifier")
    return _text(organisation, "charity_number")


def _phone(service: Thing) -> str:
    numbers = _texts(service, "phones", "number")
    for contact in _things(service, "contacts"):
        numbers += _texts(contact, "phones", "number")
    for contact in _things(_thing(service.get("organization")), "contacts"):
        numbers += _texts(contact, "phones", "number")
    return numbers[0] if numbers else ""


def _contact_email(service: Thing) -> str:
    emails = _texts(service, "contacts", "email")
    return emails[0] if emails else ""


def _age(service: Thing, name: str) -> str:
    own = _text(service, name)
    return own or next(iter(_texts(service, "eligibilitys", name)), "")


def _thing(value: Any) -> Thing:
    return value if isinstance(value, Mapping) else {}


def _things(owner: Thing, name: str) -> list[Thing]:
    value = owner.get(name)
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _first(things: Iterable[Thing]) -> Thing:
    return next(iter(things), {})


def _text(owner: Thing, name: str) -> str:
    value = owner.get(name)
    if isinstance(value, bool) or value is None or isinstance(value, Mapping | list):
        return ""
    return clean(str(value))


def _texts(owner: Thing, name: str, inner: str) -> list[str]:
    return [text for one in _things(owner, name) if (text := _text(one, inner))]
