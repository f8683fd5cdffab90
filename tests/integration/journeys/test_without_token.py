"""Does a page that comes without its token keep what was typed on it, for the person alone?"""

import re

import pytest
from django.test import Client

from selfassessment.models import Draft
from tests.fixtures.filling import ANSWERS
from tests.fixtures.journeys import begin, submit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@pytest.fixture
def careful() -> Client:
    """Return a browser whose tokens are looked at."""
    return Client(enforce_csrf_checks=True)


def token_on(client: Client, address: str) -> str:
    """Return the token of a page."""
    found = TOKEN.search(client.get(address).content.decode())
    assert found
    return found.group(1)


def started(client: Client) -> str:
    """Begin a check; return its first page."""
    token = token_on(client, "/en/check/")
    return str(client.post("/en/check/", {"csrfmiddlewaretoken": token})["Location"])


def test_what_was_typed_is_still_there_and_can_be_sent_again(careful: Client) -> None:
    first = started(careful)
    careful.cookies.pop("csrftoken")
    late = careful.post(first, {"who_for": "cared_for", "csrfmiddlewaretoken": "old"})
    page = late.content.decode()
    assert late.status_code == 403
    assert "We could not be sure that this came from you" in page
    assert re.search(r'value="cared_for"[^>]*checked', page)
    assert "who_for" not in Draft.objects.get().sealed_answers
    found = TOKEN.search(page)
    assert found
    again = careful.post(first, {"who_for": "cared_for", "csrfmiddlewaretoken": found.group(1)})
    assert again.status_code == 302
    assert Draft.objects.get().sealed_answers["who_for"]["value"] == "cared_for"


def test_neither_a_list_of_parts_nor_saving_nor_another_browser_gets_through(
    client: Client, careful: Client
) -> None:
    address = begin(client, "check")
    for _ in range(4):
        page = client.get(address).content.decode()
        given = {name: value for name, value in ANSWERS.items() if name in page}
        address = str(submit(client, address, given)["Location"])
    careful.cookies = client.cookies
    before = Draft.objects.values_list("updated_at", "saved_at").get()
    assert careful.post(address, {"finish": "1"}).status_code == 403
    assert careful.post(address, {"later": "1"}).status_code == 403
    stranger = Client(enforce_csrf_checks=True).post(address, {"finish": "1"})
    assert stranger.status_code == 403
    assert "who_for" not in stranger.content.decode()
    assert Draft.objects.values_list("updated_at", "saved_at").get() == before
