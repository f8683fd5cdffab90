"""Can one's own results be kept: under a code, in an email, and by nobody else?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from core import clock
from core.models import OutboxMessage
from selfassessment.actions import saving
from tests.fixtures.filling import ANSWERS
from tests.fixtures.journeys import begin, errors, walk
from tests.fixtures.saving import code_on

CHECK = {
    **ANSWERS,
    "tobacco": ["cigarettes"],
    "smoke_daily": "yes",
    "barriers": ["confidence"],
    "matters": ["smoking"],
}
KEY = "8b8b1d3c-6f7e-4d53-9f4e-0d6a1c1a2b3c"


def finished(client: Client, language: str = "en", **changes: Any) -> str:
    """Do a whole health check; return the address of its results."""
    end = walk(client, begin(client, "check", language), {**CHECK, **changes})
    assert end.endswith("/results/"), end
    return end


def test_results_open_again_on_another_device_with_a_code(client: Client) -> None:
    results = finished(client)
    assert 'name="later"' in client.get(results).content.decode()
    code = code_on(client, str(client.post(results, {"later": "1"})["Location"]))
    other = Client()
    assert other.post("/en/check/back/", {"code": code})["Location"] == results
    assert "What you could do first" in other.get(results).content.decode()


def test_results_come_by_email_in_the_readers_words_without_answers(client: Client) -> None:
    results = finished(client)
    address = f"{results}send/"
    assert address in client.get(results).content.decode()
    assert client.get(address).status_code == 200
    sent = client.post(address, {"key": KEY, "email": "hansa@example.org"})
    assert sent["Location"] == f"{results}sent/"
    assert "hansa@example.org" not in client.get(sent["Location"]).content.decode()
    message = OutboxMessage.objects.get()
    assert (message.to, message.channel) == ("hansa@example.org", "email")
    assert "smok" not in message.subject
    for words in (
        "WHAT IS GOING WELL",
        "Choose a day to stop",
        "Not sure you dare to go?",
        "PEOPLE WHO CAN HELP YOU",
    ):
        assert words in message.body
    assert "<" not in message.body
    assert "&" not in message.body.replace(" & ", "")
    assert "cigarettes" not in message.body.lower()


def test_the_email_holds_everybody_who_can_help_also_those_folded_away_on_the_page(
    client: Client,
) -> None:
    results = finished(client, matters=["company", "money", "home", "english", "mood"])
    page = client.get(results).content.decode()
    shown = re.findall(r'class="wm-offer__head">.*?<h3>([^<]+)</h3>', page)
    folded = re.findall(
        r"<h3>([^<]+)</h3>", page.partition("data-whole")[2].partition("</details")[0]
    )
    assert folded
    assert set(folded) < set(shown)
    client.post(f"{results}send/", {"key": KEY, "email": "hansa@example.org"})
    body = OutboxMessage.objects.get().body or ""
    assert [name for name in shown if name not in body] == []
    assert "HOW MUCH MOVING IS GOOD" in body


def test_the_email_is_in_the_language_of_the_page(client: Client) -> None:
    results = finished(client, "ur")
    client.post(f"{results}send/", {"key": KEY, "email": "hansa@example.org"})
    message = OutboxMessage.objects.get()
    assert message.language == "ur"
    assert "کیا اچھا چل رہا ہے" in message.body or "چل رہا" in message.body


def test_an_address_that_is_none_is_told_and_stays(client: Client) -> None:
    address = f"{finished(client)}send/"
    wrong = client.post(address, {"key": KEY, "email": "hansa at example"})
    assert wrong.status_code == 422
    assert errors(wrong) == ["Enter an email address, like name@example.org"]
    assert "hansa at example" in wrong.content.decode()
    assert client.post(address, {"key": "none", "email": "a@example.org"}).status_code == 422
    assert not OutboxMessage.objects.exists()


def test_sent_twice_they_come_once_and_the_sixth_in_an_hour_waits(client: Client) -> None:
    address = f"{finished(client)}send/"
    for _ in range(2):
        client.post(address, {"key": KEY, "email": "hansa@example.org"})
    assert OutboxMessage.objects.count() == 1
    for number in range(3):
        again = {"key": KEY[:-1] + str(number), "email": "hansa@example.org"}
        assert client.post(address, again).status_code == 302
    late = client.post(address, {"key": KEY[:-1] + "9", "email": "hansa@example.org"})
    assert late.status_code == 429
    assert "hansa@example.org" in late.content.decode()


def test_the_address_and_the_words_are_forgotten_once_the_email_has_left(client: Client) -> None:
    client.post(f"{finished(client)}send/", {"key": KEY, "email": "hansa@example.org"})
    now = clock.now() + timedelta(minutes=1)
    OutboxMessage.objects.update(status="sent")
    assert saving.forget_sent(now=now) == 1
    assert OutboxMessage.objects.get().body is None


@pytest.mark.parametrize("answer", [{"safe": ["hurt"]}, {"home_safe": "not_always"}])
def test_whoever_may_not_be_safe_gets_a_code_and_no_email(
    client: Client, answer: dict[str, Any]
) -> None:
    results = finished(client, **answer)
    assert f"{results}send/" not in client.get(results).content.decode()
    refused = client.post(f"{results}send/", {"key": KEY, "email": "hansa@example.org"})
    assert refused["Location"] == results
    assert not OutboxMessage.objects.exists()


def test_nobody_else_sends_or_saves_them_and_an_unfinished_check_has_none(client: Client) -> None:
    results = finished(client)
    for address in (results, f"{results}send/"):
        assert Client().post(address, {"later": "1", "email": "a@example.org"}).status_code == 404
    first = begin(client, "check")
    unfinished = first.rsplit("/", 2)[0] + "/results/"
    for address in (unfinished, f"{unfinished}send/"):
        assert client.post(address, {"later": "1"})["Location"] == first
