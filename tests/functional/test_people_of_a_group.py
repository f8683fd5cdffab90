"""Can a volunteer with an old phone keep a group's page: 320 px wide, no scripts, in Gujarati?"""

import re

import pytest
from playwright.sync_api import Page, expect

from directory.actions.sample_members import LEAD
from tests.functional.walking import sideways

pytestmark = pytest.mark.browser
CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


def test_by_code_in_change_a_time_ask_somebody_and_leave(phone: Page) -> None:
    phone.goto("/gu/groups/")
    phone.fill("[name=email]", LEAD)
    _press(phone)
    phone.fill("[name=code]", _code(phone))
    _press(phone)
    home = phone.url
    expect(phone.locator("main h1")).to_contain_text("Tea on Thursdays")
    assert not sideways(phone)
    _change_a_time(phone)
    phone.goto(home)
    people = phone.locator("a[href$='/people/']").first
    people.click()
    phone.fill("[name=email]", "friend@example.org")
    phone.locator("main form:has([name=email]) button").click()
    expect(phone.locator("main")).to_contain_text("f…@e….org")
    assert not sideways(phone)
    phone.locator("a[href$='/end/']").first.click()
    _press(phone)
    phone.goto(home)
    expect(phone.locator("main")).not_to_contain_text("Tea on Thursdays")


def _code(phone: Page) -> str:
    """Return the newest code in the developers' mailbox."""
    mailbox = phone.context.new_page()
    mailbox.goto("/mailbox/")
    found = CODE.search(mailbox.locator("body").inner_text())
    mailbox.close()
    assert found
    return found[0]


def _change_a_time(phone: Page) -> None:
    """Begin the first listing a quarter of an hour later; the public page says so at once."""
    phone.locator("a[href*='/offer/keep/']").first.click()
    assert not sideways(phone)
    page = phone.locator("main a[href*='/directory/']").first.get_attribute("href")
    phone.locator("main a[href$='/when/']").first.click()
    assert not sideways(phone)
    phone.fill("[name=start]", "17:45")
    _press(phone)
    expect(phone.locator("main [role=status]")).to_be_visible()
    assert page
    phone.goto(page)
    expect(phone.locator("main")).to_contain_text("5:45")


def _press(phone: Page) -> None:
    """Press the first button of the page; nothing may stand out of it."""
    assert not sideways(phone)
    phone.locator("main form button").first.click()
