"""Does axe find nothing on any type of page, in English and right to left?"""

from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import CHECK, REFER, start, walk

pytestmark = pytest.mark.browser
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
PARTS = """() => [...new Set([...document.querySelectorAll("main *")].map(
  one => [one.tagName, one.className, one.type].join(".")
))].sort().join(" ")"""
PAGES = (
    "",
    "move-more/",
    "privacy/",
    "directory/",
    "directory/?q=walk&near=LE4",
    "directory/?q=zzzzzz",
    "check/",
    "refer/",
    "emergency/",
    "call-back/",
    "languages/",
    "not-there/",
)


def violations(page: Page, within: str = "html") -> list[str]:
    """Return what axe objects to within a part of the page, with the first place of each."""
    page.wait_for_load_state()
    page.evaluate(AXE)
    found = page.evaluate("part => axe.run(part, {resultTypes: ['violations']})", within)
    return [
        f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:120]})"
        for one in found["violations"]
    ]


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(desktop: Page, language: str, address: str) -> None:
    desktop.goto(f"/{language}/{address}")
    assert violations(desktop) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_axe_finds_nothing_on_a_listing(desktop: Page, language: str) -> None:
    desktop.goto(f"/{language}/directory/?category=moving")
    desktop.locator(".wm-card__title a").first.click()
    assert violations(desktop) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_axe_finds_nothing_where_a_problem_is_reported(desktop: Page, language: str) -> None:
    desktop.goto(f"/{language}/directory/?category=moving")
    desktop.locator(".wm-card__title a").first.click()
    desktop.locator("main details summary").first.click()
    assert violations(desktop) == []
    desktop.locator("main a[href$='/report/']").click()
    assert violations(desktop) == []
    desktop.locator("main form[method=post] .wm-btn--big").click()
    expect(desktop.locator(".govuk-error-summary")).to_have_count(1)
    assert violations(desktop) == []
    desktop.check("[name=topic][value=time]")
    desktop.locator("main form[method=post] .wm-btn--big").click()
    assert violations(desktop) == []


@pytest.mark.parametrize("language", ["en", "ur"])
def test_axe_finds_nothing_in_a_journey_with_and_without_errors(
    desktop: Page, language: str
) -> None:
    found: list[str] = []
    known: set[str] = set()

    def look(page: Page) -> None:
        """Ask about each page that is made of other parts than those before it."""
        parts = str(page.evaluate(PARTS))
        if parts in known:
            return
        known.add(parts)
        found.extend(f"{page.url}: {one}" for one in violations(page))

    start(desktop, f"/{language}/check/")
    desktop.locator("main form[method=post] .wm-btn--big").click()
    expect(desktop.locator(".govuk-error-summary")).to_have_count(1)
    look(desktop)
    walk(desktop, CHECK, look)
    look(desktop)
    desktop.locator(".wm-offer form button").first.click()
    walk(desktop, REFER, look)
    look(desktop)
    desktop.locator("main form[method=post] .wm-btn--big").click()
    look(desktop)
    assert len(known) > 10
    assert found == []
