"""Can a resident keep a list: scripts off and on, on a small phone, left to right and not?"""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import sideways

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ur"])
def test_without_scripts_a_list_is_kept_read_and_forgotten(phone: Page, language: str) -> None:
    phone.goto(f"/{language}/directory/?near=LE4+5QD")
    phone.locator("button.wm-keep").first.click()
    assert phone.url.endswith(f"/{language}/list/kept/")
    phone.locator("main a.wm-btn").first.click()
    assert "/directory/?near=LE4" in phone.url
    phone.locator("button.wm-keep").nth(1).click()
    phone.goto(f"/{language}/list/")
    assert not sideways(phone)
    expect(phone.locator(".wm-mine")).to_have_count(2)
    first = phone.locator(".wm-mine h2").first.inner_text()
    phone.locator("button[value=down]").first.click()
    expect(phone.locator(".wm-mine h2").last).to_have_text(first)
    phone.locator("button[value=remove]").first.click()
    expect(phone.locator(".wm-mine")).to_have_count(1)
    phone.locator("button[value=back]").click()
    expect(phone.locator(".wm-mine")).to_have_count(2)
    phone.goto(f"/{language}/list/forget/")
    phone.locator("main form button").click()
    expect(phone.locator(".wm-mine")).to_have_count(0)


def test_paper_has_numbers_a_square_and_no_buttons(phone: Page) -> None:
    phone.goto("/en/directory/?near=LE4+5QD")
    phone.locator("button.wm-keep").first.click()
    phone.goto("/en/list/")
    phone.emulate_media(media="print")
    expect(phone.locator(".wm-qr")).to_be_visible()
    expect(phone.locator(".wm-mine a[href^='tel:']").first).to_be_visible()
    expect(phone.locator("main button:visible")).to_have_count(0)
