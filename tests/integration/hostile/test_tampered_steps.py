"""Does a step withstand hidden fields that no page of ours has written?"""

import pytest
from django.test import Client

from core import clock
from selfassessment.actions import drafts
from selfassessment.models import Draft
from selfassessment.referrals.models import Case
from selfassessment.views import sending
from selfassessment.views.drafts import find_walk
from tests.fixtures.filling import ready
from tests.fixtures.journeys import ACTION, begin, submit


@pytest.mark.parametrize("claimed", ["nonsense", "", "0" * 5000, "🙂", "../..", None])
def test_a_tampered_step_name_changes_nothing_that_counts(
    client: Client, claimed: str | None
) -> None:
    address = begin(client, "check")
    data = {"who_for": "self"} | ({} if claimed is None else {"steps-current_step": claimed})
    answer = client.post(address, data)
    assert answer.status_code == 302
    assert Draft.objects.get().sealed_answers["who_for"]["value"] == "self"


def test_the_address_alone_says_which_step_is_meant(client: Client) -> None:
    address = begin(client, "check")
    following = str(submit(client, address, {"who_for": "self"})["Location"])
    found = ACTION.search(client.get(following).content.decode())
    assert found
    answer = client.post(address, {"steps-current_step": found.group(1), "who_for": "child"})
    assert answer.status_code == 302
    assert Draft.objects.get().sealed_answers["who_for"]["value"] == "child"


@pytest.mark.parametrize("goto", ["nonsense", "🙂"])
def test_an_unknown_step_to_go_to_is_no_fault_of_ours(client: Client, goto: str) -> None:
    address = begin(client, "check")
    assert client.post(address, {"who_for": "self", "wizard_goto_step": goto}).status_code == 302


def test_a_form_that_is_sent_while_another_request_sends_it_shows_the_same_reference(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = ready(client)
    find = find_walk

    def late(*args: object) -> object:
        walk = find(*args)  # type: ignore[arg-type]  # handed on as it came
        monkeypatch.setattr(sending, "find_walk", find)
        assert client.post(address).status_code == 302
        return walk

    monkeypatch.setattr(sending, "find_walk", late)
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (
        302,
        address.replace("answers", "sent/about-you"),
    )
    assert Case.objects.count() == 1


def test_a_sent_draft_never_becomes_open_again(client: Client) -> None:
    client.post(ready(client))
    draft = Draft.objects.get()
    drafts.stop(draft=draft, now=clock.now())
    assert Draft.objects.get().status == "sent"
    with pytest.raises(drafts.DraftIsSent):
        drafts.keep(draft=draft, answers={}, now=clock.now())
