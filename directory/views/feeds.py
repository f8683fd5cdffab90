"""What do calendars (iCalendar) and web feeds (Atom) of the directory answer?"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from core.site_facts import site_facts
from directory.asking import as_query
from directory.cards import Card
from directory.cards.calendars import school_calendar
from directory.enums import Opening
from directory.presenters import calendars, search_pages
from directory.presenters.cards import listing_address
from directory.presenters.places import group_address, place_address
from directory.selectors import card_by_short_code, pages
from directory.selectors.searching import search
from directory.views.counting import counted
from directory.views.moved import moved
from directory.views.search import SearchAsked, search_asked

MOST = 100
KEPT_SECONDS = 3600
CALENDAR, FEED = "calendar.ics", "feed.xml"
_NOT_IN_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@require_safe
def listing_calendar(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Give the sessions of one offer; of a closed one, all are cancelled."""
    card = card_by_short_code(code, get_language() or "en")
    if card is None:
        raise Http404
    if (slug, code) != (card.slug, card.short_code):
        return moved(listing_address(card) + CALENDAR)
    counted(request, card, Opening.CALENDAR)
    return _calendar(request, (card,), calendars.title(card), f"{card.slug}.ics")


@require_safe
def group_calendar(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Give the sessions of all that a group offers."""
    page = pages.group_page(code, get_language() or "en")
    if page is None:
        raise Http404
    if slug != page.slug:
        return moved(group_address(page) + CALENDAR)
    return _calendar(request, page.offers, page.name.text, f"{page.slug}.ics")


@require_safe
def place_calendar(request: HttpRequest, slug: str, code: str) -> HttpResponseBase:
    """Give the sessions of all that goes on at a place."""
    page = pages.place_page(code, get_language() or "en")
    if page is None:
        raise Http404
    if slug != page.slug:
        return moved(place_address(page) + CALENDAR)
    return _calendar(request, page.offers, page.name.text, f"{page.slug}.ics")


@require_safe
def search_calendar(request: HttpRequest) -> HttpResponseBase:
    """Give the sessions of the first hundred listings that a search finds."""
    asking = search_asked(request)
    return _calendar(request, _found(asking), _name(asking), "search.ics")


@require_safe
def search_feed(request: HttpRequest) -> HttpResponseBase:
    """Give the first hundred listings that a search finds, the last changed first."""
    asking, now = search_asked(request), clock.now()
    found = _found(asking)
    asked = asking.asked.on_page(1)
    tail = "" if asked.query_string() == "?" else asked.query_string()
    page = request.path.removesuffix(FEED)
    feed = Atom1Feed(
        title=_in_xml(_name(asking)),
        link=request.build_absolute_uri(page + tail),
        description="",
        subtitle=_("Things to do near you"),
        language=asking.language,
        author_name=site_facts()["site_name"],
        feed_url=request.build_absolute_uri(request.path + tail),
        feed_guid=request.build_absolute_uri(request.path + tail),
    )
    for card in sorted(found, key=lambda one: calendars.changed_at(one, now), reverse=True):
        _add(feed, card, request, now)
    return _answered(
        request,
        feed.writeString("utf-8").encode(),
        f"{feed.content_type.partition(';')[0]}; charset=utf-8",
        _last(found, now),
    )


def _name(asking: SearchAsked) -> str:
    """Return what a search is called in somebody's list of calendars and feeds."""
    chips = [one.text for one in search_pages.chips(asking.asked, asking.lines)]
    near = [_("near %(place)s") % {"place": asking.place}] if asking.place else []
    words = [asking.asked.q] if asking.asked.q else []
    said = ", ".join((*words, *chips, *near)) or _("Things to do near you")
    return f"{site_facts()['site_name']}: {said}"


def _found(asking: SearchAsked) -> tuple[Card, ...]:
    """Return the first page of a hundred: what is in a file does not depend on a page."""
    query = as_query(asking.asked, asking.near, asking.language, asking.today, asking.now)
    found = search(replace(query, page=1, page_size=MOST, facets=()), today=asking.today)
    return tuple(card for card, _hit in found.found())


def _add(feed: Atom1Feed, card: Card, request: HttpRequest, now: datetime) -> None:
    moment = calendars.changed_at(card, now)
    feed.add_item(
        title=_in_xml(calendars.title(card)),
        link=request.build_absolute_uri(listing_address(card)),
        description=_in_xml(calendars.feed_text(card, now)),
        unique_id=f"urn:uuid:{card.public_id}",
        author_name=_in_xml(card.organisation.name.text) if card.organisation else None,
        updateddate=moment,
        item_copyright=calendars.rights(card),
        categories=[_in_xml(heading.label.text) for heading in card.headings],
    )


def _in_xml(text: str) -> str:
    """Return a text without the characters that no XML may hold, whoever typed them."""
    return _NOT_IN_XML.sub("", text)


def _calendar(
    request: HttpRequest, cards: Sequence[Card], name: str, file_name: str
) -> HttpResponseBase:
    from directory.rules.calendar_files import calendar_file  # noqa: PLC0415 - dear to load

    now, today = clock.now(), clock.today()
    whole = request.build_absolute_uri
    entries = [calendars.entry_of(card, whole, now) for card in cards]
    content = calendar_file(entries, name=name, school=school_calendar(), today=today)
    answer = _answered(request, content, "text/calendar; charset=utf-8", _last(cards, now))
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return answer


def _last(cards: Iterable[Card], now: datetime) -> datetime | None:
    return max((calendars.changed_at(card, now) for card in cards), default=None)


def _answered(
    request: HttpRequest, content: bytes, content_type: str, changed: datetime | None
) -> HttpResponseBase:
    """Return the file, or that it has not changed; programs ask for it once an hour at most."""
    response = HttpResponse(content, content_type=content_type)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    response.headers["X-Robots-Tag"] = "noindex"
    if changed is not None:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
    found = get_conditional_response(request, etag, None, response)
    return found or response
