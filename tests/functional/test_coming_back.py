"""Can a resident save a check and go on with it on another device, scripts off and on?"""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import CHECK, sideways, start, walk

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_check_is_saved_on_a_phone_and_ended_on_a_computer(
    phone: Page, desktop: Page, language: str
) -> None:
    start(phone, f"/{language}/check/")
    phone.locator('input[value="self"]').check()
    phone.locator("button[name=later]").click()
    assert phone.url.endswith("/saved/")
    assert not sideways(phone)
    code = phone.locator("[data-code]").inner_text()
    expect(phone.locator("[data-copy]")).to_be_hidden()
    desktop.goto(f"/{language}/check/back/")
    desktop.locator("#id_code").fill(code)
    desktop.locator("main form .wm-btn--big").click()
    assert code not in desktop.url
    expect(desktop.locator('input[value="self"]')).to_have_count(0)
    if language == "en":
        ends_with_everything_on_paper(desktop)


def ends_with_everything_on_paper(desktop: Page) -> None:
    """Go to the end from where the check was left; what is folded away there is printed."""
    answers = {key: value for key, value in CHECK.items() if key != "who_for"}
    many = ["moving", "company", "money", "home", "english", "mood"]
    assert walk(desktop, {**answers, "matters": many}).endswith("/results/")
    folded_away = desktop.locator("details[data-whole] h3")
    expect(folded_away.last).to_be_hidden()
    desktop.emulate_media(media="print")
    for name in folded_away.all():
        expect(name).to_be_visible()


def test_the_code_is_copied_and_the_page_of_it_prints(desktop: Page) -> None:
    desktop.context.grant_permissions(["clipboard-read", "clipboard-write"])
    start(desktop, "/en/refer/")
    desktop.locator("button[name=later]").click()
    code = desktop.locator("[data-code]").inner_text()
    desktop.locator("[data-copy]").click()
    expect(desktop.locator("[data-copied]")).to_be_visible()
    assert desktop.evaluate("navigator.clipboard.readText()") == code
    desktop.emulate_media(media="print")
    expect(desktop.locator("[data-code]")).to_be_visible()
    expect(desktop.locator("main button:visible")).to_have_count(0)


def test_on_a_shared_computer_the_next_person_finds_nothing(phone: Page) -> None:
    start(phone, "/en/check/")
    first = phone.url
    phone.locator('input[value="self"]').check()
    phone.locator("button[name=later]").click()
    phone.locator("main form[method=post] button").click()
    assert phone.url.endswith("/check/back/")
    assert (phone.goto(first) or pytest.fail("no answer")).status == 404
