"""Where can a reader go on from the page of an offer: calendar, report, friends, others like it?"""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.clock import LONDON
from directory.asking import Asked
from directory.cards import Card
from directory.enums import Origin, Status
from directory.presenters.calendars import Whole, title
from directory.presenters.cards import listing_address
from directory.presenters.words import shown
from directory.selectors.pages import Similar


@dataclass(frozen=True, slots=True)
class Share:
    """An address to pass on, and ways to do so that no third party hears of here."""

    address: str
    mail: str
    text_message: str
    whatsapp: str


@dataclass(frozen=True, slots=True)
class ListingLinks:
    """The links of a page; "" where there is nothing to lead to."""

    calendar: str
    report: str
    # Where its group says so; empty when a group keeps it already.
    claim: str
    used: str
    instead: str
    instead_text: SafeString
    share: Share


def listing_links(card: Card, whole: Whole, now: datetime) -> ListingLinks:
    """Return the links of the page of an offer; `whole` makes an address complete."""
    address = listing_address(card)
    today = now.astimezone(LONDON).date()
    return ListingLinks(
        calendar=f"{address}calendar.ics" if _has_dates(card, now, today) else "",
        report=f"{address}report/",
        claim=""
        if card.origin == Origin.GROUP
        else reverse("groups:claim", args=[card.short_code]),
        used=f"{address}used/",
        instead=_instead(card),
        instead_text=_instead_text(card),
        share=share(title(card), whole(address)),
    )


def share(name: str, address: str) -> Share:
    """Return the ways to pass an address on; each opens a program of the reader's own."""
    both = quote(f"{name}\n{address}", safe="")
    return Share(
        address=address,
        mail=f"mailto:?subject={quote(name, safe='')}&body={both}",
        text_message=f"sms:?&body={both}",
        whatsapp=f"https://wa.me/?text={both}",
    )


def why_similar(found: Similar) -> str:
    """Return in one sentence why these offers are shown below another."""
    parts = [
        _("in the same group of headings") if found.is_wider else _("under the same heading"),
        *([_("open to the same ages")] if found.by_age else []),
        *([_("the nearest first")] if found.by_distance else []),
    ]
    return _("Why these: %(reasons)s.") % {"reasons": ", ".join(parts)}


def _has_dates(card: Card, now: datetime, today: date) -> bool:
    sessions = any(one.kind == "session" for one in card.current_sessions(today))
    return card.status == Status.ACTIVE and sessions and bool(card.upcoming(now, 1))


def _instead(card: Card) -> str:
    """Return the search for things like it, near it: for who comes to a closed door."""
    category = (card.headings[0].code,) if card.headings else ()
    asked = Asked(category=category, place=card.outcode)
    tail = asked.query_string()
    return reverse("directory:search") + ("" if tail == "?" else tail)


def _instead_text(card: Card) -> SafeString:
    if not card.headings:
        return format_html("{}", _("Find other things to do"))
    return format_html(_("Find others: {heading}"), heading=shown(card.headings[0].label))
