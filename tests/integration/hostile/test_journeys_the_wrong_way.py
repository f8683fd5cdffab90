"""Whatever way a journey is walked wrongly: is the page clear, and is nothing lost?"""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from core import clock
from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer
from selfassessment.journeys.addresses import step_address
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from tests.fixtures.journeys import begin, errors, submit

SAFE = {
    "who_for": Answer.given("self"),
    "signs": Answer.given(("none",)),
    "safe": Answer.given(("none",)),
    "age_band": Answer.given("18_39"),
    "postcode": Answer.skipped(),
    "area_link": Answer.skipped(),
    "health": Answer.given(("none",)),
}


def draft_now() -> Draft:
    """Return the only draft, as it is now."""
    return Draft.objects.with_version().get()


def body_page(client: Client) -> str:
    """Return the address of the page that asks for height and weight."""
    begin(client, "check")
    drafts.keep(draft=draft_now(), answers=SAFE, now=clock.now())
    walk = Walk(draft_now(), "en")
    step = next(task.start for task in walk.path.tasks if task.section == "weight")
    assert step is not None
    return step_address(walk, step)


def kept(key: str) -> Any:
    """Return what is kept of an answer."""
    return draft_now().sealed_answers[key]["value"]


@pytest.mark.parametrize(
    ("height", "cm"),
    [
        ({"height_ft": "5", "height_in": "0"}, "152.4"),
        ({"height_ft": "5", "height_in": ""}, "152.4"),
        ({"height_cm": "1,52 m"}, "152"),
        ({"height_cm": "152,4"}, "152.4"),
        ({"height_cm": " 152.4 cm "}, "152.4"),
        ({"height_cm": "١٥٢"}, "152"),
        ({"height_cm": "૧૫૨"}, "152"),
        ({"height_cm": "5 ft 0 in"}, "152.4"),
    ],
)
def test_a_height_is_read_however_it_is_written(
    client: Client, height: dict[str, str], cm: str
) -> None:
    answer = submit(client, body_page(client), {**height, "weight_kg": "70"})
    assert answer.status_code == 302, errors(answer)
    assert abs(Decimal(str(kept("height"))) - Decimal(cm)) < 1


@pytest.mark.parametrize("height", ["tall", "1.52 kg", "-152", "9999", "1e2"])
def test_a_height_that_is_none_is_shown_again_with_a_message(client: Client, height: str) -> None:
    address = body_page(client)
    answer = submit(client, address, {"height_cm": height, "weight_kg": "70"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert errors(answer)
    assert f'value="{height}"' in page
    assert 'value="70"' in page


@pytest.mark.parametrize("guess", ["0000000000", "body", "weight", "results", "x" * 200, "🙂"])
def test_a_step_typed_by_hand_leads_to_where_the_draft_stands(client: Client, guess: str) -> None:
    address = begin(client, "check")
    answer = client.get(f"{address.rsplit('/', 2)[0]}/{guess}/")
    assert answer.status_code in {302, 404}
    if answer.status_code == 302:
        assert answer["Location"] == address
    assert client.get(address).status_code == 200


def test_a_page_sent_twice_is_kept_once_and_leads_on(client: Client) -> None:
    address = begin(client, "check")
    first, second = (submit(client, address, {"who_for": "self"}) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert kept("who_for") == "self"


def test_a_page_sent_after_the_time_is_over_says_so_and_offers_the_code(client: Client) -> None:
    address = begin(client, "check")
    Draft.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    answer = client.post(address, {"who_for": "self"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "We cannot find your answers" in page
    assert 'href="/en/check/back/"' in page


@pytest.mark.parametrize("journey", ["check", "refer"])
def test_a_page_sent_without_its_token_changes_nothing_and_can_be_sent_again(journey: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    start = strict.get(f"/en/{journey}/")
    token = start.content.decode().partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    address = strict.post(f"/en/{journey}/", {"csrfmiddlewaretoken": token})["Location"]
    before = draft_now().sealed_answers
    refused = strict.post(address, {"who_for": "self"})
    assert refused.status_code == 403
    assert "<h1" in refused.content.decode()
    assert draft_now().sealed_answers == before
    again = strict.get(address).content.decode()
    token = again.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    answer = strict.post(address, {"who_for": "self", "csrfmiddlewaretoken": token})
    assert answer.status_code == 302
    assert kept("who_for") == "self"


@pytest.mark.parametrize("name", ["saved", "send", "forget", "on-its-way", "changed"])
def test_an_address_of_a_draft_that_never_was_is_a_clear_page(client: Client, name: str) -> None:
    missing = "00000000-0000-4000-8000-000000000000"
    answer = client.get(f"/en/check/{missing}/{name}/")
    assert answer.status_code in {200, 404}
    assert "<h1" in answer.content.decode()
