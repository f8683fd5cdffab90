"""What does the public not see of a place or a contact, because the group keeps it back?"""

from collections.abc import Iterable, Sequence
from copy import copy

from directory.cards.card import ContactLine, Word
from directory.enums import ContactKind
from directory.models import Location, Service
from geography.selectors import locate
from geography.types import Located

WordsOfPlace = dict[str, dict[str, Word]]


def shown_place(place: Location) -> Location:
    """Return a place as the public knows it.

    Of an area-only place that is the first half of the postcode and its middle: no name, no
    street, no ward, no way to reach it.
    """
    if not place.area_only:
        return place
    known = copy(place)
    outcode = place.outcode or place.postcode.split(" ")[0]
    known.name = place.area or outcode
    known.address = known.directions = known.ward = ""
    known.phone = known.email = known.website = ""
    known.postcode = outcode
    known.latitude = known.longitude = None
    middle = locate(outcode) if outcode else None
    if isinstance(middle, Located):
        known.latitude, known.longitude = middle.lat, middle.lon
    return known


def hide_words(places: Iterable[Location], words: dict[int, WordsOfPlace]) -> None:
    """Leave of the words of area-only places what the public may know."""
    for place in places:
        if place.area_only:
            said = Word(place.name, "en")
            words[place.pk] = {next(iter(words[place.pk]), "en"): {"name": said}}


def shown_contacts(service: Service, lines: Sequence[ContactLine]) -> list[ContactLine]:
    """Return the ways to get in touch; addresses behind a message form are left out."""
    if not service.message_form:
        return list(lines)
    return [line for line in lines if line.kind != ContactKind.EMAIL]
