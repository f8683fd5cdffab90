"""Where does a proposal stand in the queue, which headings fit its words, and what is like it?"""

from dataclasses import dataclass
from datetime import date

from core.clock import LONDON
from directory.cards.calendars import school_calendar
from directory.enums import Status
from directory.models import Location, Proposal, Service
from directory.rules.proposals import day_of_decision
from directory.selectors.duplicates import Alike, alike, face_of, named_alike
from directory.selectors.suggesting import headings_said_in, is_personal
from geography.rules.postcodes import OutwardCode, UnitPostcode, parse

MOST_PLACES, MOST_ALIKE = 8, 3
SHORTEST_NAME, LONGEST_NAME = 4, 80
LEAST_LIKE_NAME = 0.8


@dataclass(frozen=True, slots=True)
class Standing:
    """How many wait before a proposal, and by which day it is decided."""

    place: int
    by: date


def standing(proposal: Proposal) -> Standing | None:
    """Return where a proposal stands in the queue; None when it does not wait."""
    if proposal.sent_at is None:
        return None
    before = Proposal.objects.waiting().filter(sent_at__lt=proposal.sent_at).count()
    sent = proposal.sent_at.astimezone(LONDON).date()
    return Standing(before + 1, day_of_decision(sent, school_calendar(), before))


def suggested_headings(text: str, language: str) -> list[str]:
    """Return the codes of the headings whose words stand in a text, the best first."""
    return headings_said_in(text, language)


def known_places(name: str, postcode: str) -> list[Location]:
    """Return the places known to all at this postcode, or else of nearly this name."""
    places = Location.objects.sources().filter(area_only=False)
    found = parse(postcode) if postcode else None
    if isinstance(found, UnitPostcode):
        there = list(places.filter(postcode=str(found)).order_by("name")[:MOST_PLACES])
        if there:
            return there
    words = name.strip()
    if len(words) < SHORTEST_NAME:
        return []
    return list(places.filter(name__icontains=words).order_by("name")[:MOST_PLACES])


def like_name(typed: str, area: str) -> list[Service]:
    """Return the published listings of nearly the name that somebody types, at most three.

    What looks like a telephone number, a postcode or an address is looked up nowhere.
    """
    name = " ".join(typed.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or is_personal(name):
        return []
    place = parse(area) if area else None
    outcode = str(place) if isinstance(place, OutwardCode) else ""
    return named_alike(name, outcode, LEAST_LIKE_NAME, MOST_ALIKE)


def like_it(draft: Service) -> list[Alike]:
    """Return the published listings that look like an offer, at most three."""
    found = (
        one
        for one in alike(face_of(draft))
        if one.service.live and one.service.status != Status.CLOSED
    )
    return [one for one, _place in zip(found, range(MOST_ALIKE), strict=False)]
