"""How much does a first visit to the search download, and from whom?"""

import pytest
from playwright.sync_api import Browser, Response

from tests.served_site import ServedSite

pytestmark = pytest.mark.browser
BUDGET = 60 * 1024


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_first_visit_to_search_fits_the_budget_and_asks_nobody_else(
    site: ServedSite, chromium: Browser, language: str
) -> None:
    context = chromium.new_context(base_url=site.address, viewport={"width": 360, "height": 740})
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda one: answers.append(one))
    page.goto(f"/{language}/directory/?q=walk", wait_until="networkidle")
    strangers = [one.url for one in answers if not one.url.startswith(site.address)]
    weights = {one.url: one.request.sizes()["responseBodySize"] for one in answers}
    context.close()
    assert strangers == []
    assert sum(weights.values()) <= BUDGET, weights
