"""Can a resident find, check and refer: on a small phone, scripts off, in each language?"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import CHECK, REFER, answer, sideways, start, walk

pytestmark = pytest.mark.browser
WALK = {"en": "walk", "gu": "ચાલવું", "pl": "spacer", "ur": "چہل قدمی"}
REFERENCE = re.compile(r"WM [0-9A-Z]{4} [0-9A-Z]{4}")


def no_sideways(page: Page) -> None:
    """Fail when a page scrolls sideways."""
    assert not sideways(page), page.url


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_from_the_home_page_to_a_listing(phone: Page, language: str) -> None:
    phone.goto(f"/{language}/")
    no_sideways(phone)
    phone.fill("#q", WALK[language])
    phone.fill("#near", "LE4 5QD")
    phone.locator("main form[role=search] button").click()
    no_sideways(phone)
    expect(phone.locator(".wm-card").first).to_be_visible()
    expect(phone.locator(".wm-post").first).to_be_visible()
    phone.locator(".wm-card__title a").first.click()
    no_sideways(phone)
    expect(phone.locator("h1")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_the_whole_way_from_the_health_check_to_a_reference(phone: Page, language: str) -> None:
    start(phone, f"/{language}/check/")
    assert walk(phone, CHECK, no_sideways).endswith("/results/")
    no_sideways(phone)
    assert phone.locator(".wm-well li").count() >= 1
    assert phone.locator(".wm-card").count() == 3
    phone.locator(".wm-offer form button").first.click()
    asked: list[str] = []
    walk(phone, REFER, lambda page: asked.append(page.locator("h1").first.inner_text()))
    assert asked
    if language == "en":  # what the check has asked is not asked twice
        assert not [text for text in asked if "postcode" in text.lower() or "old are" in text]
    assert phone.url.endswith("/answers/")
    assert "LE4 5QD" in phone.locator("main").inner_text()
    no_sideways(phone)
    phone.locator("main form[method=post] .wm-btn--big").click()
    shown = phone.locator(".wm-done .wm-ref").inner_text()
    assert REFERENCE.fullmatch(shown)
    phone.reload()
    assert phone.locator(".wm-done .wm-ref").inner_text() == shown


def test_the_whole_way_works_without_style_sheets_fonts_and_pictures(phone: Page) -> None:
    phone.route(re.compile(r"/static/"), lambda route: route.abort())
    start(phone, "/ur/check/")
    assert walk(phone, CHECK).endswith("/results/")
    phone.locator(".wm-offer form button").first.click()
    assert walk(phone, REFER, every_field_is_seen).endswith("/answers/")
    phone.locator("main form[method=post] .wm-btn--big").click()
    assert REFERENCE.fullmatch(phone.locator(".wm-done .wm-ref").inner_text())


UNLABELLED = """boxes => {
  const seen = element => element.getClientRects().length > 0;
  return boxes.filter(seen).filter(box => {
    const labels = [...document.querySelectorAll(`main label[for="${box.id}"]`)];
    return labels.length !== 1 || !seen(labels[0]);
  }).map(box => box.name);
}"""


def every_field_is_seen(page: Page) -> None:
    """Fail when a field of the page is asked for without a label that can be seen."""
    boxes = page.locator("main form[method=post] :is(input, textarea):not([type=hidden])")
    assert boxes.evaluate_all(UNLABELLED) == [], page.url


def test_back_and_change_lose_nothing(phone: Page) -> None:
    start(phone, "/en/refer/")
    walk(phone, REFER)
    phone.locator(".wm-rows a").first.click()
    phone.locator("main form[method=post] .wm-btn--big").click()
    assert phone.url.endswith("/answers/")
    assert "Hansa Sample" in phone.locator("main").inner_text()
    phone.locator("main .govuk-back-link").click()
    phone.locator("main form[method=post] .wm-btn--big").click()
    assert phone.url.endswith("/answers/")


def test_a_mistake_is_said_and_what_was_typed_stays(phone: Page) -> None:
    start(phone, "/en/refer/")
    walk_until(phone, "phone")
    phone.fill("[name=phone]", "12")
    phone.locator("main form[method=post] .wm-btn--big").click()
    expect(phone.locator(".govuk-error-summary")).to_be_visible()
    assert phone.locator("[name=phone]").input_value() == "12"
    assert phone.title().startswith("Error:")


def walk_until(page: Page, field: str) -> None:
    """Walk the referral until a page asks for this field."""
    for _ in range(40):
        page.wait_for_load_state("domcontentloaded")
        if page.locator(f"[name={field}]").count():
            return
        before = page.url
        walk_one(page)
        assert page.url != before


def walk_one(page: Page) -> None:
    """Answer one page."""
    skip = page.locator("main button[name=skip]")
    if not answer(page, REFER) and skip.count():
        skip.click()
    else:
        page.locator("main form[method=post] .wm-btn--big").click()


def test_an_emergency_answer_stops_and_a_mistaken_tap_is_put_right(phone: Page) -> None:
    start(phone, "/ur/check/")
    end = walk(phone, {**CHECK, "signs": "chest_pain"})
    assert end.endswith("/ur/emergency/")
    expect(phone.locator('a[href="tel:999"]').first).to_be_visible()
    assert phone.locator('main [lang="en"]').count() > 0
    phone.locator("main a.wm-btn--quiet").click()
    assert phone.locator('input[value="chest_pain"]').is_checked()


def test_a_journey_is_done_with_the_keyboard_alone(desktop: Page) -> None:
    desktop.goto("/en/check/")
    press_until(desktop, "Start the health check")
    enter(desktop)
    for value in ("self", "none", "none"):
        tab_to_value(desktop, value)
        desktop.keyboard.press("Space")
        press_until(desktop, "Continue")
        enter(desktop)
    expect(desktop.locator("h1")).to_contain_text("How old")


def enter(page: Page) -> None:
    """Press Enter and wait for the next page."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press_until(page: Page, words: str) -> None:
    """Press Tab until the focus is on something with these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words in str(page.evaluate("document.activeElement.innerText || ''")):
            return
    raise AssertionError(f"The keyboard does not reach {words}.")


def tab_to_value(page: Page, value: str) -> None:
    """Press Tab, and arrows inside radios, until the box with a value has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        kind = page.evaluate("document.activeElement.type || ''")
        if page.evaluate("document.activeElement.value || ''") == value:
            return
        if kind == "radio":
            for _ in range(12):
                if page.evaluate("document.activeElement.value || ''") == value:
                    return
                page.keyboard.press("ArrowDown")
    raise AssertionError(f"The keyboard does not reach {value}.")
