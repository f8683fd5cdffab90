"""Does a page that comes without its token keep what was typed on it, for the person alone?"""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from selfassessment.models import Draft, EqualityAnswers
from selfassessment.referrals.models import Case
from tests.fixtures.filling import ANSWERS, ready
from tests.fixtures.journeys import begin, submit
from tests.fixtures.members import member_of

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


def late_and_again(client: Client, address: str, typed: dict[str, str]) -> int:
    """Post a form with an old token, then what its page has kept; return the second status."""
    late = client.post(address, {**typed, "csrfmiddlewaretoken": "old"}, headers=HERE)
    assert late.status_code == 403
    kept = dict(
        re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', late.content.decode())
    )
    assert {name: kept[name] for name in typed} == typed
    return client.post(address, kept, headers=HERE).status_code


def test_what_staff_typed_for_somebody_is_kept(client: Client, careful: Client) -> None:
    client.force_login(member_of(Role.DESK, User))
    begun = {"channel": "paper", "language": "gu"}
    address = str(client.post(reverse("entry"), begun)["Location"])
    page = client.get(address).content.decode()
    part = next(iter(re.findall(r'name="(\w+)-your_name"', page)))
    careful.cookies = client.cookies
    typed = {f"{part}-shown": "1", f"{part}-your_name": "Hansa Sample"}
    assert late_and_again(careful, address, typed) == 302
    assert Draft.objects.get().sealed_answers["your_name"]["value"] == "Hansa Sample"


def test_answers_about_equality_and_a_change_of_contact_are_kept(
    client: Client, careful: Client
) -> None:
    page = client.post(ready(client), follow=True)
    reference, code = re.findall(r'wm-ref"><bdi>([^<]+)<', page.content.decode())
    client.post(reverse("refer:status"), {"reference": reference, "code": code})
    careful.cookies = client.cookies
    about_you = str(page.redirect_chain[-1][0])
    assert late_and_again(careful, about_you, {"sex": "female"}) == 302
    assert "female" in EqualityAnswers.objects.get().answers
    phone = {"phone": "0116 496 0777", "voicemail_ok": "yes", "text_ok": "no"}
    changed = reverse("refer:status-contact-part", kwargs={"name": "phone"})
    assert late_and_again(careful, changed, phone) == 302
    assert Case.objects.get().person.details.phone == "01164960777"


@pytest.mark.parametrize("origin", [{}, {"Origin": "https://elsewhere.example.org"}])
def test_what_another_site_sends_is_never_offered_to_be_sent_again(
    careful: Client, origin: dict[str, str]
) -> None:
    late = careful.post(reverse("callback"), CALL_BACK, headers=origin)
    assert late.status_code == 403
    assert "0116 496 0123" not in late.content.decode()
