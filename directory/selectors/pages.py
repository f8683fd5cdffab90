"""What stands on the page of a listing, a group or a place?"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from directory.cards import Card, ContactLine, Word
from directory.cards.build import word_in
from directory.cards.gather import words_of
from directory.enums import ContactKind
from directory.models import GroupNeed, Location, Organisation, Service
from directory.selectors.searching import search
from directory.selectors.stored_cards import cards
from search.query import Ages, DirectoryQuery, Near, Sort

MOST_OFFERS = 500


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One group in one language, with what it offers."""

    short_code: str
    slug: str
    name: Word
    about: Word | None
    contacts: tuple[ContactLine, ...]
    is_sample: bool
    offers: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PlacePage:
    """One place in one language, with what goes on there."""

    short_code: str
    slug: str
    name: Word
    directions: Word | None
    address: str
    postcode: str
    latitude: float | None
    longitude: float | None
    access: tuple[str, ...]
    contacts: tuple[ContactLine, ...]
    is_sample: bool
    offers: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Similar:
    """Offers like another, with their miles, and by what they were chosen."""

    cards: tuple[tuple[Card, float | None], ...] = ()
    is_wider: bool = False
    by_age: bool = False
    by_distance: bool = False


def similar(card: Card, *, today: date, wanted: int = 3) -> Similar:
    """Return offers under the same heading, open to the same ages, the nearest first.

    When there are too few, those of the whole group of headings. Two queries at most.
    """
    if not card.headings:
        return Similar()
    place = card.place
    near = None
    if place and place.latitude is not None and place.longitude is not None:
        near = Near(place.latitude, place.longitude)
    query = DirectoryQuery(
        language=card.language,
        categories=(card.headings[0].code,),
        near=near,
        ages=Ages(*card.ages) if card.ages else None,
        sort=Sort.DISTANCE if near else Sort.RELEVANCE,
        page_size=wanted + 1,
    )
    found = list(search(query, today=today).found())
    is_wider = False
    if len(found) <= wanted and card.headings[0].top != card.headings[0].code:
        query, is_wider = replace(query, categories=(card.headings[0].top,)), True
        found = list(search(query, today=today).found())
    others = [(one, hit.miles) for one, hit in found if one.public_id != card.public_id]
    return Similar(tuple(others[:wanted]), is_wider, card.ages is not None, near is not None)


def group_page(short_code: str, language: str) -> GroupPage | None:
    """Return one group; None when there is no such code."""
    row = Organisation.objects.sources().filter(short_code=short_code).first()
    if row is None:
        return None
    words = words_of(Organisation, [row])[row.pk]
    return GroupPage(
        short_code=row.short_code,
        slug=row.slug,
        name=word_in(words, language, "name") or Word(row.name, language),
        about=word_in(words, language, "about"),
        contacts=_contacts_of(row),
        is_sample=row.is_sample,
        offers=_offers(Service.objects.listed().filter(organisation=row), language),
    )


def needs_of(short_code: str, today: date) -> list[str]:
    """Return what a group looks for on that day, the newest first."""
    rows = GroupNeed.objects.filter(organisation__short_code=short_code, until__gte=today)
    return list(rows.values_list("text", flat=True))


def place_page(short_code: str, language: str) -> PlacePage | None:
    """Return one place; None when there is no such code, or only its area is known to all."""
    rows = Location.objects.sources().filter(area_only=False)
    row = rows.filter(short_code=short_code).first()
    if row is None:
        return None
    words = words_of(Location, [row])[row.pk]
    return PlacePage(
        short_code=row.short_code,
        slug=row.slug,
        name=word_in(words, language, "name") or Word(row.name, language),
        directions=word_in(words, language, "directions"),
        address=row.address,
        postcode=row.postcode,
        latitude=row.latitude,
        longitude=row.longitude,
        access=tuple(row.accessibility.values_list("code", flat=True)),
        contacts=_contacts_of(row),
        is_sample=row.is_sample,
        offers=_offers(Service.objects.listed().filter(location=row), language),
    )


def _contacts_of(row: Organisation | Location) -> tuple[ContactLine, ...]:
    pairs = (
        (ContactKind.PHONE, row.phone),
        (ContactKind.EMAIL, row.email),
        (ContactKind.WEBSITE, row.website),
    )
    return tuple(ContactLine(kind.value, value) for kind, value in pairs if value)


def _offers(services: QuerySet[Service], language: str) -> tuple[Card, ...]:
    rows = services.order_by("name").values_list("translation_key", flat=True)[:MOST_OFFERS]
    return tuple(cards((str(key) for key in rows), language).values())
