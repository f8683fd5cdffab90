"""Into which field does a column of somebody else's file go?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportField:
    """One thing a column can say, and what such columns are often called.

    `joins` when several columns say it together, as the lines of an address do.
    """

    code: str
    label: str
    called: tuple[str, ...] = ()
    joins: bool = False


FIELDS = (
    ImportField(
        "id",
        "Number or code in the source",
        ("id", "service id", "unique id", "reference", "ref", "uid", "identifier", "external id"),
    ),
    ImportField(
        "name",
        "Name",
        ("name", "service name", "title", "activity", "activity name", "group name", "session"),
    ),
    ImportField(
        "summary",
        "In short",
        ("summary", "description", "about", "details", "what", "service description", "in short"),
    ),
    ImportField("who_for", "Who it is for", ("who for", "eligibility", "audience", "who")),
    ImportField(
        "how_to_join",
        "How to join",
        ("how to join", "application process", "booking", "how to book", "referral"),
    ),
    ImportField("cost", "Cost", ("cost", "price", "fee", "fees", "charges", "cost of session")),
    ImportField("kind", "Kind", ("kind", "type", "listing type")),
    ImportField(
        "status",
        "State",
        ("status", "state", "service status"),
    ),
    ImportField(
        "headings",
        "Headings",
        ("headings", "heading", "category", "categories", "tags", "taxonomy", "topic", "topics"),
        joins=True,
    ),
    ImportField(
        "organisation",
        "Group",
        ("organisation", "organization", "provider", "group", "run by", "charity", "organiser"),
    ),
    ImportField(
        "organisation_about",
        "About the group",
        ("organisation description", "organization description", "about the group"),
    ),
    ImportField(
        "charity_number",
        "Charity number",
        ("charity number", "charity no", "registered charity number", "charity reg no"),
    ),
    ImportField(
        "place",
        "Place",
        ("place", "venue", "location", "venue name", "location name", "building", "where"),
    ),
    ImportField(
        "address",
        "Address",
        (
            *("address", "address 1", "address 2", "address 3", "address line 1", "street"),
            *("address line 2", "address line 3", "town", "city", "venue address", "address1"),
            *("address2", "address3"),
        ),
        joins=True,
    ),
    ImportField(
        "postcode", "Postcode", ("postcode", "post code", "postal code", "zip", "venue postcode")
    ),
    ImportField("latitude", "Latitude", ("latitude", "lat")),
    ImportField("longitude", "Longitude", ("longitude", "lon", "lng", "long")),
    ImportField(
        "phone",
        "Telephone",
        ("phone", "telephone", "tel", "phone number", "telephone number", "contact number"),
    ),
    ImportField(
        "email", "Email", ("email", "e mail", "e mail address", "email address", "contact email")
    ),
    ImportField(
        "website",
        "Website",
        ("website", "url", "web", "web address", "link", "homepage", "web site"),
    ),
    ImportField("days", "Day or days", ("day", "days", "day of week", "weekday", "byday")),
    ImportField(
        "starts", "Starts at", ("start", "start time", "starts", "starts at", "from", "opens at")
    ),
    ImportField(
        "ends", "Ends at", ("end", "end time", "ends", "ends at", "to", "until", "closes at")
    ),
    ImportField("youngest", "Youngest age", ("minimum age", "min age", "youngest age", "age from")),
    ImportField("oldest", "Oldest age", ("maximum age", "max age", "oldest age", "age to")),
    ImportField(
        "languages", "Languages spoken", ("languages", "language", "languages spoken"), joins=True
    ),
    ImportField("access", "Access", ("access", "accessibility", "facilities"), joins=True),
    ImportField(
        "checked_on",
        "Last checked on",
        ("checked on", "last checked", "assured date", "last updated", "updated", "as of"),
    ),
)
BY_CODE = {field.code: field for field in FIELDS}
_CALLED = {name: field.code for field in FIELDS for name in (*field.called, field.code)}
_SIGNS = re.compile(r"[^a-z0-9]+")
BROADER = ("email", "website", "phone", "postcode", "address", "name", "summary")


def plain_heading(heading: str) -> str:
    """Return what is the same for "E-mail Address", "email_address" and " EMAIL address "."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(_SIGNS.sub(" ", split.lower()).split())


def guess(headings: Iterable[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the field of each heading, "" when nobody can say.

    What a person chose for this source before comes first; a field that one column alone can
    fill is given to the first that is called so.
    """
    known = remembered or {}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for sure in (True, False):
        for heading in headings:
            if heading in found:
                continue
            code = known.get(heading) if sure else _code_of(heading)
            if code is None:
                continue
            if code and code in taken and not BY_CODE[code].joins:
                code = ""
            taken.add(code)
            found[heading] = code
    return {heading: found.get(heading, "") for heading in headings}


def _code_of(heading: str) -> str:
    plain = plain_heading(heading)
    if plain in _CALLED:
        return _CALLED[plain]
    words = set(plain.split())
    return next((code for code in BROADER if code in words), "")


def read_row(cells: Iterable[str], codes: Iterable[str]) -> dict[str, str]:
    """Return what a row says by field; several columns of one field become one text."""
    said: dict[str, list[str]] = {}
    for cell, code in zip(cells, codes, strict=False):
        if code and cell and cell not in said.get(code, ()):
            said.setdefault(code, []).append(cell)
    return {code: (", " if code == "address" else "; ").join(texts) for code, texts in said.items()}
