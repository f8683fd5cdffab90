"""A database or disk that does not answer gives 503 in the reader's language, never a 500."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client, RequestFactory, override_settings

from core import error_pages
from tests.integration.core.faulty_urls import FAULTS

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _ in settings.LANGUAGES]
UNAVAILABLE = ["away", "locked", "full", "closed", "disk"]
faulty = override_settings(ROOT_URLCONF="tests.integration.core.faulty_urls")


@pytest.fixture
def quiet() -> Client:
    """Return a client that gets the error page, as a browser does."""
    return Client(raise_request_exception=False)


@faulty
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fault", UNAVAILABLE)
def test_the_page_comes_in_the_readers_language_with_retry_after(
    quiet: Client, fault: str, language: str
) -> None:
    response = quiet.post(f"/{language}/{fault}/", {"name": "typed"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert response.headers["Cache-Control"] == "no-store"
    text = response.content.decode()
    assert f'lang="{language}"' in text
    assert f'dir="{"rtl" if language == "ur" else "ltr"}"' in text
    assert "0116" in text
    assert 'href="tel:999"' in text
    assert f'href="/{language}/emergency/"' in text


@pytest.mark.parametrize("status", [500, 503])
def test_even_a_page_of_nothing_but_words_names_the_emergency_number(status: int) -> None:
    bare = error_pages.static_page(RequestFactory().get("/ur/here/"), status, "core/none.html")
    assert 'href="tel:999"' in bare.content.decode()
    assert 'href="tel:999"' in error_pages.unreadable()


@faulty
def test_a_fault_while_a_template_renders_counts_too(quiet: Client) -> None:
    assert quiet.get("/en/late/").status_code == 503


@faulty
@pytest.mark.parametrize("fault", ["bug", "other"])
def test_a_bug_stays_a_500_and_shows_nothing_of_itself(quiet: Client, fault: str) -> None:
    response = quiet.get(f"/gu/{fault}/")
    assert response.status_code == 500
    assert "Retry-After" not in response.headers
    assert str(FAULTS[fault]) not in response.content.decode()
    assert 'lang="gu"' in response.content.decode()


@pytest.mark.parametrize("path", ["/en/", "/ur/nothing-here/", "/pl/languages/"])
def test_a_database_that_is_away_gives_503_on_real_pages(quiet: Client, path: str) -> None:
    def refuse(execute: Callable[..., Any], *_: Any) -> Any:
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        assert quiet.get(path).status_code in {200, 503}
        assert quiet.post(path, {"name": "x"}).status_code != 500


@faulty
@override_settings(TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}])
@pytest.mark.parametrize(("fault", "status"), [("away", 503), ("other", 500)])
def test_without_any_template_there_are_still_words_and_a_number(
    quiet: Client, fault: str, status: int
) -> None:
    response = quiet.get(f"/ur/{fault}/")
    assert response.status_code == status
    text = response.content.decode()
    assert '<html lang="ur" dir="rtl">' in text
    assert 'href="tel:01164960100"' in text


@pytest.mark.parametrize(
    ("path", "cookie", "language"),
    [
        ("/pl/check/", "", "pl"),
        ("/pl/check/", "ur", "pl"),
        ("/", "ur", "ur"),
        ("/admin/pages/", "ur", "en"),
        ("/xx/", "", "en"),
        ("/", "<script>", "en"),
    ],
)
def test_the_language_is_the_addresss_then_the_cookies(
    path: str, cookie: str, language: str
) -> None:
    request = RequestFactory().get(path)
    request.COOKIES = {"wm_language": cookie}
    assert error_pages.readers_language(request) == language
