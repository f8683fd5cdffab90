"""What do the pages of one offer, one group and one place answer?"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import clock
from directory.cards import Card
from directory.enums import Access, Opening
from directory.maps import let_pictures_in, map_tiles
from directory.presenters import (
    card_view,
    listing_links,
    listings,
    map_pages,
    places,
    programme,
    structured,
)
from directory.presenters.badges import OF_PLACES
from directory.presenters.cards import listing_address
from directory.presenters.closures import notices
from directory.presenters.words import shown
from directory.selectors import card_by_short_code, pages
from directory.selectors.headings import shows_quick_exit
from directory.views.counting import counted
from directory.views.languages import links_with
from directory.views.moved import moved
from locales.drafted import is_drafted

MOST_DIGITS = 4
OF_EVERY_PLACE = (*sorted(OF_PLACES), Access.HEARING_LOOP, Access.QUIET)


@require_safe
def listing_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one offer; its name in the address is decoration and is put right."""
    language = get_language() or "en"
    card = card_by_short_code(code, language)
    if card is None:
        raise Http404
    if (slug, code) != (card.slug, card.short_code):
        return moved(listing_address(card))
    counted(request, card, Opening.OPENED)
    context = listing_context(request, card, language)
    return let_pictures_in(request, render(request, "directory/listing.html", context))


def listing_context(request: HttpRequest, card: Card, language: str) -> dict[str, object]:
    """Return what the page of an offer shows at this moment."""
    now, today = clock.now(), clock.today()
    near = pages.similar(card, today=today)
    return _context(request, language) | {
        "quick_exit": shows_quick_exit(heading.code for heading in card.headings),
        "listing": listings.listing_view(card, now),
        "map": map_pages.picture(card.place, map_tiles()),
        "links": listing_links.listing_links(card, request.build_absolute_uri, now),
        "similar": [card_view(one, miles=miles, today=today) for one, miles in near.cards],
        "why_similar": listing_links.why_similar(near),
        "structured": structured.script(
            structured.structured(card, now, request.build_absolute_uri)
        ),
    }


@require_safe
def group_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one group with what it offers."""
    language = get_language() or "en"
    page = pages.group_page(code, language)
    if page is None:
        raise Http404
    if slug != page.slug:
        return moved(places.group_address(page))
    context = _context(request, language) | {
        "title": shown(page.name),
        "title_text": page.name.text,
        "about": shown(page.about),
        "contacts": places.contacts(page.contacts),
        "places": places.where_they_meet(page.offers),
        "programme": programme.programme(
            page.offers, clock.now(), programme.place_of, _page(request)
        ),
        "offers_heading": _("What they offer"),
        "calendar_href": f"{places.group_address(page)}calendar.ics",
        "structured": structured.script(
            structured.structured_group(page, request.build_absolute_uri)
        ),
        "is_sample": page.is_sample,
        "needs": pages.needs_of(code, clock.today()),
    }
    return render(request, "directory/group.html", context)


@require_safe
def place_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show one place with what goes on there."""
    language = get_language() or "en"
    page = pages.place_page(code, language)
    if page is None:
        raise Http404
    if slug != page.slug:
        return moved(places.place_address(page))
    context = _context(request, language) | {
        "title": shown(page.name),
        "title_text": page.name.text,
        "where": places.where(page),
        "contacts": places.contacts(page.contacts),
        "map": map_pages.picture(page, map_tiles()),
        "closures": notices(
            {closed for card in page.offers for closed in card.closures}, clock.today()
        ),
        "badges": places.place_badges(page.access),
        "not_there": places.missing_from(page.access, OF_EVERY_PLACE),
        "programme": programme.programme(
            page.offers, clock.now(), programme.group_of, _page(request)
        ),
        "offers_heading": _("What goes on here"),
        "calendar_href": f"{places.place_address(page)}calendar.ics",
        "structured": structured.script(
            structured.structured_place(page, request.build_absolute_uri)
        ),
        "is_sample": page.is_sample,
    }
    return let_pictures_in(request, render(request, "directory/place.html", context))


def _context(request: HttpRequest, language: str) -> dict[str, object]:
    return {
        "language_links": links_with(request),
        "has_drafted_words": is_drafted(language),
    }


def _page(request: HttpRequest) -> int:
    """Return the page asked for; anything that is no number is the first."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else 1
