"""Save, come back with a code on another device, throw away: is nothing lost, nothing told?"""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from core import clock
from core.enums import MessageStatus
from core.models import OutboxMessage
from selfassessment.actions import drafts, saving, tallies
from selfassessment.models import Draft, StepTally
from selfassessment.referrals.models import Case
from tests.fixtures.filling import ANSWERS, ready
from tests.fixtures.journeys import ACTION, begin, submit, walk

CODE = re.compile(r"<bdi data-code>([^<]+)</bdi>")
JOURNEYS = pytest.mark.parametrize("journey", ["check", "refer"])


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def later(client: Client, address: str, **answers: object) -> Any:
    """Press "Save and come back later" on a page, with what was typed on it."""
    found = ACTION.search(client.get(address).content.decode())
    data = {"steps-current_step": found.group(1)} if found else {}
    return client.post(address, {**data, **answers, "later": "1"})


def code_on(client: Client, address: str) -> str:
    """Return the code that a page shows."""
    found = CODE.search(client.get(address).content.decode())
    assert found, address
    return found.group(1)


def saved(client: Client, journey: str, **answers: object) -> str:
    """Begin, answer the first page and save; return the code."""
    first = begin(client, journey)
    answer = later(client, first, **{"who_for": "self", **answers})
    return code_on(client, str(answer["Location"]))


@JOURNEYS
def test_the_answers_are_there_on_another_device(client: Client, journey: str) -> None:
    code = saved(client, journey)
    other = Client()
    answer = other.post(f"/en/{journey}/back/", {"code": code.upper()})
    assert answer.status_code == 302
    assert other.get(answer["Location"]).status_code == 200
    assert Draft.objects.get().sealed_answers["who_for"]["value"] == "self"
    before = other.get(answer["Location"]).content.decode()
    assert "govuk-back-link" in before
    end = walk(other, str(answer["Location"]), {**ANSWERS, "home_danger": "none"})
    assert end.endswith(("/results/", "/answers/"))


@JOURNEYS
def test_the_device_where_it_was_saved_needs_the_code_from_then_on(
    client: Client, journey: str
) -> None:
    first = begin(client, journey)
    code = code_on(client, str(later(client, first, who_for="self")["Location"]))
    Client().post(f"/en/{journey}/back/", {"code": code})
    gone = client.get(first)
    assert gone.status_code == 404
    assert f"/en/{journey}/back/" in gone.content.decode()
    assert client.post(f"/en/{journey}/back/", {"code": code}).status_code == 302
    assert client.get(first).status_code == 200


def test_a_code_of_one_journey_is_understood_on_the_page_of_the_other(client: Client) -> None:
    code = saved(client, "refer")
    answer = Client().post("/en/check/back/", {"code": code})
    assert answer["Location"].startswith("/en/refer/")


def test_another_language_leads_to_the_same_place(client: Client) -> None:
    code = saved(client, "check")
    answer = Client().post("/ur/check/back/", {"code": code})
    assert answer["Location"].startswith("/ur/check/")


def test_what_is_typed_is_kept_and_what_is_not_whole_is_asked_again(client: Client) -> None:
    first = begin(client, "check")
    wrong = later(client, first, who_for="nobody")
    assert wrong["Location"].endswith("?again=1")
    assert "who_for" not in Draft.objects.get().sealed_answers
    empty = later(client, first)
    assert empty["Location"].endswith("/saved/")
    assert later(client, first, who_for="self")["Location"].endswith("/saved/")
    assert Draft.objects.get().sealed_answers["who_for"]["value"] == "self"


def test_a_warning_is_seen_before_anybody_leaves(client: Client) -> None:
    following = str(submit(client, begin(client, "check"), {"who_for": "self"})["Location"])
    answer = later(client, following, signs="chest_pain")
    assert answer["Location"] == "/en/emergency/"
    assert not Draft.objects.get().code_seed


def test_an_empty_page_that_may_be_skipped_is_not_skipped_by_saving(client: Client) -> None:
    address = begin(client, "check")
    for answers in ({"who_for": "self"}, {"signs": "none"}, {"safe": "none"}):
        address = str(submit(client, address, answers)["Location"])
    before = set(Draft.objects.get().sealed_answers)
    later(client, address)
    assert set(Draft.objects.get().sealed_answers) == before


def test_pressing_twice_gives_the_same_code_and_counts_once(
    client: Client, settings: Settings
) -> None:
    settings.WAYMARK_COUNT_STEPS = True
    tallies.forget_waiting()
    first = begin(client, "check")
    pages = [str(later(client, first, who_for="self")["Location"]) for _ in range(2)]
    assert len({code_on(client, page) for page in pages}) == 1
    tallies.write()
    assert list(StepTally.objects.filter(event="saved").values_list("page", "count")) == [
        ("who", 1)
    ]
    tallies.forget_waiting()


def test_nothing_readable_of_a_code_is_stored_and_none_stands_in_an_address(
    client: Client,
) -> None:
    answer = later(client, begin(client, "check"), who_for="self")
    code = code_on(client, str(answer["Location"]))
    plain = code.replace("-", "")
    assert plain not in str(answer["Location"]).replace("-", "")
    for value in Draft.objects.values().get().values():
        assert plain not in str(value).replace("-", "")
    opened = Client().post("/en/check/back/", {"code": code})
    assert plain not in opened["Location"].replace("-", "")


def test_the_day_is_said_and_the_answers_are_kept_until_then(client: Client) -> None:
    answer = later(client, begin(client, "check"), who_for="self")
    draft = Draft.objects.get()
    kept = draft.expires_at - clock.now()
    assert timedelta(days=27, hours=23) < kept <= timedelta(days=28)
    day = draft.expires_at.astimezone(clock.LONDON)
    assert f"{day.day} {day:%B %Y}" in client.get(answer["Location"]).content.decode()
    drafts.keep(draft=draft, answers={}, now=clock.now())
    assert Draft.objects.get().expires_at - clock.now() > timedelta(days=27)


def test_after_that_day_the_code_opens_nothing(client: Client) -> None:
    code = saved(client, "check")
    Draft.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    answer = Client().post("/en/check/back/", {"code": code})
    assert answer.status_code == 404
    assert "We found no answers with this code" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "status"),
    [("", 422), ("abc", 422), ("🙂" * 10, 422), ("a" * 5000, 422), ("cdf-hjk-m347", 404)],
)
def test_a_wrong_code_gets_a_clear_page_with_what_was_typed(
    client: Client, typed: str, status: int
) -> None:
    answer = client.post("/en/check/back/", {"code": typed})
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()
    if len(typed) < 20:
        assert f'value="{typed}"' in answer.content.decode() or not typed


def test_too_many_tries_are_told_to_wait_and_a_right_code_does_not_open_then(
    client: Client,
) -> None:
    code = saved(client, "check")
    other = Client()
    for _ in range(10):
        assert other.post("/en/check/back/", {"code": "cdf-hjk-m347"}).status_code == 404
    answer = other.post("/en/check/back/", {"code": code})
    assert answer.status_code == 429
    assert code in answer.content.decode()  # what was typed is still there
    assert "Wait ten minutes" in answer.content.decode()


def test_a_referral_that_is_sent_has_no_code_any_more(client: Client) -> None:
    address = ready(client)
    saving.save(draft=Draft.objects.get(), now=clock.now())
    client.post(address)
    assert Case.objects.count() == 1
    assert (Draft.objects.get().code_seed, Draft.objects.get().code_digest) == ("", None)


def test_the_check_comes_along_with_the_referral_that_began_with_it(client: Client) -> None:
    walk(client, begin(client, "check"), ANSWERS)
    check = Draft.objects.get()
    first = begin(client, "refer", check=str(check.pk), topic="moving")
    refer = Draft.objects.get(earlier=check)
    page = str(later(client, first)["Location"])
    check.refresh_from_db()
    refer.refresh_from_db()
    assert check.expires_at == refer.expires_at
    other = Client()
    other.post("/en/refer/back/", {"code": code_on(client, page)})
    assert other.get(f"/en/check/{check.pk}/results/").status_code == 200
    assert client.get(f"/en/check/{check.pk}/results/").status_code == 404


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
