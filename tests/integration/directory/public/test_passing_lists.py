"""Does a list get to another device and to another person, and nothing else with it?"""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from core import clock
from core.actions.messages import send_due
from core.messages.backends.base import Letter
from core.models import OutboxMessage
from directory.actions import list_messages, lists
from directory.models import KeptItem, KeptList, Service
from tests.factories.directory import make_listing

pytestmark = pytest.mark.django_db
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
NAUGHTY = ("<script>alert(1)</script>", "{{ 7*7 }}", "‮drowssap", "'; DROP TABLE x; --", "😀" * 40)


@pytest.fixture
def listing() -> Service:
    return make_listing()


@pytest.fixture
def kept(client: Client, listing: Service) -> KeptList:
    """Return the list of a browser with one listing and a note of its own on it."""
    client.post("/en/list/keep/", {"code": listing.short_code}, headers=FROM_HERE)
    told = {"code": listing.short_code, "action": "note", "note": "My own secret"}
    client.post("/en/list/change/", told)
    return KeptList.objects.get()


def give(client: Client, **changed: str) -> Any:
    """Make a list for somebody out of one's own."""
    told = {"key": str(uuid.uuid4()), "maker": "Asha, social prescriber", "note": "", **changed}
    return client.post("/en/list/give/", told, follow=True)


def send(client: Client, kept: KeptList, language: str = "en", **changed: str) -> Any:
    """Send a list."""
    told = {"key": str(uuid.uuid4()), "channel": "sms", "phone": "0116 496 0222", "email": ""}
    address = f"/{language}/list/{kept.code}/send/"
    return client.post(address, {**told, **changed}, follow=True)


def test_another_device_opens_it_by_its_code_to_read_only(kept: KeptList) -> None:
    other = Client()
    typed = f" {kept.code[:4].upper()}-{kept.code[4:]} "
    answer = other.post("/en/list/open/", {"code": typed}, follow=True)
    text = answer.content.decode()
    assert answer.redirect_chain == [(f"/en/list/{kept.code}/", 302)]
    assert "Tea and a chat" in text
    assert "My own secret" not in text
    assert 'name="action"' not in text
    assert "until" in text


def test_a_device_that_reads_a_list_cannot_change_it(kept: KeptList, listing: Service) -> None:
    other = Client()
    other.get(f"/en/list/{kept.code}/")
    other.post("/en/list/change/", {"code": listing.short_code, "action": "remove"})
    other.post(f"/en/list/{kept.code}/forget/")
    other.post("/en/list/forget/")
    assert KeptItem.objects.filter(removed_at__isnull=True).count() == 1


@pytest.mark.parametrize("typed", ["", "aeiou", "cdfh", "١٢٣٤٥٦٧٨", "' OR 1=1 --", "c" * 300])
def test_what_is_no_code_is_said_and_stays_typed(client: Client, typed: str) -> None:
    answer = client.post("/en/list/open/", {"code": typed})
    assert answer.status_code == 422
    assert "Error:" in answer.content.decode()


def test_an_unknown_code_is_said(client: Client) -> None:
    answer = client.post("/en/list/open/", {"code": "cdfh-j347"})
    assert answer.status_code == 404
    assert "We found no list with this code" in answer.content.decode()
    assert "cdfh-j347" in answer.content.decode()
    assert client.get("/en/list/cdfhj347/").status_code == 404


def test_guessing_is_stopped_also_for_a_code_that_is_right(kept: KeptList) -> None:
    cache.clear()
    other = Client()
    for _ in range(10):
        other.post("/en/list/open/", {"code": "cdfh-j347"})
    answer = other.post("/en/list/open/", {"code": kept.code})
    assert answer.status_code == 429
    assert "Please wait a little" in answer.content.decode()


def test_guessing_by_address_is_stopped_too(kept: KeptList) -> None:
    cache.clear()
    other = Client()
    for _ in range(60):
        other.get("/en/list/cdfhj347/")
    answer = other.get(f"/en/list/{kept.code}/")
    assert answer.status_code == 429
    assert answer["Retry-After"] == "600"


def test_opening_a_list_keeps_it_longer(client: Client, kept: KeptList) -> None:
    KeptList.objects.update(last_used_on=clock.today() - timedelta(days=90))
    Client().get(f"/en/list/{kept.code}/")
    assert KeptList.objects.get().last_used_on == clock.today()


def test_the_receiver_copies_it_to_a_list_of_their_own(kept: KeptList) -> None:
    other = Client()
    answer = other.post(f"/en/list/{kept.code}/copy/", follow=True)
    text = answer.content.decode()
    assert "The list is copied" in text
    assert "Tea and a chat" in text
    assert KeptList.objects.count() == 2
    assert "My own secret" not in text


def test_a_copy_that_does_not_fit_says_so(
    client: Client, kept: KeptList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 0)
    answer = Client().post(f"/en/list/{kept.code}/copy/")
    assert answer.status_code == 409
    assert "Your list is full" in answer.content.decode()


def test_a_list_for_somebody_says_who_made_it_and_is_not_the_maker_s(
    client: Client, kept: KeptList
) -> None:
    made_text = give(client, note="Ring before you go.").content.decode()
    made = KeptList.objects.get(is_given=True)
    assert "The list is ready" in made_text
    text = Client().get(f"/en/list/{made.code}/").content.decode()
    assert "Made for you by <bdi>Asha, social prescriber</bdi>." in text
    assert "Ring before you go." in text
    assert "The person who made the list wrote this, not the council." in text
    assert "My own secret" not in text
    assert made.code in client.get("/en/list/").content.decode()


@pytest.mark.parametrize("words", NAUGHTY)
def test_words_on_a_list_are_text_only(client: Client, kept: KeptList, words: str) -> None:
    give(client, maker=words, note=f"{words}\nhttps://example.org/")
    made = KeptList.objects.get(is_given=True)
    text = Client().get(f"/en/list/{made.code}/").content.decode()
    assert "<script>alert" not in text
    assert 'href="https://example.org/' not in text
    assert (made.sealed_maker or "") == words
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed_maker, sealed_note FROM directory_keptlist")
        assert "example.org" not in str(cursor.fetchall())


def test_a_note_that_is_too_long_or_without_a_name_loses_nothing(
    client: Client, kept: KeptList
) -> None:
    answer = give(client, maker="", note="word " * 200)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Write your name" in text
    assert "word word" in text
    assert not KeptList.objects.filter(is_given=True).exists()


def test_a_double_click_makes_one_list(client: Client, kept: KeptList) -> None:
    key = str(uuid.uuid4())
    give(client, key=key)
    give(client, key=key)
    assert KeptList.objects.filter(is_given=True).count() == 1


def test_the_maker_forgets_a_list_and_nobody_else_can(client: Client, kept: KeptList) -> None:
    give(client)
    made = KeptList.objects.get(is_given=True)
    Client().post(f"/en/list/{made.code}/forget/")
    assert KeptList.objects.filter(is_given=True).exists()
    client.post(f"/en/list/{made.code}/forget/")
    assert not KeptList.objects.filter(is_given=True).exists()


def test_nothing_can_be_made_of_an_empty_list(client: Client) -> None:
    assert give(client).redirect_chain == [("/en/list/", 302)]


def test_a_message_carries_the_address_and_nothing_of_the_list(
    client: Client, kept: KeptList
) -> None:
    answer = send(client, kept)
    assert answer.redirect_chain == [(f"/en/list/{kept.code}/sent/", 302)]
    message = OutboxMessage.objects.get()
    words = f"{message.subject}\n{message.body}"
    assert message.to == "01164960222"
    assert f"/en/list/{kept.code}/" in words
    assert f"{kept.code[:4]}-{kept.code[4:]}" in words
    for private in ("Tea", "secret", "health", "Coffee"):
        assert private.lower() not in words.lower()
    assert "0222" not in message.unique_key


def test_it_goes_by_email_and_leads_to_the_reader_s_language(
    client: Client, kept: KeptList
) -> None:
    send(client, kept, "ur", channel="email", email="hansa@example.org", phone="")
    message = OutboxMessage.objects.get()
    assert (message.to, message.language) == ("hansa@example.org", "ur")
    assert f"/ur/list/{kept.code}/" in (message.body or "")


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"channel": ""}, "Choose how we shall send it"),
        ({"phone": ""}, "Enter a phone number"),
        ({"phone": "+1 202 555 0123"}, "numbers in the UK only"),
        ({"channel": "email"}, "Enter an email address"),
        ({"channel": "email", "email": "nobody"}, "Enter an email address"),
        ({"key": "no key"}, ""),
    ],
)
def test_what_cannot_be_sent_is_said(
    client: Client, kept: KeptList, told: dict[str, str], says: str
) -> None:
    answer = send(client, kept, **told)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not OutboxMessage.objects.exists()


def test_a_double_click_sends_once_and_a_sixth_in_an_hour_is_refused(
    client: Client, kept: KeptList
) -> None:
    cache.clear()
    key = str(uuid.uuid4())
    for _ in range(2):
        send(client, kept, key=key)
    assert OutboxMessage.objects.count() == 1
    for _ in range(3):
        send(client, kept)
    answer = send(client, kept)
    assert answer.status_code == 429
    assert "0116 496 0222" in answer.content.decode()
    assert OutboxMessage.objects.count() == 4


class Taking:
    """A way out that takes everything."""

    listed_within = timedelta(0)

    def send(self, letter: Letter) -> None:
        """Take it."""

    def has_sent(self, reference: str) -> bool:
        """Know nothing of before."""
        return False


def test_to_whom_it_went_is_forgotten_once_it_has_left(client: Client, kept: KeptList) -> None:
    send(client, kept)
    later = clock.now() + timedelta(seconds=5)
    assert list_messages.forget_sent(now=later) == 0
    send_due(now=later, backend=Taking())
    assert list_messages.forget_sent(now=later) == 1
    message = OutboxMessage.objects.get()
    assert (message.to, message.subject, message.body) == (None, None, None)


def test_other_messages_are_not_forgotten_with_them() -> None:
    OutboxMessage.objects.create(
        unique_key="referral:1",
        channel="sms",
        language="en",
        to="0116 496 0222",
        status="sent",
        created_at=clock.now(),
        next_attempt_at=clock.now(),
    )
    assert list_messages.forget_sent(now=clock.now() + timedelta(days=1)) == 0


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_every_page_is_there_in_every_language(
    client: Client, kept: KeptList, language: str
) -> None:
    for tail in ("", "open/", "give/", "forget/", "kept/", *_of(kept)):
        assert client.get(f"/{language}/list/{tail}").status_code == 200, tail


def _of(kept: KeptList) -> list[str]:
    return [f"{kept.code}/{tail}" for tail in ("", "send/", "sent/")]
