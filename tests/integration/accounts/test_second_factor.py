"""Does the admin stay shut without a second factor, and can one be set up and used?"""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from core.encryption.keyring import new_entry

pytestmark = pytest.mark.django_db
PASSWORD = "lantern-river-cobble"
SET_UP = "/accounts/2fa/"


@pytest.fixture
def ann() -> User:
    """Return an administrator with a password alone."""
    return User.objects.create_superuser("ann@example.org", PASSWORD)


def sign_in(client: Client) -> str:
    """Post address and password; return where that leads."""
    reply = client.post("/accounts/login/", {"login": "ann@example.org", "password": PASSWORD})
    return reply.headers.get("Location", "")


def code_now(secret: str) -> str:
    """Return the code that an app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def set_up_app(client: Client) -> str:
    """Set up an app while signed in, with the password once more; return its secret."""
    asked = client.get("/accounts/2fa/totp/activate/")
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/?next=")
    again = client.post(asked.headers["Location"], {"password": PASSWORD})
    assert again.headers["Location"] == "/accounts/2fa/totp/activate/"
    page = client.get("/accounts/2fa/totp/activate/")
    secret: str = page.context["form"].secret
    assert secret in page.content.decode()
    picture = client.get("/accounts/2fa/totp/picture.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    done = client.post("/accounts/2fa/totp/activate/", {"code": code_now(secret)})
    assert done.headers["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


@pytest.mark.usefixtures("ann")
def test_without_the_setting_a_password_is_enough(client: Client) -> None:
    sign_in(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/users/"])
def test_with_the_setting_the_admin_stays_shut_until_a_factor_is_set_up(
    client: Client, settings: Settings, path: str
) -> None:
    settings.WAYMARK_REQUIRE_SECOND_FACTOR = True
    sign_in(client)
    assert client.get(path).headers["Location"] == SET_UP
    assert client.post(path).headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200
    set_up_app(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("ann")
def test_a_set_up_factor_is_asked_for_at_sign_in(client: Client) -> None:
    sign_in(client)
    secret = set_up_app(client)
    client.post("/accounts/logout/")
    cache.clear()
    assert sign_in(client) == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").headers["Location"].startswith("/accounts/login/")
    page = client.get("/accounts/2fa/authenticate/").content.decode()
    assert "Write the code" in page
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "That code is not right" in wrong.content.decode()
    right = client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert right.headers["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("ann")
def test_a_recovery_code_works_once(client: Client) -> None:
    sign_in(client)
    set_up_app(client)
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    for expected in (302, 200):
        client.post("/accounts/logout/")
        cache.clear()
        sign_in(client)
        reply = client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        assert reply.status_code == expected


@pytest.mark.usefixtures("ann")
def test_the_key_of_an_app_is_sealed_in_the_database(client: Client) -> None:
    sign_in(client)
    secret = set_up_app(client)
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]
    assert secret not in stored
    assert stored.startswith("wm1:")


@pytest.mark.usefixtures("ann")
@pytest.mark.parametrize(
    "path",
    [
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/totp/deactivate/",
        "/accounts/2fa/recovery-codes/",
        "/accounts/2fa/recovery-codes/generate/",
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
    ],
)
def test_each_page_about_sign_in_opens(client: Client, path: str) -> None:
    sign_in(client)
    set_up_app(client)
    page = client.get(path)
    assert page.status_code == 200
    assert "govuk-heading-l" in page.content.decode()


@pytest.mark.parametrize("path", ["/accounts/2fa/", "/accounts/2fa/totp/picture.svg"])
def test_a_stranger_is_led_to_sign_in(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/accounts/login/")


def test_the_public_pages_ask_for_no_second_factor(
    client: Client, settings: Settings, ann: User
) -> None:
    settings.WAYMARK_REQUIRE_SECOND_FACTOR = True
    client.force_login(ann)
    assert client.get("/en/languages/").headers.get("Location") is None


@pytest.mark.usefixtures("ann")
def test_an_app_still_works_after_its_secret_moved_to_a_new_key(
    client: Client, settings: Settings
) -> None:
    sign_in(client)
    secret = set_up_app(client)
    settings.WAYMARK_FIELD_KEYS = [new_entry("next"), *settings.WAYMARK_FIELD_KEYS]
    call_command("rotate_field_keys")
    settings.WAYMARK_FIELD_KEYS = settings.WAYMARK_FIELD_KEYS[:1]
    assert Authenticator.objects.get(type="totp").data["secret"].startswith("wm1:next:")
    assert Authenticator.objects.get(type="recovery_codes").data["seed"].startswith("wm1:next:")
    client.post("/accounts/logout/")
    cache.clear()
    sign_in(client)
    reply = client.post("/accounts/2fa/authenticate/", {"code": code_now(secret)})
    assert reply.headers["Location"] == "/admin/"
