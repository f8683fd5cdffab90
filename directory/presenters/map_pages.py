"""What stands on a map and in the list beside it?"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory.asking import MAP, Asked
from directory.cards import Card, Place
from directory.maps import Tiles
from directory.presenters.cards import CardView
from directory.presenters.places import Where, where
from directory.presenters.words import NOTHING, reader_language
from directory.rules import tiles
from directory.selectors.pages import PlacePage

WIDTH, HEIGHT, ZOOM = 400, 220, 16
# Places nearer to each other than this share a marker: about a metre.
_SAME_POINT = 5


@dataclass(frozen=True, slots=True)
class AtPlace:
    """What was found at one place; `place` is None for what is nowhere in particular."""

    id: str
    name: str
    place: Where | None
    point: tuple[float, float] | None
    cards: tuple[CardView, ...]


def by_place(found: Iterable[tuple[Card, CardView]]) -> tuple[AtPlace, ...]:
    """Return what was found by place, places in the order of their first; nowhere comes last."""
    places: dict[str, Place] = {}
    cards: dict[str, list[CardView]] = {}
    nowhere: list[CardView] = []
    for card, view in found:
        if card.place is None:
            nowhere.append(view)
            continue
        places.setdefault(card.place.short_code, card.place)
        cards.setdefault(card.place.short_code, []).append(view)
    groups = [
        AtPlace(f"place-{code}", place.name.text, where(place), _point(place), tuple(cards[code]))
        for code, place in places.items()
    ]
    if nowhere:
        groups.append(AtPlace("place-none", "", None, None, tuple(nowhere)))
    return tuple(groups)


def _point(place: Place) -> tuple[float, float] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return round(place.latitude, _SAME_POINT), round(place.longitude, _SAME_POINT)


def markers(groups: Iterable[AtPlace]) -> list[dict[str, object]]:
    """Return the markers as the script reads them: one for each point, with a name to hear."""
    at: dict[tuple[float, float], list[AtPlace]] = {}
    for group in groups:
        if group.point is not None:
            at.setdefault(group.point, []).append(group)
    return [
        {
            "lat": point[0],
            "lon": point[1],
            "count": sum(len(group.cards) for group in here),
            "label": _label(here),
            "ids": [group.id for group in here],
        }
        for point, here in at.items()
    ]


def cluster_names(marked: Sequence[Mapping[str, object]]) -> str:
    """Return, as the script reads it, what a gathering of so many places is called, from none."""
    most = sum(len(cast(Sequence[str], one["ids"])) for one in marked)
    names = (
        ngettext("%(number)s place", "%(number)s places", count) % {"number": number_format(count)}
        for count in range(most + 1)
    )
    return json.dumps(list(names), ensure_ascii=False)


def _label(here: Sequence[AtPlace]) -> str:
    count = sum(len(group.cards) for group in here)
    names = ", ".join(group.name for group in here)
    return ngettext("%(place)s: %(number)s thing", "%(place)s: %(number)s things", count) % {
        "place": names,
        "number": number_format(count),
    }


def views_markup(asked: Asked) -> SafeString:
    """Return the two ways to see what was found, each a link that keeps the search."""
    names = (("", _("List")), (MAP, pgettext("of a town", "Map")))
    links = format_html_join("", "{}", ((_view(asked, *one),) for one in names))
    return format_html('<p class="wm-sort"><span>{}</span>{}</p>', _("See it as:"), links)


def _view(asked: Asked, view: str, text: str) -> SafeString:
    if asked.view == view:
        return format_html('<span aria-current="true">{}</span>', text)
    return format_html('<a href="{}">{}</a>', asked.seen_as(view).query_string(), text)


def picture(place: Place | PlacePage | None, source: Tiles | None) -> SafeString:
    """Return a still map with the place in its middle; empty without pictures or a point.

    A drawing needs neither a script nor an inline style to put the pictures where they belong.
    """
    if source is None or place is None or place.latitude is None or place.longitude is None:
        return NOTHING
    return _picture(place.latitude, place.longitude, place.name.text, source, reader_language())


@lru_cache(maxsize=2_000)
def _picture(lat: float, lon: float, name: str, source: Tiles, language: str) -> SafeString:
    zoom = min(ZOOM, source.most_zoom)
    pictures = format_html_join(
        "",
        '<image href="{}" x="{}" y="{}" width="256" height="256"/>',
        (
            (tiles.address(source.template, tile), round(tile.left), round(tile.top))
            for tile in tiles.around(lat, lon, zoom, WIDTH, HEIGHT)
        ),
    )
    pin = format_html(
        '<circle cx="{0}" cy="{1}" r="13" fill="#fff"/>'
        '<circle cx="{0}" cy="{1}" r="10" fill="#5c1a63"/>',
        WIDTH // 2,
        HEIGHT // 2,
    )
    return format_html(
        '<figure class="wm-still"><svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}</svg>'
        '<figcaption class="wm-small">{}</figcaption></figure>',
        WIDTH,
        HEIGHT,
        _("Map of where %(place)s is") % {"place": name},
        pictures,
        pin,
        credit(source),
    )


def credit(source: Tiles) -> SafeString:
    """Return whose the map is, as a link where there is one."""
    if not source.attribution_href:
        return format_html('<bdi lang="en">{}</bdi>', source.attribution)
    return format_html(
        '<a href="{}" rel="external"><bdi lang="en">{}</bdi></a>',
        source.attribution_href,
        source.attribution,
    )
