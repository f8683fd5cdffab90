"""What do calendars and web feeds say of an offer, in the reader's language?"""

from collections.abc import Callable
from datetime import datetime

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.clock import LONDON
from directory.cards import Card
from directory.enums import Status
from directory.presenters import facts
from directory.presenters.cards import listing_address
from directory.presenters.times import when_of
from directory.presenters.words import reader_language
from directory.rules.calendar_entries import Entry

Whole = Callable[[str], str]


def entry_of(card: Card, whole: Whole, now: datetime) -> Entry:
    """Return an offer as an entry of a calendar; `whole` makes an address complete."""
    place = card.place
    has_point = place is not None and place.latitude is not None and place.longitude is not None
    return Entry(
        public_id=card.public_id,
        sessions=card.sessions,
        dates_off=card.dates_off,
        changed_at=changed_at(card, now),
        title=title(card),
        cancelled_title=_("Cancelled: %(title)s") % {"title": title(card)},
        about=_about(card, whole),
        where=_where(card),
        url=whole(listing_address(card)),
        language=reader_language(),
        point=(place.latitude, place.longitude) if place and has_point else None,  # type: ignore[arg-type]  # both are numbers
        is_cancelled=card.status != Status.ACTIVE,
    )


def title(card: Card) -> str:
    """Return the name; that of a made-up offer says so."""
    if card.is_sample:
        return _("Sample: %(name)s") % {"name": card.name.text}
    return card.name.text


def changed_at(card: Card, now: datetime) -> datetime:
    """Return since when an offer says what it says; midnight while nobody has stored it."""
    midnight = now.astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)
    return card.changed_at or midnight


def feed_text(card: Card, now: datetime) -> SafeString:
    """Return what a web feed says of an offer, as HTML: what, when, where, cost, a line each."""
    lines = (
        card.summary.text if card.summary else "",
        ". ".join(when_of(card, now).lines),
        _where(card),
        facts.cost(card),
        _sample(card),
    )
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines if line))


def rights(card: Card) -> str:
    """Return which outside sources the facts are from, and their licences."""
    return "; ".join(f"{source.name} ({source.licence})" for source in card.sources)


def _about(card: Card, whole: Whole) -> str:
    lines = (
        card.summary.text if card.summary else "",
        facts.cost(card),
        _sample(card),
        rights(card),
        _("More: %(address)s") % {"address": whole(listing_address(card))},
    )
    return "\n".join(line for line in lines if line)


def _sample(card: Card) -> str:
    return _("This is made up, to show how the site works.") if card.is_sample else ""


def _where(card: Card) -> str:
    if card.place is None:
        return card.outcode
    parts = (card.place.name.text, card.place.address, card.place.postcode)
    found: list[str] = []
    for part in parts:
        if part and not any(part in one for one in found):
            found.append(part)
    return ", ".join(found)
