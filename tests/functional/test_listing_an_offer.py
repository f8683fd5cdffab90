"""Can a volunteer with an old phone list an offer: 320 px wide, no scripts, in Gujarati?"""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import sideways

pytestmark = pytest.mark.browser


def test_six_posts_without_scripts_at_320_pixels_in_gujarati(phone: Page) -> None:
    phone.goto("/gu/groups/offer/new/")
    phone.fill("[name=name]", "ગૂંથણ મંડળ")
    _go_on(phone)
    phone.check("[name=days][value=tue]")
    phone.fill("[name=start]", "10")
    phone.fill("[name=end]", "12")
    _go_on(phone)
    phone.check("[name=kind][value=area]")
    phone.fill("[name=postcode]", "LE4 5QD")
    _go_on(phone)
    phone.check("[name=price][value=free]")
    _go_on(phone)
    phone.check("[name=message_form]")
    _go_on(phone)
    phone.fill("[name=team_phone]", "0116 496 0777")
    _go_on(phone)
    assert phone.url.endswith("/sent/")
    expect(phone.locator("main [role=status] h1")).to_be_visible()
    assert not sideways(phone)


def _go_on(phone: Page) -> None:
    """Press the first button of the page; nothing may stand out of it."""
    assert not sideways(phone)
    phone.locator("main form button").first.click()
