"""Which services can the desk send somebody on to, and how do they read in a language?"""

from collections.abc import Iterator

from django.utils import translation

from core import clock
from directory.presenters import card_view
from directory.selectors import card_by_short_code
from selfassessment.engine.routing import Action, OfferOutcome
from selfassessment.journeys.contacts import contact_views
from selfassessment.journeys.handing import offered
from selfassessment.journeys.published import (
    NothingPublished,
    current_version,
    current_words,
    published,
)
from selfassessment.journeys.texts import Words
from selfassessment.referrals.models import Departure
from selfassessment.referrals.sending_on import Destination

_POINTED_TO = (Action.PHONE, Action.LINK)


def services() -> list[tuple[str, str]]:
    """Return what people are pointed to and do not go to by way of the desk, in English."""
    try:
        offers = published(current_version("refer")).routing.offers
    except NothingPublished:
        return []
    words = current_words("refer", "en")
    return [
        (code, words(f"offer.{code}.name"))
        for code, offer in offers.items()
        if offer.outcomes[OfferOutcome.ELIGIBLE].action in _POINTED_TO
        and words.has(f"offer.{code}.name")
    ]


def show(where: str, code: str, language: str) -> Destination | None:
    """Return a destination in a language, or None when it is not there."""
    if where == Departure.Where.LISTING:
        return _listing(code, language)
    try:
        routing = published(current_version("refer")).routing
    except NothingPublished:
        return None
    words = current_words("refer", language)
    kinds = {Departure.Where.OFFER: "offer", Departure.Where.PROVIDER: "provider"}
    known = routing.offers if where == Departure.Where.OFFER else routing.providers
    if code not in known:
        return None
    name = f"{kinds[Departure.Where(where)]}.{code}.name"
    if not words.has(name):
        return None
    return Destination(words(name), tuple(_contacts(known[code].extra.get("contacts", ()), words)))


def _contacts(keys: object, words: Words) -> Iterator[str]:
    """Yield how to reach a service, a line each."""
    for key in keys if isinstance(keys, list | tuple) else ():
        for one in contact_views([key], words):
            # A page shows a name in two languages until its translation is checked; a line one.
            name, reach = words(f"contact.{key}.name"), one.number or one.href
            yield f"{name}: {reach}" if reach else name


def _listing(code: str, language: str) -> Destination | None:
    card = card_by_short_code(code, language)
    if card is None:
        return None
    with translation.override(language):
        found = offered(card_view(card, today=clock.today()))
    return Destination(found.name, found.lines)
