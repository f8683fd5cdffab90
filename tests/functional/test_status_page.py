"""Can a person see where their request stands, change how they are reached, and stop it?"""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import sideways

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_request_is_seen_changed_and_stopped_with_its_code(
    phone: Page, desktop: Page, language: str
) -> None:
    phone.goto(f"/{language}/call-back/")
    phone.locator("input[name=phone]").fill("0116 496 0123")
    phone.locator("input[name=message][value=no]").check(force=True)
    phone.locator("main form .wm-btn--big").click()
    expect(phone.locator(".wm-ref")).to_have_count(2)
    reference, code = phone.locator(".wm-ref").all_inner_texts()
    assert not sideways(phone)
    desktop.goto(f"/{language}/refer/status/")
    desktop.locator("#id_reference").fill(reference)
    desktop.locator("#id_code").fill("0000 0000")
    desktop.locator("main form .wm-btn--big").click()
    expect(desktop.locator(".govuk-error-summary")).to_be_visible()
    desktop.locator("#id_code").fill(code)
    desktop.locator("main form .wm-btn--big").click()
    assert desktop.url.endswith(f"/{language}/refer/status/yours/")
    expect(desktop.locator(".wm-ref")).to_have_text(reference)
    desktop.locator("a[href$='/status/contact/']").click()
    desktop.locator("a[href$='/contact/phone/']").click()
    desktop.locator("input[name=text_ok][value=no]").check(force=True)
    desktop.locator("main form .wm-btn--big").click()
    expect(desktop.locator(".govuk-notification-banner")).to_be_visible()
    desktop.locator("main .wm-btn").click()
    desktop.locator("a[href$='/status/withdraw/']").click()
    desktop.locator("main form .wm-btn--big").click()
    expect(desktop.locator("a[href$='/status/withdraw/']")).to_have_count(0)
    desktop.locator("form[action$='/status/close/'] button").click()
    desktop.goto(f"/{language}/refer/status/yours/")
    assert desktop.url.endswith(f"/{language}/refer/status/?closed=1")


def test_three_presses_of_shift_leave_and_the_page_is_not_one_step_back(desktop: Page) -> None:
    desktop.route("**/en/leave/", lambda route: route.fulfill(body="somewhere neutral"))
    desktop.goto("/en/")
    desktop.goto("/en/refer/status/")
    desktop.locator("#id_reference").focus()
    for letter in "WMX":  # capital letters are no wish to leave
        desktop.keyboard.press(f"Shift+{letter}")
    assert desktop.locator("#id_reference").input_value() == "WMX"
    for _ in range(3):
        desktop.keyboard.press("Shift")
    desktop.wait_for_url("**/en/leave/")
    desktop.go_back()
    assert desktop.url.endswith("/en/")
