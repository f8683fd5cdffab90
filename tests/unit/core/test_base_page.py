"""Does the page around every page have what its readers need?"""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django.fixtures import Settings

from core.middleware.script_font import ScriptFontMiddleware
from core.site_facts import script_font
from core.views.patterns import patterns


@pytest.fixture(autouse=True)
def shown_to_developers(settings: Settings) -> None:
    """Let the page of all components exist."""
    settings.WAYMARK_PATTERNS = True


def page(address: str = "/en/patterns/", language: str = "en") -> Any:
    """Return the page of all components in a language."""
    with override(language):
        response = patterns(RequestFactory().get(address))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def rendered(template: str, address: str = "/en/", **context: object) -> str:
    """Return a template rendered with all context processors."""
    request = RequestFactory().get(address)
    return engines["django"].from_string(template).render(context, request)


def test_urdu_runs_right_to_left_with_its_own_sheets() -> None:
    found = page("/ur/patterns/", "ur")
    assert (found.html["lang"], found.html["dir"]) == ("ur", "rtl")
    sheets = [link["href"] for link in found.select("link[rel=stylesheet]")]
    names = [re.sub(r"\.[0-9a-f]{12}", "", sheet).rsplit("/", 1)[1] for sheet in sheets]
    assert names == ["govuk.css", "govuk-rtl.css", "look.css", "font-ur.css"]


def test_english_gets_two_sheets() -> None:
    found = page()
    assert (found.html["lang"], found.html["dir"]) == ("en", "ltr")
    assert len(found.select("link[rel=stylesheet]")) == 2


def test_nothing_is_written_into_the_page_that_the_content_policy_forbids() -> None:
    found = page("/en/patterns/?errors&exit")
    assert found.select("script:not([src]), style, [style]") == []
    assert all(str(tag["src"]).startswith("/static/js/") for tag in found.select("script"))
    for tag in found.find_all(True):
        assert not [name for name in tag.attrs if name.startswith("on")]


def test_no_id_stands_twice_and_every_described_id_exists() -> None:
    found = page("/en/patterns/?errors&exit")
    ids = [tag["id"] for tag in found.select("[id]")]
    assert sorted(ids) == sorted(set(ids))
    for tag in found.select("[aria-describedby], [aria-labelledby]"):
        wanted = f"{tag.get('aria-describedby', '')} {tag.get('aria-labelledby', '')}".split()
        assert set(wanted) <= set(ids)


def test_the_first_links_skip_to_the_content_and_away() -> None:
    found = page("/en/patterns/?exit")
    first, second = found.select("a")[:2]
    assert first["href"] == "#main"
    assert found.select_one("main#main") is not None
    assert second.get_text() == "Leave this page quickly"


def test_addresses_for_search_engines_carry_no_query() -> None:
    found = page("/en/patterns/?near=LE4+5QD")
    canonical = found.select_one("link[rel=canonical]")["href"]
    assert canonical.endswith("/en/patterns/")
    alternates = {link["hreflang"]: link["href"] for link in found.select("link[rel=alternate]")}
    assert set(alternates) == {"en", "gu", "pl", "ur", "x-default"}
    assert not [href for href in alternates.values() if "LE4" in href]


def test_every_language_is_named_in_its_own_script() -> None:
    links = page().select(".wm-langs a[hreflang]")
    assert [link.get_text() for link in links] == ["English", "ગુજરાતી", "Polski", "اردو"]
    assert [link.get("aria-current") for link in links] == ["true", None, None, None]
    assert links[3]["dir"] == "rtl"


def test_the_emergency_line_stands_on_every_page() -> None:
    help_line = page().select_one("footer .wm-help")
    assert [link["href"] for link in help_line.select("a")] == ["tel:999", "tel:111"]


@pytest.mark.parametrize("shown", [True, False])
def test_a_demonstration_says_that_its_people_are_made_up(settings: Settings, shown: bool) -> None:
    settings.WAYMARK_DEMONSTRATION = shown
    assert ("sample site" in page().footer.get_text()) is shown


def test_a_journey_page_has_one_heading_a_person_to_ring_and_no_address_for_searchers() -> None:
    html = rendered(
        '{% extends "core/journey.html" %}{% block title %}Error: A{% endblock %}'
        "{% block question %}<h1>A question</h1>{% endblock %}",
        back_url="/en/check/",
    )
    found: Any = BeautifulSoup(html, "html.parser")
    assert found.title.get_text().startswith("Error: A – ")
    assert [heading.get_text() for heading in found.select("h1")] == ["A question"]
    assert found.select_one("main a[href='tel:01164960100']") is not None
    assert found.select_one("meta[name=robots]")["content"] == "noindex"
    assert found.select("link[rel=canonical]") == []
    assert found.select_one(".govuk-back-link")["href"] == "/en/check/"


def test_a_page_that_does_not_exist_yet_leaves_no_empty_link() -> None:
    assert rendered('{% load waymark %}{% page_url "no:such" as url %}[{{ url }}]') == "[]"
    assert [link for link in page().select("header a, footer a") if not link["href"]] == []


def test_numbers_keep_their_order() -> None:
    html = rendered(
        "{% load waymark %}{{ number|bdi }} {{ number|phone_link }}", number="0116 496 <0100>"
    )
    assert html.startswith("<bdi>0116 496 &lt;0100&gt;</bdi>")
    assert 'href="tel:01164960100"' in html


@pytest.mark.parametrize("status", ["400", "403", "403_csrf", "404", "500", "503"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_an_error_page_says_what_to_do_and_whom_to_ring(status: str, language: str) -> None:
    with override(language):
        html = engines["django"].get_template(f"core/errors/{status}.html").render({})
    found: Any = BeautifulSoup(html, "html.parser")
    assert found.html["lang"] == language
    assert len(found.select("h1")) == 1
    assert found.select_one("main a[href='tel:01164960100']") is not None


class TestUrduFont:
    """The font that is heavier than a whole first visit to search."""

    @pytest.mark.parametrize(
        ("view", "cookie", "sheet"),
        [
            ("home", "", "css/font-ur.css"),
            ("directory:search", "", ""),
            ("directory:search", "ur", "css/font-ur.css"),
        ],
    )
    def test_search_links_it_only_when_it_is_in_the_cache(
        self, view: str, cookie: str, sheet: str
    ) -> None:
        with override("ur"):
            assert script_font(view_name=view, cookie=cookie) == sheet

    def answered(self, address: str, language: str, view: str = "") -> HttpResponse:
        request = RequestFactory().get(address)
        request.LANGUAGE_CODE = language
        request.resolver_match = type("Match", (), {"view_name": view})()
        return ScriptFontMiddleware(lambda _request: HttpResponse("x"))(request)

    def test_other_pages_remember_that_they_linked_it(self) -> None:
        assert self.answered("/ur/check/", "ur").cookies["wm_font"].value == "ur"
        assert "wm_font" not in self.answered("/en/check/", "en").cookies
        assert "wm_font" not in self.answered("/healthz", "ur").cookies

    def test_search_says_that_it_differs_by_cookie(self) -> None:
        response = self.answered("/ur/directory/", "ur", "directory:search")
        assert "Cookie" in response["Vary"]
        assert "wm_font" not in response.cookies
