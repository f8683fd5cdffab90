"""What does the search page answer when a reader wants a map?"""

from collections.abc import Sequence
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.cards import Card
from directory.maps import let_pictures_in, map_tiles
from directory.presenters import CardView, map_pages
from search.results import Hit


def map_page(
    request: HttpRequest, context: dict[str, object], found: Sequence[tuple[Card, Hit]]
) -> HttpResponse:
    """Show what was found by place, and on a map where scripts run.

    The markers stand in the page and not at an address of their own: a link of ours carries the
    outcode only, so that the map would be of another search than the list beside it.
    """
    views = cast("list[CardView]", context["cards"])
    groups = map_pages.by_place(zip((card for card, _hit in found), views, strict=True))
    tiles = map_tiles()
    marked = map_pages.markers(groups)
    more = {
        "places": groups,
        "markers": marked,
        "cluster_names": map_pages.cluster_names(marked),
        "tiles": tiles,
        "credit": map_pages.credit(tiles) if tiles else "",
    }
    return let_pictures_in(request, render(request, "directory/search_map.html", context | more))
