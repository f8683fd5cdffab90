"""What does a person see of a row that waits to be taken in? For staff, so in English."""

from collections.abc import Iterator, Mapping

from directory.types import OutsideListing

LONGEST = 300
DAYS = {
    **{"mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday"},
    **{"fri": "Friday", "sat": "Saturday", "sun": "Sunday"},
}
CONTACTS = {"phone": "Telephone", "email": "Email", "website": "Website"}


def said_of(listing: OutsideListing, headings: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what we have read of a row: pairs of a label and a text; `headings` names codes."""
    found = (
        ("In short", listing.summary),
        ("Group", listing.organisation),
        ("Where", _place(listing)),
        ("When", "; ".join(_times(listing))),
        ("Cost", _cost(listing)),
        *((CONTACTS[kind], value) for kind, value in listing.contacts),
        ("Headings", ", ".join(headings.get(code, code) for code in listing.categories)),
        ("Ages", _ages(listing)),
        ("Who it is for", listing.details.who_for),
        ("How to join", listing.details.how_to_join),
        ("Last checked on", listing.as_of.isoformat() if listing.as_of else ""),
    )
    return [(label, text[:LONGEST]) for label, text in found if text]


def _place(listing: OutsideListing) -> str:
    place = listing.place
    if place is None:
        return listing.outcode
    return ", ".join(dict.fromkeys(x for x in (place.name, place.address, place.postcode) if x))


def _times(listing: OutsideListing) -> Iterator[str]:
    for session in listing.details.sessions:
        days = ", ".join(DAYS.get(day, day) for day in session.days)
        yield f"{days} {session.start:%H:%M} to {session.end:%H:%M}"
    for day, opens, closes in listing.opening:
        yield f"Open {DAYS.get(day, day)} {opens:%H:%M} to {closes:%H:%M}"


def _cost(listing: OutsideListing) -> str:
    pence, note = listing.details.pence, listing.details.cost_note
    price = "Free" if listing.free else f"£{pence / 100:.2f}" if pence else ""
    return "; ".join(text for text in (price, note) if text)


def _ages(listing: OutsideListing) -> str:
    lowest, highest = listing.details.ages
    if lowest is None and highest is None:
        return ""
    return f"From {lowest or 0}" if highest is None else f"{lowest or 0} to {highest}"
