"""How are a place, a group and ways to get in touch shown?"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.site_facts import telephone_href
from directory.cards import Card, ContactLine, Party, Place
from directory.enums import Access, ContactKind
from directory.presenters.badges import ICONS, Badge
from directory.presenters.words import english, shown
from directory.selectors.pages import GroupPage, PlacePage

MOST_PLACES = 12
MAP = "https://www.openstreetmap.org/directions?to={},{}"
MAP_SEARCH = "https://www.openstreetmap.org/search?query={}"


@dataclass(frozen=True, slots=True)
class Where:
    """A place: its name, page, address, how to find it, and a way there."""

    name: SafeString
    href: str
    address: SafeString
    postcode: str
    directions: SafeString
    map_href: str
    is_area: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place where a group meets, and what is there to get in and take part."""

    where: Where
    badges: tuple[Badge, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """One way to get in touch, as a link."""

    kind: str
    icon: str
    href: str
    text: SafeString


def where(place: Place | PlacePage) -> Where:
    """Return a place; a postcode that stands in the address already is not said twice."""
    if isinstance(place, Place) and place.area_only:
        code = "" if place.name.text == place.postcode else place.postcode
        return Where(shown(place.name), "", english(""), code, english(""), "", True)
    address = place.address.removesuffix(place.postcode).strip(" ,") if place.postcode else ""
    return Where(
        name=shown(place.name),
        href=place_address(place),
        address=english(address or place.address),
        postcode=place.postcode,
        directions=shown(place.directions),
        map_href=way_there(place),
    )


def where_they_meet(offers: Iterable[Card]) -> tuple[Meeting, ...]:
    """Return the places where a group's offers are, the one with most of them first."""
    found = Counter(card.place for card in offers if card.place is not None)
    return tuple(
        Meeting(where(place), place_badges(place.access))
        for place, _count in found.most_common(MOST_PLACES)
    )


def way_there(place: Place | PlacePage) -> str:
    """Return the address of a map that leads to a place: by its point, else by its address."""
    if place.latitude is not None and place.longitude is not None:
        return MAP.format(place.latitude, place.longitude)
    words = ", ".join(part for part in (place.address, place.postcode) if part)
    return MAP_SEARCH.format(quote(words, safe="")) if words else ""


def place_address(place: Place | PlacePage) -> str:
    """Return the address of the page of a place."""
    return reverse("directory:place", kwargs={"slug": place.slug, "code": place.short_code})


def group_address(group: Party | GroupPage) -> str:
    """Return the address of the page of a group."""
    return reverse("directory:group", kwargs={"slug": group.slug, "code": group.short_code})


def contacts(lines: Sequence[ContactLine]) -> tuple[Contact, ...]:
    """Return the ways to get in touch as links, the telephone first."""
    order = [kind.value for kind in ContactKind]
    known = [line for line in lines if line.kind in order and line.value]
    found = [_contact(line) for line in sorted(known, key=lambda line: order.index(line.kind))]
    return tuple(one for one in found if one is not None)


def ways(card: Card) -> tuple[Contact, ...]:
    """Return the ways to get in touch with an offer; a form stands in for a hidden address."""
    found = contacts(card.contacts)
    if not card.message_form:
        return found
    address = reverse("directory:message", kwargs={"slug": card.slug, "code": card.short_code})
    said = format_html("{}", _("Write to them with our form"))
    return (*found, Contact("message", "mail", address, said))


def _contact(line: ContactLine) -> Contact | None:
    if line.kind == ContactKind.PHONE:
        number = format_html("<bdi>{}</bdi>", line.value)
        text = _("Call {number}") if not line.person else _("Call {person}, {number}")
        said = format_html(text, number=number, person=line.person)
        return Contact(line.kind, "phone", telephone_href(line.value), said)
    if line.kind == ContactKind.EMAIL:
        said = format_html(_("Write to {email}"), email=format_html("<bdi>{}</bdi>", line.value))
        return Contact(line.kind, "mail", f"mailto:{line.value}", said)
    if line.value.startswith(("https://", "http://")):
        return Contact(line.kind, "link", line.value, format_html("{}", _("Their website")))
    return None


def place_badges(codes: Iterable[str]) -> tuple[Badge, ...]:
    """Return what a place has."""
    there = set(codes)
    return tuple(
        Badge(icon, str(access.label)) for access, icon in ICONS.items() if access in there
    )


def missing_from(codes: Iterable[str], wanted: Iterable[Access]) -> str:
    """Return what nobody has told us a place has."""
    there = set(codes)
    return ", ".join(str(access.label) for access in wanted if access not in there)
