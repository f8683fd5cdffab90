"""Does a parent or a young person come by age to help: on a small phone, scripts off?"""

import pytest
from playwright.sync_api import Page, expect

from tests.functional.walking import CHECK, sideways, start, walk

pytestmark = pytest.mark.browser
AGES = ("expecting", "first-year", "toddlers", "nursery", "school", "teenagers", "young-people")


@pytest.mark.parametrize("language", ["en", "ur"])
def test_from_the_home_page_to_a_request_with_its_need_ticked(phone: Page, language: str) -> None:
    phone.goto(f"/{language}/")
    phone.locator(f'main a[href="/{language}/children/first-year/"]').click()
    assert not sideways(phone)
    phone.locator('main form:has(input[name="topic"][value="teeth"]) button').click()
    phone.check('input[name="who_for"][value="child"]')
    phone.locator("main form .wm-btn--big").click()
    expect(phone.locator('input[name="topics"][value="teeth"]')).to_be_checked()
    assert "teeth" not in phone.url


@pytest.mark.parametrize("language", ["en", "ur"])
def test_no_page_of_an_age_scrolls_sideways(phone: Page, language: str) -> None:
    for age in AGES:
        phone.goto(f"/{language}/children/{age}/")
        assert not sideways(phone), age
        expect(phone.locator("main h2").first).to_be_visible()


def test_a_young_person_goes_from_the_results_to_confidential_help_and_back(phone: Page) -> None:
    start(phone, "/en/check/")
    results = walk(phone, {**CHECK, "age_band": "11_15"})
    phone.locator('form[action="/en/by-age/young/"] button').click()
    assert phone.url.endswith("/en/children/young-people/")
    expect(phone.get_by_role("link", name="Childline").first).to_be_visible()
    expect(
        phone.locator("main").get_by_role("link", name="Leave this page quickly")
    ).to_be_visible()
    phone.get_by_role("link", name="Back to my results").click()
    assert phone.url.endswith(results)
