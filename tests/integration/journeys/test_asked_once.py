"""Is a person who comes from the health check asked what is new, and nothing twice?"""

import re

import pytest
from django.test import Client

from core import clock
from selfassessment.actions import drafts
from selfassessment.journeys.standing import Standing
from selfassessment.models import Draft
from selfassessment.views import changed
from tests.fixtures.filling import ANSWERS
from tests.fixtures.journeys import begin, submit, walk

CHECK = {
    **ANSWERS,
    "tobacco": ["cigarettes"],
    "smoke_daily": "yes",
    "health": ["condition"],
    "talk_language": "gu",
    "access": ["step_free"],
}
FIELD = re.compile(r'<(?:input|textarea)[^>]* name="([a-z_]+)"')


@pytest.fixture
def asked(client: Client) -> list[set[str]]:
    """Walk from the results to check-answers; return the fields of each page on the way."""
    results = walk(client, begin(client, "check"), CHECK)
    check = results.split("/")[-3]
    address = begin(client, "refer", check=check, topic="smoking")
    pages: list[set[str]] = []
    for _ in range(40):
        page = client.get(address).content.decode()
        if address.endswith("/answers/"):
            return pages
        main = page.partition("<main")[2].partition("</main>")[0]
        fields = set(FIELD.findall(main)) - {"csrfmiddlewaretoken"}
        pages.append(fields)
        given = {name: ANSWERS[name] for name in fields if name in ANSWERS}
        address = str(submit(client, address, given or {"skip": "1"})["Location"])
    raise AssertionError("The walk did not end.")


def test_no_question_of_the_check_is_asked_again(asked: list[set[str]]) -> None:
    fields = set().union(*asked)
    assert "interpreter" in fields
    assert not fields & {"health", "tobacco", "talk_language", "access", "age_band", "postcode"}


def test_skipping_a_page_leaves_what_the_check_knows_until_a_new_version_asks_it_again(
    client: Client, asked: list[set[str]]
) -> None:
    draft = Draft.objects.exclude(earlier=None).get()
    kept = draft.sealed_answers
    assert kept["talk_language"]["value"] == "gu"
    assert kept["access"]["value"] == ["step_free"]
    assert kept["interpreter"]["state"] == "skipped"
    again = {"talk_language", "access", "interpreter"}
    drafts.move(draft=draft, version=draft.version, without=again, now=clock.now())
    address = client.get(f"/en/refer/{draft.pk}/answers/")["Location"]
    assert again <= set(FIELD.findall(client.get(address).content.decode()))


def test_what_is_known_can_be_changed_from_check_answers(
    client: Client, asked: list[set[str]]
) -> None:
    draft = Draft.objects.exclude(earlier=None).get()
    page = client.get(f"/en/refer/{draft.pk}/answers/").content.decode()
    row = page[: page.index("Which language do you like best for talking?</span>")]
    address = row.rpartition('href="')[2].partition('"')[0]
    assert address.endswith("?change=1")
    shown = client.get(address).content.decode()
    assert 'name="talk_language"' in shown
    assert 'name="interpreter"' in shown
    back = submit(client, address, {"talk_language": "ur", "access": ["step_free"]})
    assert back["Location"].endswith("/answers/")
    draft.refresh_from_db()
    assert draft.sealed_answers["talk_language"]["value"] == "ur"


def test_a_request_that_was_sent_meanwhile_is_not_changed_any_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sent(**facts: object) -> None:
        raise drafts.DraftIsSent

    address = begin(client, "refer")
    draft = Draft.objects.get()
    newer = Standing(draft.version, must_see=True)
    monkeypatch.setattr(changed, "standing", lambda draft: newer)
    monkeypatch.setattr(drafts, "move", sent)
    answer = client.post(f"/en/refer/{draft.pk}/changed/", {"seen": "yes"})
    assert (answer.status_code, answer["Location"]) == (302, address)
