"""Which pictures of a map show a point, and where on them does it lie?"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

SIDE = 256
# Beyond this the projection of web maps has no pictures.
_MOST_LATITUDE = 85.05
PARTS = ("{z}", "{x}", "{y}")


@dataclass(frozen=True, slots=True)
class Tile:
    """One picture: its number, and where its corner lies in the frame, in pixels."""

    zoom: int
    column: int
    row: int
    left: float
    top: float


def around(lat: float, lon: float, zoom: int, width: int, height: int) -> Iterator[Tile]:
    """Give the pictures that fill a frame with the point in its middle."""
    most = 2**zoom
    x, y = _pixel(lat, lon, zoom)
    left, top = x - width / 2, y - height / 2
    for row in range(max(0, int(top // SIDE)), min(most - 1, int((top + height) // SIDE)) + 1):
        for column in range(int(left // SIDE), int((left + width) // SIDE) + 1):
            yield Tile(zoom, column % most, row, column * SIDE - left, row * SIDE - top)


def _pixel(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    whole = SIDE * 2**zoom
    held = math.radians(max(-_MOST_LATITUDE, min(lat, _MOST_LATITUDE)))
    return (lon + 180) / 360 * whole, (1 - math.asinh(math.tan(held)) / math.pi) / 2 * whole


def address(template: str, tile: Tile) -> str:
    """Return where a picture is fetched."""
    numbers = zip(PARTS, (tile.zoom, tile.column, tile.row), strict=True)
    for part, number in numbers:
        template = template.replace(part, str(number))
    return template


def origin(template: str) -> str:
    """Return the host that pictures come from; "" when it is the site itself."""
    parts = urlsplit(template)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def fault(template: str) -> str:
    """Return why an address cannot be used for pictures of a map; "" when it can."""
    if any(part not in template for part in PARTS):
        return "has to hold {z}, {x} and {y}"
    parts = urlsplit(template)
    if not parts.netloc and template.startswith("/"):
        return ""
    if "{" in parts.netloc or "*" in parts.netloc:
        return "has to name one host, without {s} or *"
    is_local = parts.hostname in ("localhost", "127.0.0.1")
    if not parts.netloc or (parts.scheme != "https" and not is_local):
        return "has to begin with https:// or, on the site itself, with /"
    return "" if set(parts.netloc).isdisjoint(" ;,'\"") else "has a host that is no name"
