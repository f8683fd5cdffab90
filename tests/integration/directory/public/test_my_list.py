"""Can somebody keep, order, annotate and forget a list without an account?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import clock
from directory.actions import lists
from directory.actions.cards import refresh_all
from directory.models import KeptItem, KeptList, Service
from tests.factories.directory import make_listing
from tests.fixtures.my_list import FROM_HERE, change, keep, order, page

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "gu", "pl", "ur")


@pytest.fixture
def three() -> list[Service]:
    return [make_listing(name=name) for name in ("Tea", "Walk", "Swim")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_list_writes_nothing_and_leads_on(client: Client, language: str) -> None:
    answer = client.get(f"/{language}/list/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="/{language}/directory/"' in text
    assert f'href="/{language}/list/open/"' in text
    assert not KeptList.objects.exists()
    assert "wm_list" not in answer.cookies


def test_pages_of_lists_are_private_and_not_for_search_engines(client: Client) -> None:
    keep(client, make_listing())
    code = KeptList.objects.get().code
    for address in ("/en/list/", f"/en/list/{code}/", "/en/list/open/", f"/en/list/{code}/send/"):
        answer = client.get(address)
        assert answer["Cache-Control"] == "no-store, private", address
        assert '<meta name="robots" content="noindex">' in answer.content.decode(), address


def test_keeping_leads_to_a_page_that_says_so_and_leads_back(client: Client) -> None:
    listing = make_listing()
    answer = keep(client, listing, back="/en/directory/?q=tea")
    text = answer.content.decode()
    assert answer.redirect_chain == [("/en/list/kept/", 302)]
    assert "Tea and a chat" in text
    assert 'href="/en/directory/?q=tea"' in text
    assert "1 thing on your list now" in text
    assert "Tea and a chat" in page(client)


def test_the_card_and_the_listing_page_have_the_button_and_no_token(client: Client) -> None:
    listing = make_listing()
    assert listing.location
    for address in (
        f"/en/directory/{listing.slug}-{listing.short_code}/",
        f"/en/directory/place/{listing.location.slug}-{listing.location.short_code}/",
    ):
        text = page(client, address)
        assert f'form="wm-keep" name="code" value="{listing.short_code}"' in text
        assert 'id="wm-keep"' in text
        assert "csrfmiddlewaretoken" not in text


def test_keeping_twice_and_in_two_tabs_keeps_once(client: Client) -> None:
    listing = make_listing()
    keep(client, listing)
    keep(client, listing)
    assert KeptItem.objects.count() == KeptList.objects.count() == 1


def test_the_database_does_not_know_the_secret_of_the_browser(client: Client) -> None:
    keep(client, make_listing())
    token = client.cookies["wm_list"]
    assert token["httponly"]
    assert token["samesite"] == "Lax"
    kept = KeptList.objects.get()
    assert token.value not in (kept.owner, kept.code)
    assert client.cookies["wm_kept"].value == "1"


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}, {"Origin": "https://example.org"}],
)
def test_a_post_that_may_come_from_elsewhere_is_asked_about_first(headers: Any) -> None:
    client, listing = Client(enforce_csrf_checks=True), make_listing()
    told = {"code": listing.short_code, "back": "/en/directory/"}
    answer = client.post("/en/list/keep/", told, headers=headers)
    text = answer.content.decode()
    assert "Keep this on your list?" in text
    assert not KeptList.objects.exists()
    assert client.post("/en/list/keep/sure/", told).status_code == 403
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', text)
    assert token
    told["csrfmiddlewaretoken"] = token[1]
    assert client.post("/en/list/keep/sure/", told, follow=True).status_code == 200
    assert KeptItem.objects.count() == 1


def test_an_old_browser_of_ours_vouches_with_its_origin(client: Client) -> None:
    told = {"code": make_listing().short_code}
    client.post("/en/list/keep/", told, headers={"Origin": "http://testserver"})
    assert KeptItem.objects.count() == 1


def test_cookies_off_is_said_kindly(client: Client) -> None:
    keep(client, make_listing())
    text = page(Client(), "/en/list/kept/")
    assert "Your browser did not keep it" in text
    assert "0116" in text


@pytest.mark.parametrize(
    "back", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org", "x"]
)
def test_nobody_is_led_away(client: Client, back: str) -> None:
    text = keep(client, make_listing(), back=back).content.decode()
    assert "example.org" not in text
    assert "javascript:" not in text


@pytest.mark.parametrize("code", ["", "zzzzzzz", "' OR 1=1 --", "<script>", "x" * 9_000])
def test_codes_that_are_none_keep_nothing(client: Client, code: str) -> None:
    answer = client.post("/en/list/keep/", {"code": code}, headers=FROM_HERE, follow=True)
    assert answer.status_code == 200
    assert not KeptList.objects.exists()


def test_a_script_is_told_in_short(client: Client) -> None:
    answer = client.post(
        "/en/list/keep/",
        {"code": make_listing().short_code},
        headers={**FROM_HERE, "Accept": "application/json"},
    )
    assert answer.json()["count"] == 1


def test_taking_off_can_be_undone(client: Client, three: list[Service]) -> None:
    keep(client, *three)
    text = change(client, three[1], "remove").content.decode()
    assert "Taken off: " in text
    assert order(client) == [three[0].short_code, three[2].short_code]
    change(client, three[1], "back")
    assert order(client) == [one.short_code for one in three]


def test_what_was_taken_off_is_offered_for_half_an_hour(client: Client) -> None:
    listing = make_listing()
    keep(client, listing)
    change(client, listing, "remove")
    KeptItem.objects.update(removed_at=clock.now() - timedelta(minutes=31))
    assert "Put it back" not in page(client)


def test_the_order_is_the_reader_s(client: Client, three: list[Service]) -> None:
    keep(client, *three)
    change(client, three[2], "up")
    change(client, three[0], "down")
    expected = [three[2].short_code, three[0].short_code, three[1].short_code]
    assert order(client) == expected
    change(client, three[2], "up")
    assert order(client) == expected


def test_a_note_is_kept_sealed_and_shown_as_text(client: Client) -> None:
    listing = make_listing()
    keep(client, listing)
    change(client, listing, "note", note="Ask for <b>Hansa</b>\nBring a mat")
    text = page(client)
    assert "Ask for &lt;b&gt;Hansa&lt;/b&gt;<br>Bring a mat" in text
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_note FROM directory_keptitem")
        assert "Hansa" not in str(cursor.fetchone())


def test_a_note_that_is_too_long_loses_nothing(client: Client) -> None:
    listing = make_listing()
    keep(client, listing)
    words = "Bring a mat. " * 30
    answer = change(client, listing, "note", note=words)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert words in text
    assert f'href="#n-{listing.short_code}"' in text
    assert "300 letters or fewer" in text


def test_a_list_has_room_for_a_hundred(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST", 2)
    some = [make_listing(name=f"Walk {number}") for number in range(3)]
    keep(client, *some[:2])
    answer = keep(client, some[2])
    assert answer.status_code == 409
    assert "Your list is full" in answer.content.decode()
    assert KeptItem.objects.count() == 2
    change(client, some[0], "remove")
    keep(client, some[2])
    assert "There is room" in change(client, some[0], "back").content.decode()


def test_the_page_costs_the_same_for_one_and_for_twelve(client: Client) -> None:
    some = [make_listing(name=f"Walk {number}") for number in range(12)]
    refresh_all(now=clock.now())
    keep(client, some[0])
    page(client)
    with CaptureQueriesContext(connection) as one:
        page(client)
    keep(client, *some)
    with CaptureQueriesContext(connection) as many:
        page(client)
    assert len(many) == len(one) <= 5


def test_other_pages_do_not_ask_the_database_for_the_list(client: Client) -> None:
    listing = make_listing()
    address = f"/en/directory/{listing.slug}-{listing.short_code}/"
    page(client, address)
    with CaptureQueriesContext(connection) as without:
        page(client, address)
    keep(client, listing)
    with CaptureQueriesContext(connection) as with_list:
        page(client, address)
    assert len(with_list) == len(without)
    assert not any("directory_kept" in query["sql"] for query in with_list)
