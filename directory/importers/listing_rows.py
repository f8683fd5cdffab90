"""Which listing is a row of a file, and what is to be said of it?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from directory.enums import Kind
from directory.importers.row_facts import Facts
from directory.importers.rows import postcode_of
from directory.rules import import_tidy as tidy
from directory.rules.contacts import is_phone, whole_address
from directory.rules.import_findings import Finding, stops
from directory.rules.names import address_in_town, calm, phone_in_groups
from directory.rules.names_alike import name_key
from directory.types import (
    OutsideDetails,
    OutsideGroup,
    OutsideListing,
    OutsidePlace,
)
from geography.rules.postcodes import OutwardCode, parse

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_ID = 200, 300, 200
LONGEST_WEBSITE = 400
WORDS_OF_TEXT = ("name", "summary", "who_for", "how_to_join", "organisation_about")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one import are read: what is usual, and which words name a heading."""

    kind: str = Kind.ACTIVITY
    category: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    personal_too: bool = False


@dataclass(slots=True)
class ReadRow:
    """One row, read."""

    external_id: str
    name: str
    listing: OutsideListing | None
    findings: list[Finding]


def read_listing(said: Mapping[str, str], reading: Reading) -> ReadRow:
    """Return the listing that a row's fields make, with what was found in them."""
    return _Reader(dict(said), reading).read()


class _Reader(Facts):
    """Reads one row, and notes what is to be said of it."""

    def __init__(self, said: dict[str, str], reading: Reading) -> None:
        super().__init__(said)
        self.reading = reading

    def read(self) -> ReadRow:
        """Read it."""
        self._tidy()
        name = calm(self.said.get("name", ""))[:LONGEST_NAME]
        if not name:
            self._find("no_name")
        place, outcode = self._place(name)
        external_id = self._id(name, place.postcode if place else outcode)
        contacts = self._contacts()
        if not place and not outcode and not contacts:
            self._find("no_way_there")
        listing = None
        if not stops(self.findings):
            listing = self._listing(external_id, name, place, outcode, contacts)
        return ReadRow(external_id, name, listing, self.findings)

    def _listing(
        self,
        external_id: str,
        name: str,
        place: OutsidePlace | None,
        outcode: str,
        contacts: tuple[tuple[str, str], ...],
    ) -> OutsideListing:
        pence, note = self._cost()
        checked = self.said.get("checked_on", "")
        as_of = tidy.day_of(checked) if checked else None
        if checked and as_of is None:
            self._find("bad_date", "checked_on", checked)
        organisation = calm(" ".join(self.said.get("organisation", "").split()))[:LONGEST_NAME]
        if organisation and not self.said.get("organisation_about"):
            self._find("no_about", "organisation_about")
        access = self._access()
        return OutsideListing(
            external_id=external_id,
            kind=self._kind(),
            name=name,
            as_of=as_of,
            categories=self._categories(),
            summary=self.said.get("summary", ""),
            organisation=organisation,
            place=place,
            outcode=outcode,
            contacts=contacts,
            access=access if place else (),
            free=True if pence == 0 else None,
            details=OutsideDetails(
                group=OutsideGroup(
                    about=self.said.get("organisation_about", ""),
                    charity_number=self.said.get("charity_number", "")[:20],
                ),
                who_for=self.said.get("who_for", ""),
                how_to_join=self.said.get("how_to_join", ""),
                cost_note=note,
                pence=pence or None,
                ages=self._ages(),
                sessions=self._sessions(),
                languages=self._languages(),
                status=self._status(),
            ),
        )

    def _tidy(self) -> None:
        """Take HTML out of texts, and cut those that are too long."""
        for code in list(self.said):
            text = self.said[code] = tidy.clean(self.said[code])
            if tidy.has_html(text):
                text = tidy.without_html(text)
                self._find("html", code)
            if tidy.is_formula(text) and code not in ("phone", "longitude", "latitude"):
                self._find("formula", code, text)
            if code in WORDS_OF_TEXT and len(text) > tidy.LONGEST_SUMMARY:
                text = tidy.shortened(text)
                self._find("long", code)
            self.said[code] = text

    def _id(self, name: str, postcode: str) -> str:
        given = self.said.get("id", "")
        if given:
            return given if len(given) <= LONGEST_ID else str(uuid5(NAMESPACE_URL, given))
        self._find("number_made", "id")
        return f"{name_key(name)[:120]}:{postcode}"

    def _place(self, name: str) -> tuple[OutsidePlace | None, str]:
        """Return the place, or only the area, that the row names."""
        written = self.said.get("postcode", "")
        postcode = postcode_of(written)
        only = parse(written) if written and not postcode else None
        if written and not postcode and not isinstance(only, OutwardCode):
            self._find("bad_postcode", "postcode", written)
        outcode = str(only) if isinstance(only, OutwardCode) else ""
        point = self._point()
        address = address_in_town(self.said.get("address", ""))
        building = calm(self.said.get("place", ""))
        if not postcode and not (point and (address or building)):
            return None, outcode
        first = address.partition(", ")[0]
        return OutsidePlace(
            name=(building or (first if not any(map(str.isdigit, first)) else "") or name)[
                :LONGEST_NAME
            ],
            address=address[:LONGEST_ADDRESS],
            postcode=postcode,
            latitude=point[0] if point else None,
            longitude=point[1] if point else None,
        ), ""

    def _point(self) -> tuple[float, float] | None:
        texts = self.said.get("latitude", ""), self.said.get("longitude", "")
        if not any(texts):
            return None
        latitude, longitude = (tidy.number(text) for text in texts)
        if latitude is None or longitude is None or not tidy.in_britain(latitude, longitude):
            self._find("bad_coordinates", "latitude", ", ".join(texts))
            return None
        return round(latitude, 6), round(longitude, 6)

    def _contacts(self) -> tuple[tuple[str, str], ...]:
        found = [("phone", self._phone()), ("email", self._email()), ("website", self._website())]
        return tuple((kind, value) for kind, value in found if value)

    def _phone(self) -> str:
        written = self.said.get("phone", "")
        if not written:
            return ""
        for part in (written, *written.replace("/", ";").replace(" or ", ";").split(";")):
            if is_phone(part):
                return phone_in_groups(part.strip())
        self._find("bad_phone", "phone", written)
        return ""

    def _email(self) -> str:
        written = self.said.get("email", "").removeprefix("mailto:")
        first = written.replace(",", ";").split(";")[0].strip()
        if not first:
            return ""
        if not tidy.is_email(first):
            self._find("bad_email", "email", written)
            return ""
        if tidy.is_personal(first):
            self._find("personal_email", "email", first)
            return first if self.reading.personal_too else ""
        return first

    def _website(self) -> str:
        written = self.said.get("website", "").split(" ")[0].split(";")[0]
        if not written:
            return ""
        address = whole_address(written)
        if address != written:
            self._find("added_scheme", "website", written)
        if not address.lower().startswith(("http://", "https://")) or "." not in address:
            self._find("bad_website", "website", self.said["website"])
            return ""
        return address if len(address) <= LONGEST_WEBSITE else ""

    def _kind(self) -> str:
        written = self.said.get("kind", "").lower()
        if not written:
            return self.reading.kind
        known = {label.lower(): str(code) for code, label in Kind.choices} | {
            str(code): str(code) for code in Kind.values
        }
        if written not in known:
            self._find("unknown_kind", "kind", written)
        return known.get(written, self.reading.kind)

    def _categories(self) -> tuple[str, ...]:
        found: list[str] = []
        for part in self.said.get("headings", "").replace(",", ";").replace("|", ";").split(";"):
            word = " ".join(part.split())
            if not word:
                continue
            code = self.reading.headings.get(word.casefold())
            if code is None:
                self._find("unknown_heading", "headings", word)
            elif code not in found:
                found.append(code)
        if not found and self.reading.category:
            found.append(self.reading.category)
        if not found:
            self._find("no_heading", "headings")
        return tuple(found)
