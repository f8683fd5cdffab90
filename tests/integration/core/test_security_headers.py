"""Each kind of page carries the headers it needs, error pages included."""

import pytest
from django.http import HttpResponse
from django.test import Client, override_settings

from core.middleware.headers import SecurityHeadersMiddleware

pytestmark = pytest.mark.django_db
faulty = override_settings(ROOT_URLCONF="tests.integration.core.faulty_urls")


@faulty
@pytest.mark.parametrize("path", ["/en/echo/", "/ur/nothing/", "/en/echo/?q=%00", "/gu/away/"])
def test_public_pages_have_the_strict_policy(path: str) -> None:
    headers = Client(raise_request_exception=False).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@faulty
def test_the_admin_has_a_policy_of_its_own_that_lets_in_nobody_else(client: Client) -> None:
    headers = client.get("/admin/echo/").headers
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy
    assert headers["X-Frame-Options"] == "SAMEORIGIN"


@faulty
@pytest.mark.parametrize("path", ["/en/check/x/step/", "/ur/check/x/step/", "/admin/echo/"])
def test_pages_with_answers_and_accounts_are_never_stored(client: Client, path: str) -> None:
    assert client.get(path).headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("path", "is_private"),
    [
        ("/gu/refer/x/y/", True),
        ("/en/check", True),
        ("/pa-arab/call-back/", True),
        ("/accounts/login/", True),
        ("/mailbox/", True),
        ("/en/checkers/", False),
        ("/en/directory/check/", False),
        ("/administration/", False),
        ("/en/", False),
    ],
)
def test_which_pages_count_as_private(path: str, is_private: bool) -> None:
    assert SecurityHeadersMiddleware(lambda _: HttpResponse()).is_private(path) is is_private


@faulty
def test_a_page_with_a_posted_form_keeps_its_origin_for_its_own_site_only(client: Client) -> None:
    assert client.get("/en/with-form/").headers["Referrer-Policy"] == "same-origin"


@faulty
def test_a_form_from_elsewhere_or_too_old_gets_words(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/ur/with-form/", {"name": "typed"})
    assert response.status_code == 403
    assert 'lang="ur"' in response.content.decode()
