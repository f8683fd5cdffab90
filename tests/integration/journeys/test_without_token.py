"""Does a page that comes without its token keep what was typed on it, for the person alone?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from selfassessment.models import Draft
from selfassessment.referrals.models import Case
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


CALL_BACK = {"phone": "0116 496 0123", "language": "gu", "when": "any", "message": "no"}
HERE = {"Origin": "http://testserver"}


def test_another_form_is_kept_in_the_page_and_sent_again_with_a_fresh_token(
    careful: Client,
) -> None:
    address = reverse("callback")
    key = re.search(r'name="key" value="([^"]+)"', careful.get(address).content.decode())
    assert key
    told = {**CALL_BACK, "key": key.group(1), "csrfmiddlewaretoken": "old"}
    late = careful.post(address, told, headers=HERE)
    page = late.content.decode()
    assert late.status_code == 403
    kept = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))
    assert {name: kept[name] for name in CALL_BACK} == CALL_BACK
    assert not Case.objects.exists()
    assert careful.post(address, kept, headers=HERE).status_code == 200
    assert Case.objects.count() == 1


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example.org"}])
def test_what_another_site_sends_is_never_offered_to_be_sent_again(
    careful: Client, origin: dict[str, str]
) -> None:
    late = careful.post(reverse("callback"), CALL_BACK, headers=origin)
    assert late.status_code == 403
    assert "0116 496 0123" not in late.content.decode()
