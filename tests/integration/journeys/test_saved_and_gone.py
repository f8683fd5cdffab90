"""Is a code sent only where it was asked for, and is what was answered gone when it should be?"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from core import clock
from core.enums import MessageStatus
from core.models import OutboxMessage
from selfassessment.actions import saving
from selfassessment.models import Draft
from tests.fixtures.journeys import begin
from tests.fixtures.saving import JOURNEYS, code_on, later, saved


@pytest.mark.parametrize(
    ("way", "field", "to"),
    [("email", "email", "hansa@example.org"), ("sms", "phone", "0116 496 0456")],
)
def test_the_message_holds_code_and_address_and_nothing_else(
    client: Client, way: str, field: str, to: str
) -> None:
    page = str(later(client, begin(client, "check"), who_for="self")["Location"])
    send = page.replace("/saved/", "/send/")
    key = re.search(r'name="key" value="([^"]+)"', client.get(send).content.decode())
    assert key
    form = {"key": key.group(1), "channel": way, field: to}
    for _ in range(2):  # pressed twice, sent once
        assert client.post(send, form).status_code == 302
    message = OutboxMessage.objects.get()
    assert code_on(client, page) in message.body
    assert "/en/check/back/" in message.body
    draft = Draft.objects.get()
    told = f"{message.subject} {message.body} {message.unique_key}".lower()
    for word in ("health", "chest", "moving", str(draft.pk)):
        assert word not in told
    OutboxMessage.objects.update(status=MessageStatus.SENT)
    saving.forget_sent(now=clock.now() + timedelta(minutes=1))
    message.refresh_from_db()
    assert (message.to, message.body) == (None, None)


def test_a_wrong_address_for_the_message_keeps_what_was_typed(client: Client) -> None:
    page = str(later(client, begin(client, "check"), who_for="self")["Location"])
    answer = client.post(page.replace("/saved/", "/send/"), {"channel": "email", "email": "hansa@"})
    assert answer.status_code == 422
    assert 'value="hansa@"' in answer.content.decode()
    assert not OutboxMessage.objects.exists()


@JOURNEYS
def test_answers_are_thrown_away_after_one_question(client: Client, journey: str) -> None:
    first = begin(client, journey)
    code = code_on(client, str(later(client, first, who_for="self")["Location"]))
    address = f"/en/{journey}/{Draft.objects.get().pk}/forget/"
    assert client.get(address).status_code == 200
    assert Draft.objects.exists()
    for _ in range(2):  # pressed twice
        assert client.post(address)["Location"] == f"/en/{journey}/forgotten/"
    assert client.get(f"/en/{journey}/forgotten/").status_code == 200
    assert not Draft.objects.exists()
    assert Client().post(f"/en/{journey}/back/", {"code": code}).status_code == 404


def test_nobody_throws_away_or_sees_the_code_of_another_browser(client: Client) -> None:
    page = str(later(client, begin(client, "check"), who_for="self")["Location"])
    other = Client()
    for name in ("saved", "send", "forget"):
        assert other.get(page.replace("/saved/", f"/{name}/")).status_code == 404
    other.post(page.replace("/saved/", "/forget/"))
    assert Draft.objects.exists()


def test_stopping_on_a_shared_computer_leaves_the_code_alone(client: Client) -> None:
    first = begin(client, "check")
    page = str(later(client, first, who_for="self")["Location"])
    code = code_on(client, page)
    assert client.post(page).status_code == 302
    assert client.get(first).status_code == 404
    assert client.get(page).status_code == 404
    assert client.post("/en/check/back/", {"code": code}).status_code == 302


def test_the_quick_exit_works_from_the_page_of_the_code(client: Client) -> None:
    page = str(later(client, begin(client, "refer"), who_for="self")["Location"])
    assert "/en/leave/" in client.get(page).content.decode()
    client.get("/en/leave/")
    assert client.get(page).status_code == 404


def test_looking_writes_nothing(client: Client) -> None:
    page = str(later(client, begin(client, "check"), who_for="self")["Location"])
    before = Draft.objects.values().get()
    for name in ("saved", "send", "forget", "on-its-way"):
        client.get(page.replace("/saved/", f"/{name}/"))
    client.get("/en/check/back/")
    assert Draft.objects.values().get() == before


def test_another_secret_still_opens_while_the_old_one_is_kept(
    client: Client, settings: Settings
) -> None:
    code = saved(client, "check")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "1" * 40
    assert Client().post("/en/check/back/", {"code": code}).status_code == 302
