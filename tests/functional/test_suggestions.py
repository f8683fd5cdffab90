"""Can somebody choose a suggestion by keyboard, pointer or ear, and search without scripts?"""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import sideways

pytestmark = pytest.mark.browser
TYPED = {"en": "walk", "gu": "ચાલ", "pl": "spac", "ur": "سیر"}


def write(page: Page, words: str) -> None:
    """Type as a person does, and wait for suggestions."""
    page.locator("#q").press_sequentially(words, delay=20)
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
@pytest.mark.parametrize("path", ["", "directory/"])
def test_arrows_and_enter_choose_a_topic(desktop: Page, language: str, path: str) -> None:
    desktop.goto(f"/{language}/{path}")
    write(desktop, TYPED[language])
    assert not sideways(desktop)
    expect(desktop.locator(".wm-suggests [role=status]")).not_to_be_empty()
    desktop.keyboard.press("ArrowDown")
    first = desktop.locator(".wm-suggest [role=option]").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(desktop.locator("#q")).to_have_attribute(
        "aria-activedescendant", first.get_attribute("id") or ""
    )
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**category=**")
    assert f"/{language}/directory/?category=walking" in desktop.url


def test_escape_closes_and_enter_still_searches(desktop: Page) -> None:
    desktop.goto("/en/directory/")
    write(desktop, "walk")
    desktop.keyboard.press("Escape")
    expect(desktop.locator(".wm-suggest")).to_be_hidden()
    assert desktop.input_value("#q") == "walk"
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**q=walk**")


def test_a_click_leads_to_the_activity(desktop: Page) -> None:
    desktop.goto("/en/")
    write(desktop, "gentle chair")
    desktop.locator(".wm-suggest li", has_text="Gentle chair exercise and tea").click()
    expect(desktop.locator("h1")).to_contain_text("Gentle chair exercise and tea")


def test_a_place_fills_the_second_box(desktop: Page) -> None:
    desktop.goto("/en/directory/")
    write(desktop, "belgr")
    desktop.locator(".wm-suggest li", has_text="Place").first.click()
    assert desktop.input_value("#near").startswith("Belgrave")
    assert desktop.input_value("#q") == ""
    expect(desktop.locator("#near")).to_be_focused()


def test_without_scripts_the_box_is_a_plain_box(phone: Page) -> None:
    phone.goto("/en/directory/")
    assert phone.locator("#q").get_attribute("role") is None
    assert phone.locator(".wm-suggest").count() == 0


def test_an_answer_that_comes_late_leaves_a_choice_alone(desktop: Page) -> None:
    desktop.goto("/en/directory/")
    write(desktop, "wal")
    with desktop.expect_request("**/suggest/?q=walk") as late:
        desktop.route("**/suggest/?q=walk", lambda route: None)
        desktop.locator("#q").press("k")
    desktop.keyboard.press("ArrowDown")
    expect(desktop.locator("#q")).to_have_attribute("aria-activedescendant", "q-list-0")
    assert late.value.failure is not None, "the list would change under the arrow"
