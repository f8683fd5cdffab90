"""Does a case go the whole way at the desk and at a provider, in a browser?"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.functional.test_accessibility import violations
from tests.functional.test_staff import sign_in
from tests.served_site import ServedSite

pytestmark = pytest.mark.browser


def press(page: Page, name: str, note: str = "") -> None:
    """Write a note at the first line of a case and press one of its buttons."""
    line = page.locator(".d-line").first
    line.locator("textarea").fill(note)
    line.get_by_role("button", name=name, exact=True).click()


def test_from_the_telephone_through_a_provider_to_the_follow_ups(
    desktop: Page, chromium: Browser, site: ServedSite, passwords: dict[str, str]
) -> None:
    sign_in(desktop, passwords, "desk")
    desktop.goto("/admin/referrals/")
    desktop.get_by_role("link", name="New referral").click()
    desktop.get_by_label("By telephone").check()
    desktop.get_by_label("Which language does the person read?").select_option("en")
    desktop.get_by_role("button", name="Begin").click()
    _fill_in(desktop)
    desktop.get_by_role("button", name="Send the referral").click()
    expect(desktop.locator("h1")).to_have_text("The referral is in")
    assert violations(desktop) == []
    desktop.get_by_role("link", name="open the case").click()
    expect(desktop.locator(".d-head")).to_contain_text("by telephone")
    reference = desktop.locator("h1 bdi").inner_text()
    assert violations(desktop, ".d") == []
    press(desktop, "Start triage")
    press(desktop, "Allocate")
    expect(desktop.locator(".d-line").first).to_contain_text("Not acknowledged yet")
    team = chromium.new_context(base_url=site.address).new_page()
    sign_in(team, passwords, "provider")
    team.goto("/admin/referrals/own/")
    team.get_by_role("link", name=reference).click()
    assert violations(team, ".d") == []
    team.get_by_role("button", name="Acknowledge").click()
    for name in ("Start contacting", "Person accepts", "First talk is done", "Help starts"):
        team.get_by_role("button", name=name, exact=True).click()
    team.get_by_role("button", name="Help is completed").click()
    desktop.reload()
    press(desktop, "Discharge")
    expect(desktop.locator("#handed-heading")).to_be_visible()
    assert desktop.locator(".d-handed > li").count() == 3
    expect(desktop.locator("#following-heading")).to_be_visible()
    expect(desktop.locator(".d-line").first).to_contain_text("Discharged")
    assert violations(desktop, ".d") == []
    # It prints whole: the frame of the admin would cut it after one sheet.
    assert len(re.findall(rb"/Type /Page\b", desktop.pdf(format="A4"))) > 1


def _fill_in(page: Page) -> None:
    """Answer what has to be answered, opening questions with Continue."""
    fields: list[Callable[[], None]] = [
        lambda: page.locator("[name$='-who_for'][value=self]").check(),
        lambda: page.locator("[name$='-topics'][value=moving]").check(),
        lambda: page.locator("[name$='-signs'][value=none]").check(),
        lambda: page.locator("[name$='-safe'][value=none]").check(),
        lambda: page.locator("[name$='-age_band'][value='18_39']").check(),
        lambda: page.locator("[name$='-postcode']").fill("LE4 5QD"),
        lambda: page.locator("[name$='-contact_by'][value=phone]").check(),
    ]
    for fill in fields:
        fill()
    page.get_by_role("button", name="Continue").click()
    page.locator("[name$='-your_name']").fill("Tel Sample")
    page.locator("[name$='-phone']").fill("0116 496 0333")
    page.locator("[name$='-voicemail_ok'][value=no]").check()
    page.locator("[name$='-text_ok'][value=no]").check()
    page.locator("[name$='-consent_share'][value=yes]").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("button", name=re.compile("Send the referral"))).to_be_visible()
