"""Do staff get in, everybody else not, and does the page give nothing away?"""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts import landing
from accounts.actions.demonstration import ACCOUNTS, create_accounts
from accounts.models import User
from accounts.roles import Role
from core.models import OutboxMessage

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-river-cobble"
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def staff() -> None:
    """Make the sample accounts."""
    create_accounts(passwords=dict.fromkeys(ACCOUNTS, PASSWORD))


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    """Post the form; return the status and where it leads, or the page."""
    reply = client.post(LOGIN, {"login": email, "password": password, **more})
    where = reply.headers.get("Location", "") or reply.content.decode()
    return reply.status_code, where


@pytest.mark.parametrize("email", sorted(ACCOUNTS))
def test_each_sample_account_signs_in(client: Client, email: str) -> None:
    status, where = sign_in(client, email)
    assert status == 302
    assert client.get(where).status_code == 200


def test_capitals_and_blanks_in_the_address_do_not_count(client: Client) -> None:
    assert sign_in(client, " Editor@Example.ORG ")[0] == 302


def test_an_address_that_was_changed_in_the_admin_opens_nothing(client: Client) -> None:
    sign_in(client, "editor@example.org")
    client.logout()
    User.objects.filter(email="editor@example.org").update(email="other@example.org")
    assert sign_in(client, "editor@example.org")[0] == 200
    assert sign_in(client, "other@example.org")[0] == 302


def test_the_desk_lands_where_it_is_registered(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landing, "_landings", {Role.DESK: "wagtailadmin_reports:site_history"})
    assert sign_in(client, "desk@example.org") == (302, "/admin/reports/site-history/")
    client.logout()
    assert sign_in(client, "editor@example.org") == (302, "/admin/")


def test_the_page_asked_for_is_where_sign_in_leads(client: Client) -> None:
    asked = client.get("/admin/account/")
    assert asked.headers["Location"] == "/accounts/login/?next=/admin/account/"
    assert sign_in(client, "editor@example.org", next="/admin/account/") == (
        302,
        "/admin/account/",
    )


@pytest.mark.parametrize(
    "target",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"],
)
def test_sign_in_leads_nowhere_else(client: Client, target: str) -> None:
    assert sign_in(client, "editor@example.org", next=target) == (302, "/admin/")


def test_the_side_door_of_the_admin_leads_to_sign_in(client: Client) -> None:
    assert client.get("/admin/login/").headers["Location"] == LOGIN
    asked = client.get("/admin/login/?next=/admin/pages/")
    assert asked.headers["Location"] == "/accounts/login/?next=/admin/pages/"
    tried = client.post("/admin/login/", {"username": "admin@example.org", "password": PASSWORD})
    assert tried.status_code == 302
    assert client.get("/admin/").status_code == 302
    assert client.get("/admin/password_reset/", follow=True).status_code == 404


def test_a_wrong_password_and_an_unknown_address_look_the_same(client: Client) -> None:
    known = sign_in(client, "editor@example.org", "wrong")
    unknown = sign_in(client, "nobody@example.org", "wrong")
    assert (known[0], unknown[0]) == (200, 200)
    token = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
    plain = [
        token.sub("", page).replace(email, "")
        for (_, page), email in (
            (known, "editor@example.org"),
            (unknown, "nobody@example.org"),
        )
    ]
    assert plain[0] == plain[1]
    assert "The e-mail address or the password is not right" in known[1]


def test_what_was_typed_is_kept_and_the_password_is_not(client: Client) -> None:
    _, page = sign_in(client, "editor@example.org", "wrong-one")
    assert 'value="editor@example.org"' in page
    assert "wrong-one" not in page


def test_each_empty_box_says_what_is_missing(client: Client) -> None:
    _, page = sign_in(client, "", "")
    assert "Error: Sign in" in page
    assert "Write your e-mail address" in page
    assert "Write your password" in page


def test_a_closed_account_does_not_open(client: Client) -> None:
    User.objects.filter(email="editor@example.org").update(is_active=False)
    status, _ = sign_in(client, "editor@example.org")
    assert client.get("/admin/").status_code == 302
    assert status in {200, 302}


def test_many_tries_are_stopped_for_the_account_and_not_for_the_next_person(
    client: Client,
) -> None:
    for _ in range(5):
        sign_in(client, "editor@example.org", "wrong")
    status, page = sign_in(client, "editor@example.org")
    assert status == 200
    assert "Too many tries" in page
    assert sign_in(client, "desk@example.org")[0] == 302
    cache.clear()
    client.logout()
    assert sign_in(client, "editor@example.org")[0] == 302


def test_nobody_makes_an_account_for_themselves(client: Client) -> None:
    page = client.get("/accounts/signup/")
    assert "Accounts are made by an administrator" in page.content.decode()
    client.post(
        "/accounts/signup/",
        {"email": "me@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert not User.objects.filter(email="me@example.org").exists()


def test_a_forgotten_password_gets_a_link_by_message(client: Client) -> None:
    reply = client.post("/accounts/password/reset/", {"email": "Editor@example.org"})
    assert reply.headers["Location"] == "/accounts/password/reset/done/"
    message = OutboxMessage.objects.get()
    assert message.to == "editor@example.org"
    found = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", message.body or "")
    assert found
    page = client.get(found[1], follow=True)
    form = page.request["PATH_INFO"]
    short = client.post(form, {"password1": "short", "password2": "short"})
    assert short.status_code == 200
    new = "harbour-violet-engine"
    assert client.post(form, {"password1": new, "password2": new}).status_code == 302
    assert sign_in(client, "editor@example.org", new)[0] == 302
    client.logout()
    assert "This link does not work" in client.get(found[1], follow=True).content.decode()


def test_a_forgotten_password_does_not_say_who_has_an_account(client: Client) -> None:
    reply = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert reply.headers["Location"] == "/accounts/password/reset/done/"
    assert not OutboxMessage.objects.exists()


def test_signing_out_takes_a_press_of_a_button(client: Client) -> None:
    sign_in(client, "editor@example.org")
    assert "Sign out" in client.get("/accounts/logout/").content.decode()
    assert client.get("/admin/").status_code == 200
    client.post("/accounts/logout/")
    assert client.get("/admin/").status_code == 302


def test_sign_in_is_english_for_readers_of_other_languages(
    client: Client, settings: Settings
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    page = client.get(LOGIN, headers={"accept-language": "ur"}).content.decode()
    assert '<html class="govuk-template" lang="en" dir="ltr">' in page


def test_pages_of_sign_in_are_not_kept_by_browsers(client: Client) -> None:
    assert client.get(LOGIN).headers["Cache-Control"].startswith("no-store")
