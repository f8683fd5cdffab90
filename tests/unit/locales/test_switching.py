"""Does a reader get their language, keep it, and find the same page in another?"""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from locales import context_processors, drafted
from locales.middleware import LanguageMiddleware
from locales.switching import language_of_path, languages_in_readers_order, translated_path
from locales.views import to_readers_language

COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.mark.parametrize(
    ("path", "code", "there"),
    [
        ("/en/directory/", "ur", "/ur/directory/"),
        ("/ur/", "en", "/en/"),
        ("/gu/check/abc/p1/", "pl", "/pl/check/abc/p1/"),
        ("/admin/pages/", "gu", "/gu/"),
        ("/english/", "gu", "/gu/"),
        ("/", "pl", "/pl/"),
    ],
)
def test_the_same_page_in_another_language(path: str, code: str, there: str) -> None:
    assert translated_path(path, code) == there


@pytest.mark.parametrize(("path", "code"), [("/ur/x/", "ur"), ("/fr/", None), ("", None)])
def test_the_language_of_a_path(path: str, code: str | None) -> None:
    assert language_of_path(path) == code


@pytest.mark.parametrize(
    ("cookie", "header", "there"),
    [
        ("ur", "pl,en;q=0.5", "/ur/"),
        ("", "pl-PL,pl;q=0.9,en;q=0.5", "/pl/"),
        ("", "fr,gu;q=0.7,en;q=0.3", "/gu/"),
        ("", "fr,de", "/en/"),
        ("xx", "ur-PK", "/ur/"),
        ("", "", "/en/"),
        ("", ";;;=,*", "/en/"),
    ],
)
def test_the_bare_address_leads_to_the_readers_language(
    rf: RequestFactory, cookie: str, header: str, there: str
) -> None:
    request = rf.get("/", headers={"accept-language": header} if header else {})
    if cookie:
        request.COOKIES[COOKIE] = cookie
    response = to_readers_language(request)
    assert response["Location"] == there
    assert {"Accept-Language", "Cookie"} <= set(response["Vary"].split(", "))


def answered(request: HttpRequest) -> HttpResponse:
    response = LanguageMiddleware(lambda _request: HttpResponse("ok"))(request)
    assert isinstance(response, HttpResponse)
    return response


def test_the_language_of_the_address_is_kept_in_a_cookie(rf: RequestFactory) -> None:
    kept = answered(rf.get("/gu/directory/")).cookies[COOKIE]
    assert kept.value == "gu"
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"


def test_the_cookie_is_not_set_again_nor_on_pages_without_a_language(rf: RequestFactory) -> None:
    request = rf.get("/gu/directory/")
    request.COOKIES[COOKIE] = "gu"
    assert COOKIE not in answered(request).cookies
    assert COOKIE not in answered(rf.get("/healthz")).cookies


def test_the_links_keep_the_query_of_a_page_that_was_only_read(rf: RequestFactory) -> None:
    with translation.override("en"):
        links = context_processors.links(rf.get("/en/directory/?q=walk"))
        posted = context_processors.links(rf.post("/en/directory/?q=walk"))
    assert [link["href"] for link in links if link["code"] == "ur"] == ["/ur/directory/?q=walk"]
    assert [link["dir"] for link in links] == ["ltr", "ltr", "ltr", "rtl"]
    assert [link["code"] for link in links if link["current"]] == ["en"]
    assert all("?" not in link["href"] for link in posted)


def test_languages_stand_in_the_order_the_browser_asks_for(rf: RequestFactory) -> None:
    request = rf.get("/", headers={"accept-language": "ur-PK,ur;q=0.9,pl;q=0.4,fr;q=0.2"})
    assert languages_in_readers_order(request) == ["ur", "pl", "en", "gu"]


BOTH = Template(
    "{% load i18n languages %}{% both_languages %}"
    "{% get_current_language as code %}[{{ code }}]{% endboth_languages %}"
)


def test_a_drafted_safety_text_stands_in_english_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("locales.templatetags.languages.is_drafted", lambda code: code == "ur")
    with translation.override("ur"):
        assert BOTH.render(Context()) == '[ur]<div class="wm-both" lang="en" dir="ltr">[en]</div>'
    with translation.override("gu"):
        assert BOTH.render(Context()) == "[gu]"


def test_english_is_never_a_draft() -> None:
    assert not drafted.is_drafted("en")
    assert drafted.is_drafted("xx")
