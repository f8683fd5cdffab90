"""Do the pictures of a still map fill their frame, with the place in the middle?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.tiles import SIDE, Tile, address, around, fault, origin

TEMPLATE = "https://tiles.example.org/{z}/{x}/{y}.png"
WIDTH, HEIGHT = 400, 220


@given(
    st.floats(-80, 80, allow_nan=False),
    st.floats(-179, 179, allow_nan=False),
    st.integers(5, 19),
)
def test_the_frame_is_covered_without_gap(lat: float, lon: float, zoom: int) -> None:
    tiles = list(around(lat, lon, zoom, WIDTH, HEIGHT))
    assert min(tile.left for tile in tiles) <= 0
    assert min(tile.top for tile in tiles) <= 0
    assert max(tile.left for tile in tiles) + SIDE >= WIDTH
    assert max(tile.top for tile in tiles) + SIDE >= HEIGHT
    assert len(tiles) <= 9
    assert all(0 <= tile.column < 2**zoom and 0 <= tile.row < 2**zoom for tile in tiles)


@pytest.mark.parametrize(("lat", "lon"), [(52.6346, -1.1295), (-33.9, 18.4), (0.0, 0.0)])
def test_the_middle_of_the_frame_is_the_place(lat: float, lon: float) -> None:
    first = next(around(lat, lon, 16, WIDTH, HEIGHT))
    whole = SIDE * 2**16
    x = first.column * SIDE + WIDTH / 2 - first.left
    y = first.row * SIDE + HEIGHT / 2 - first.top
    assert x / whole * 360 - 180 == pytest.approx(lon, abs=1e-4)
    back = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / whole))))
    assert back == pytest.approx(lat, abs=1e-4)


@pytest.mark.parametrize(("lat", "lon"), [(90.0, 0.0), (-90.0, 0.0), (52.0, 179.9999)])
def test_the_edges_of_the_world_ask_for_no_picture_that_is_not_there(
    lat: float, lon: float
) -> None:
    tiles = list(around(lat, lon, 3, WIDTH, HEIGHT))
    assert all(0 <= tile.column < 8 and 0 <= tile.row < 8 for tile in tiles)


def test_an_address_holds_the_numbers_of_the_picture() -> None:
    tile = Tile(16, 32562, 21463, 0, 0)
    assert address(TEMPLATE, tile) == "https://tiles.example.org/16/32562/21463.png"
    assert origin(TEMPLATE) == "https://tiles.example.org"
    assert origin("/tiles/{z}/{x}/{y}.png") == ""


@pytest.mark.parametrize(
    ("template", "is_right"),
    [
        (TEMPLATE, True),
        ("/tiles/{z}/{x}/{y}.png", True),
        ("http://localhost:8080/{z}/{x}/{y}.png", True),
        ("https://tiles.example.org/{z}/{y}/{x}?key=a", True),
        ("http://tiles.example.org/{z}/{x}/{y}.png", False),
        ("https://{s}.example.org/{z}/{x}/{y}.png", False),
        ("https://*.example.org/{z}/{x}/{y}.png", False),
        ("https://tiles.example.org/{z}/{x}.png", False),
        ("tiles/{z}/{x}/{y}.png", False),
        ("https://a.example.org; script-src */{z}/{x}/{y}.png", False),
        ("javascript:{z}{x}{y}", False),
    ],
)
def test_what_cannot_be_used_is_told(template: str, is_right: bool) -> None:
    assert (fault(template) == "") is is_right
