"""What does the search page answer?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core import clock
from core.chips import chips_markup
from directory.asking import MAP, Asked, as_query, narrowed, read
from directory.loosening import Looser, looser
from directory.maps import map_tiles
from directory.presenters import CardView, card_view, filters, markup, search_pages
from directory.presenters.labels import chosen_codes
from directory.presenters.map_pages import views_markup
from directory.presenters.reasons import chosen_in_words
from directory.selectors.headings import HeadingLine, headings, shows_quick_exit, successors
from directory.selectors.searching import ListingResults, count, search
from directory.views import search_map
from directory.views.languages import links_with
from geography.selectors import locate
from geography.types import Located, Location_
from locales.drafted import is_drafted
from search.actions import tally
from search.query import Near

WAYS, NEAREST = 3, 3
MOST_TRIED = 20
FARTHER = frozenset({"wider", "within"})


@dataclass(frozen=True, slots=True)
class SearchAsked:
    """What one request asks, where, when and in which language."""

    asked: Asked
    location: Location_ | None
    language: str
    today: date
    now: datetime
    lines: Mapping[str, HeadingLine]

    @property
    def near(self) -> Near | None:
        """The point to measure from, if the place was found."""
        if not isinstance(self.location, Located):
            return None
        return Near(self.location.lat, self.location.lon, self.location.label)

    @property
    def place(self) -> str:
        """The place as headings may name it: never a whole postcode."""
        return self.location.outcode_label if isinstance(self.location, Located) else ""


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the listings that fit, or a way on when none does."""
    asking = search_asked(request)
    found = _results(asking)
    asking = replace(asking, asked=asking.asked.on_page(found.results.query.page))
    asked, total = asking.asked, found.results.total
    if asked.page == 1:
        _count(asking, found)
    error, age_error = search_pages.near_error(asking.location), search_pages.age_error(asked)
    chips = search_pages.chips(asked, asking.lines)
    context = {
        "asked": asked,
        "near_error": error,
        "age_error": age_error,
        "near_note": search_pages.near_note(asking.location),
        "ignored": search_pages.ignored_text(asked),
        "heading": search_pages.count_text(total, asked, asking.place),
        "distances": markup.distances_markup(search_pages.distances(asked)),
        "groups": filters.groups(asked, found.results.facets, asking.lines, age_error),
        "chips": chips,
        "chosen": chips_markup(chips, asked.only_words_and_place().query_string()),
        "sorts": markup.sorts_markup(search_pages.sorts(asked)),
        "pages": search_pages.pages(asked, total),
        "views": views_markup(asked) if map_tiles() else "",
        "also": search_pages.also(found.results.also_looked_for),
        "meant": search_pages.meant(found.results.did_you_mean, asked),
        "cards": _views(found, asked, asking.lines, asking.today),
        "has_drafted_words": is_drafted(asking.language),
        "hills_on_tint": False,
        "quick_exit": shows_quick_exit(asked.category),
        **_for_machines(request, asked, total),
        "calendar_href": _file("search_calendar", asked),
        "feed_href": _file("search_feed", asked),
    }
    if total and asked.view == MAP:
        return search_map.map_page(request, context, list(found.found()))
    if total:
        return render(request, "directory/search.html", context)
    return render(request, "directory/search_none.html", context | _way_on(asking))


def _for_machines(request: HttpRequest, asked: Asked, total: int) -> dict[str, object]:
    """Return the links to this search in other languages, and its addresses without a postcode.

    Search engines list the directory and its headings; they need not list what somebody typed.
    """
    query_string = asked.query_string()
    here = request.build_absolute_uri("/").rstrip("/")
    links = links_with(request, query_string)
    return {
        "language_links": links,
        "alternates": markup.alternates_markup(
            here + request.path + ("" if query_string == "?" else query_string),
            ((link["code"], here + link["href"]) for link in links),
        ),
        "may_be_listed": bool(total) and asked.is_plain,
    }


def _file(name: str, asked: Asked) -> str:
    """Return the address of a file of this search: words, filters and outcode, no page."""
    tail = asked.seen_as("").query_string()
    return reverse(f"directory:{name}") + ("" if tail == "?" else tail)


def search_asked(request: HttpRequest) -> SearchAsked:
    """Return what a request asks; feeds and calendars of a search ask the same way."""
    language = get_language() or "en"
    lines = headings(language)
    asked = read(request.GET, lines, successors())
    asked = asked if map_tiles() else replace(asked, view="")
    asked = narrowed(asked, {line.code: line.parent for line in lines.values()})
    location = locate(asked.near) if asked.near else None
    asking = SearchAsked(asked, location, language, clock.today(), clock.now(), lines)
    return replace(asking, asked=replace(asked, place=asking.place))


def _results(asking: SearchAsked) -> ListingResults:
    """Return the page asked for; the last one when there are fewer."""
    query = as_query(asking.asked, asking.near, asking.language, asking.today, asking.now)
    found = search(query, today=asking.today)
    last = search_pages.last_page(found.results.total, query.page_size)
    if query.page > last:
        found = search(replace(query, page=last), today=asking.today)
    return found


def _count(asking: SearchAsked, found: ListingResults) -> None:
    """Count the search: its words, and apart from them what was wanted in the ward."""
    ward = asking.location.ward if isinstance(asking.location, Located) else None
    tally.note(
        text=asking.asked.q,
        language=asking.language,
        ward=ward or "",
        headings=asking.asked.category or _likeliest(found),
        total=found.results.total,
    )


def _likeliest(found: ListingResults) -> tuple[str, ...]:
    """Return the heading under which at least half of what was found stands."""
    counts = found.results.facets.get("category", {})
    code = max(counts, key=counts.__getitem__, default="")
    return (code,) if code and counts[code] * 2 >= found.results.total else ()


def _views(
    found: ListingResults, asked: Asked, lines: Mapping[str, HeadingLine], today: date
) -> list[CardView]:
    chosen, fits = chosen_codes(asked), chosen_in_words(asked, lines)
    return [
        card_view(card, miles=hit.miles, why=hit.why, chosen=chosen, fits=fits, today=today)
        for card, hit in found.found()
    ]


def _way_on(asking: SearchAsked) -> dict[str, object]:
    """Return wider searches that find something, and the nearest of what the first finds."""
    ways = _ways(asking)
    context: dict[str, object] = {"ways": search_pages.ways_on(ways, asking.lines)}
    if ways:
        asked = ways[0][0].asked
        near = asking.near if asked.place else None
        query = as_query(asked, near, asking.language, asking.today, asking.now)
        query = replace(query, page_size=NEAREST, facets=())
        context["nearest"] = _views(
            search(query, today=asking.today), asked, asking.lines, asking.today
        )
    return context


def _ways(asking: SearchAsked) -> list[tuple[Looser, int]]:
    """Return the first few wider searches that find something; of distances the shortest."""
    found: list[tuple[Looser, int]] = []
    tried: set[str] = {asking.asked.on_page(1).query_string()}
    for one in looser(asking.asked):
        is_farther = one.gave_up in FARTHER and any(way.gave_up in FARTHER for way, _ in found)
        address = one.asked.query_string()
        if is_farther or address in tried or len(tried) > MOST_TRIED:
            continue
        tried.add(address)
        near = asking.near if one.asked.place else None
        query = as_query(one.asked, near, asking.language, asking.today, asking.now)
        number = count(query, today=asking.today)
        if number:
            found.append((one, number))
        if len(found) == WAYS:
            break
    return found
