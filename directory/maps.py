"""Are there pictures of maps, where do they come from, and whose are they?"""

from dataclasses import dataclass

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core.middleware.headers import let_pictures_from
from directory.rules import tiles


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where pictures of maps come from, and who has to be named."""

    template: str
    attribution: str
    attribution_href: str
    most_zoom: int


def map_tiles() -> Tiles | None:
    """Return what the council has set up; None, and no map anywhere, when it has not."""
    if not settings.WAYMARK_MAP_TILES:
        return None
    return Tiles(
        template=settings.WAYMARK_MAP_TILES,
        attribution=settings.WAYMARK_MAP_ATTRIBUTION,
        attribution_href=settings.WAYMARK_MAP_ATTRIBUTION_URL,
        most_zoom=settings.WAYMARK_MAP_MOST_ZOOM,
    )


def let_pictures_in(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let this one page load pictures from the host of the maps, and from no other."""
    found = map_tiles()
    host = tiles.origin(found.template) if found else ""
    if not host:
        return response
    csp_update({"img-src": [host]})(lambda _request: response)(request)
    let_pictures_from(response, host)  # the admin has a policy of its own, for previews
    return response
