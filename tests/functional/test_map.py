"""Can what was found be seen on a map, by pointer, by keyboard, by ear, and without scripts?

The pictures of the map come from a host that is not there: the browser's requests for them are
answered here, so the content policy is tried as it is and nothing leaves the machine.
"""

import json
import re
import struct
import zlib
from collections.abc import Iterator
from itertools import combinations
from math import dist

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.functional.test_accessibility import violations
from tests.functional.walking import sideways
from tests.served_site import ServedSite, free_port

pytestmark = pytest.mark.browser
HOST = "https://tiles.example.org"
SEARCH = "/en/directory/?q=walk&view=map"
MARKED = "JSON.parse(document.getElementById('markers').textContent).length"


def picture() -> bytes:
    """Return a green picture of 256 pixels as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    rows = (b"\0" + b"\xdd\xee\xdd" * 256) * 256
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


PICTURE = picture()


@pytest.fixture(scope="module")
def mapped(site: ServedSite) -> Iterator[ServedSite]:
    """Serve the same site once more, with pictures of maps set up."""
    served = ServedSite()
    served.data, served.port = site.data, free_port()
    served.env = {
        **site.env,
        "PORT": str(served.port),
        "WAYMARK_MAP_TILES": HOST + "/{z}/{x}/{y}.png",
        "WAYMARK_MAP_ATTRIBUTION": "Made-up maps",
        "WAYMARK_MAP_ATTRIBUTION_URL": "https://example.org/maps",
    }
    served.start()
    yield served
    served.kill_everything()


def visit(
    chromium: Browser, mapped: ServedSite, width: int, *, scripts: bool = True, tiles: bool = True
) -> Iterator[Page]:
    """Give a page whose requests for pictures are answered here; complaints fail the test."""
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=scripts,
        base_url=mapped.address,
        extra_http_headers={"X-Forwarded-For": "10.1.1.3"},
    )
    context.set_default_timeout(20_000)

    def answer(route: Route) -> None:
        assert re.fullmatch(HOST + r"/\d+/\d+/\d+\.png", route.request.url)
        assert "referer" not in route.request.headers
        if tiles:
            route.fulfill(body=PICTURE, content_type="image/png")
        else:
            route.abort()

    context.route(f"{HOST}/**", answer)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console",
        lambda message: complaints.append(message.text) if "Policy" in message.text else None,
    )
    yield page
    context.close()
    assert complaints == []


@pytest.fixture
def wide(chromium: Browser, mapped: ServedSite) -> Iterator[Page]:
    yield from visit(chromium, mapped, 1280)


@pytest.fixture
def narrow(chromium: Browser, mapped: ServedSite) -> Iterator[Page]:
    yield from visit(chromium, mapped, 320)


@pytest.fixture
def plain(chromium: Browser, mapped: ServedSite) -> Iterator[Page]:
    yield from visit(chromium, mapped, 320, scripts=False)


@pytest.fixture
def cut_off(chromium: Browser, mapped: ServedSite) -> Iterator[Page]:
    yield from visit(chromium, mapped, 1280, tiles=False)


def test_the_map_stands_beside_the_list_and_has_what_it_has(wide: Page) -> None:
    wide.goto("/en/directory/?q=walk")
    wide.locator("main").get_by_role("link", name="Map", exact=True).click()
    wide.wait_for_url("**view=map**")
    box, places = wide.locator("#map").bounding_box(), wide.locator("#places").bounding_box()
    assert box
    assert places
    assert box["x"] + box["width"] <= places["x"]
    markers = wide.locator(".wm-marker")
    on_map = wide.evaluate(
        "JSON.parse(document.getElementById('markers').textContent).flatMap(one => one.ids)"
    )
    assert 0 < markers.count() <= len(on_map)
    assert set(on_map) <= set(
        wide.evaluate("[...document.querySelectorAll('#places > li')].map(one => one.id)")
    )
    expect(wide.locator(".leaflet-tile-loaded").first).to_be_visible()
    expect(wide.get_by_role("link", name="Made-up maps")).to_be_visible()
    expect(wide.locator("#map-failed")).to_be_hidden()


def test_a_marker_is_a_button_with_a_name_for_keyboard_and_ear(wide: Page) -> None:
    wide.goto(SEARCH)
    first = wide.locator(".wm-marker:not(.wm-marker--many)").first
    name = first.get_attribute("aria-label") or ""
    assert re.search(r": \d+ things?$", name)
    expect(wide.get_by_role("button", name=name).first).to_be_visible()
    first.focus()
    wide.keyboard.press("Enter")
    dialog = wide.get_by_role("dialog", name=name)
    expect(dialog).to_be_visible()
    expect(dialog.locator("a[href]").first).to_be_focused()
    wide.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(first).to_be_focused()
    wide.keyboard.press("Space")
    expect(dialog).to_be_visible()
    link = dialog.locator(".wm-lines a").first
    title = link.inner_text()
    link.focus()
    wide.keyboard.press("Enter")
    expect(wide.locator("h1")).to_have_text(title)


def test_places_close_together_are_gathered_and_come_apart_nearer(wide: Page) -> None:
    wide.goto(SEARCH)
    gathered = wide.locator(".wm-marker--many").first
    name = gathered.get_attribute("aria-label") or ""
    assert name == f"{gathered.inner_text()} places"
    spots = wide.locator(".wm-marker").evaluate_all(
        "all => all.map(one => { const box = one.getBoundingClientRect();"
        " return [box.x + box.width / 2, box.y + box.height / 2]; })"
    )
    assert all(dist(one, other) > 40 for one, other in combinations(spots, 2))
    before = wide.locator(".wm-marker").count()
    gathered.focus()
    wide.keyboard.press("Enter")
    expect(wide.locator(f".wm-marker--many[aria-label='{name}']")).to_have_count(0)
    assert wide.locator(".wm-marker").count() > before
    expect(wide.locator(".wm-marker:focus")).to_have_count(1)


def test_two_doors_of_one_address_are_both_reached(wide: Page) -> None:
    def beside(route: Route) -> None:
        answer = route.fetch()
        text = answer.text()
        (written,) = re.findall(
            r'<script id="markers" type="application/json">(.*?)</script>', text
        )
        found = json.loads(written)
        found[1] |= {"lat": found[0]["lat"] + 0.00002, "lon": found[0]["lon"]}
        found = found[:2]
        route.fulfill(response=answer, body=text.replace(written, json.dumps(found)))

    wide.route("**/directory/?*view=map", beside)
    wide.goto(SEARCH)
    both = wide.get_by_role("button", name="2 places")
    both.focus()
    wide.keyboard.press("Space")
    dialog = wide.get_by_role("dialog", name="2 places")
    expect(dialog.locator("h3")).to_have_count(2)
    expect(dialog.locator("a[href]").first).to_be_focused()
    wide.keyboard.press("Escape")
    expect(both).to_be_focused()


def test_the_keyboard_can_skip_the_map(wide: Page) -> None:
    wide.goto(SEARCH)
    skip = wide.get_by_role("link", name="Skip the map")
    skip.focus()
    wide.keyboard.press("Enter")
    expect(wide.locator("#places")).to_be_focused()


def test_the_map_of_a_narrower_search_has_less(wide: Page) -> None:
    wide.goto("/en/directory/?view=map")
    everything = wide.evaluate(MARKED)
    wide.locator(".wm-filters summary").click()
    wide.locator("#day-tue").check()
    wide.get_by_role("button", name="Show what fits").click()
    wide.wait_for_url("**day=tue**")
    assert "view=map" in wide.url
    assert 0 < wide.evaluate(MARKED) < everything


def test_a_finger_opens_what_is_at_a_place(narrow: Page) -> None:
    narrow.goto("/en/directory/?q=spindle+hall&view=map")
    assert not sideways(narrow)
    marker = narrow.locator(".wm-marker:not(.wm-marker--many)").first
    marker.scroll_into_view_if_needed()
    marker.click()
    expect(narrow.locator(".leaflet-popup .wm-lines a").first).to_be_visible()
    expect(narrow.locator(".leaflet-pan-anim")).to_have_count(0)  # the map moves to show it whole
    close = narrow.get_by_role("button", name="Close", exact=True)
    inner, outer = close.bounding_box(), narrow.locator("#map").bounding_box()
    assert inner
    assert outer
    assert outer["x"] <= inner["x"]
    assert inner["x"] + inner["width"] <= outer["x"] + outer["width"]
    close.click()
    expect(narrow.locator(".leaflet-popup")).to_have_count(0)
    assert not sideways(narrow)


def test_without_scripts_there_is_the_list_by_place_and_no_empty_map(plain: Page) -> None:
    plain.goto(SEARCH)
    assert plain.locator("#map").is_hidden()
    assert plain.locator("#places > li h3").count() > 5
    assert plain.locator("#places .wm-lines a").first.is_visible()
    assert not sideways(plain)
    plain.locator("main").get_by_role("link", name="List", exact=True).click()
    assert "view=map" not in plain.url
    expect(plain.locator(".wm-card")).to_have_count(10)


def test_without_the_pictures_the_rest_works_and_it_is_said(cut_off: Page) -> None:
    cut_off.goto(SEARCH)
    expect(cut_off.locator("#map-failed")).to_be_visible()
    assert cut_off.locator(".wm-marker").count() > 0
    expect(cut_off.locator("#places .wm-lines a").first).to_be_visible()


def test_a_listing_and_its_place_have_a_still_map_without_scripts(plain: Page) -> None:
    plain.goto(SEARCH)
    plain.locator("#places h3 a").first.click()
    still = plain.locator(".wm-still")
    expect(still).to_be_visible()
    assert still.get_by_role("img").get_attribute("aria-label")
    plain.locator("main .wm-lines a").first.click()
    expect(plain.locator(".wm-still")).to_be_visible()
    assert not sideways(plain)


def test_a_site_without_pictures_has_the_list_alone(desktop: Page) -> None:
    desktop.goto(SEARCH)
    assert desktop.locator("#map").count() == 0
    assert desktop.locator(".wm-card").count() == 10


@pytest.mark.parametrize("language", ["en", "ur"])
def test_axe_finds_nothing_on_the_map_and_on_what_leads_from_it(wide: Page, language: str) -> None:
    wide.goto(f"/{language}/directory/?q=walk&view=map")
    assert violations(wide) == []
    marker = wide.locator(".wm-marker:not(.wm-marker--many)").first
    marker.focus()
    wide.keyboard.press("Enter")
    expect(wide.locator(".leaflet-popup")).to_be_visible()
    assert violations(wide) == []
    wide.locator("#places h3 a").first.click()
    assert violations(wide) == []
    wide.locator("main .wm-lines a").first.click()
    assert violations(wide) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_axe_finds_nothing_on_a_group_and_on_an_age_nobody_can_read(
    wide: Page, language: str
) -> None:
    wide.goto(f"/{language}/directory/?q=walk&age=old")
    assert violations(wide) == []
    wide.locator(".wm-card__title a").first.click()
    wide.locator("main a[href*='/directory/group/']").first.click()
    assert violations(wide) == []
