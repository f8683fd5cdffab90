"""Does the health check walk, keep, guard and stop as it must?"""

from datetime import timedelta

import pytest
from django.test import Client

from selfassessment.actions import drafts
from selfassessment.models import Draft
from tests.fixtures.journeys import begin, errors, submit, walk

SAFE = {"who_for": "self", "signs": "none", "safe": "none", "age_band": "18_39"}


def test_looking_at_the_start_page_writes_nothing(client: Client) -> None:
    page = client.get("/en/check/")
    assert page.status_code == 200
    assert not Draft.objects.exists()
    assert "wm_draft" not in page.cookies


def test_a_person_who_skips_all_that_may_be_skipped_reaches_the_results(client: Client) -> None:
    end = walk(client, begin(client, "check"), SAFE)
    assert end.endswith("/results/")


@pytest.mark.parametrize("language", ["gu", "pl", "ur"])
def test_every_language_walks_to_its_own_results(client: Client, language: str) -> None:
    end = walk(client, begin(client, "check", language), SAFE)
    assert end.startswith(f"/{language}/")
    assert end.endswith("/results/")


def test_a_required_question_says_what_is_wrong_and_keeps_the_page(client: Client) -> None:
    address = begin(client, "check")
    answer = submit(client, address, {})
    assert answer.status_code == 422
    assert errors(answer)
    assert "<title>Error:" in answer.content.decode().replace("\n", "")


def test_chest_pain_stops_at_the_emergency_page_and_can_be_put_right(client: Client) -> None:
    end = walk(client, begin(client, "check"), {"who_for": "self", "signs": "chest_pain"})
    assert end == "/en/emergency/"
    page = client.get(end).content.decode()
    assert "tel:999" in page
    assert "I chose the wrong answer" in page
    assert Draft.objects.get().status == "stopped"
    back = page.partition('wm-btn--quiet" href="')[2].partition('"')[0]
    end = walk(client, back, SAFE)
    assert end.endswith("/results/")


def test_the_emergency_page_works_for_a_browser_that_was_never_here(client: Client) -> None:
    page = client.get("/en/emergency/")
    assert page.status_code == 200
    assert "tel:999" in page.content.decode()
    assert "I chose the wrong answer" not in page.content.decode()


def test_no_word_about_the_person_stands_in_an_address(client: Client) -> None:
    seen = []
    address = begin(client, "check")
    for answers in ({"who_for": "self"}, {"signs": "none"}, {"safe": "none"}):
        seen.append(address)
        address = str(submit(client, address, answers)["Location"])
    text = " ".join(seen)
    assert not [word for word in ("signs", "safe", "who", "smok", "chest") if word in text]


def test_two_tabs_are_two_drafts_that_do_not_mix(client: Client) -> None:
    one, other = begin(client, "check"), begin(client, "check")
    assert one.split("/")[3] != other.split("/")[3]
    submit(client, one, {"who_for": "child"})
    submit(client, other, {"who_for": "self"})
    drafts = {str(draft.pk): draft for draft in Draft.objects.all()}
    assert drafts[one.split("/")[3]].sealed_answers["who_for"]["value"] == "child"
    assert drafts[other.split("/")[3]].sealed_answers["who_for"]["value"] == "self"


def test_another_browser_cannot_open_a_draft(client: Client) -> None:
    address = begin(client, "check")
    assert Client().get(address).status_code == 404


def test_a_page_that_is_not_reached_yet_leads_to_the_first_open_question(client: Client) -> None:
    address = begin(client, "check")
    draft = address.split("/")[3]
    for guess in ("0000000000", "results"):
        answer = client.get(f"/en/check/{draft}/{guess}/")
        assert answer.status_code == 302
        assert answer["Location"] == address


def test_switching_the_language_keeps_the_page_and_the_answers(client: Client) -> None:
    address = begin(client, "check")
    following = str(submit(client, address, {"who_for": "self"})["Location"])
    page = client.get(following.replace("/en/", "/ur/"))
    assert page.status_code == 200
    back = client.get(address.replace("/en/", "/ur/")).content.decode()
    assert 'value="self"' in back
    assert "checked" in back


def test_answers_are_sealed_in_the_database(client: Client) -> None:
    submit(client, begin(client, "check"), {"who_for": "cared_for"})
    stored = Draft.objects.values_list("sealed_answers", flat=True).get()
    assert "cared_for" not in str(stored)


@pytest.mark.parametrize("page", ["0123456789/", "results/"])
def test_answers_that_are_gone_are_explained_with_a_way_to_start_again(
    client: Client, page: str
) -> None:
    draft = begin(client, "check").split("/")[3]
    Draft.objects.update(expires_at="2020-01-01T00:00Z")
    answer = client.get(f"/en/check/{draft}/{page}")
    assert answer.status_code == 404
    assert "We cannot find your answers" in answer.content.decode()
    assert 'href="/en/check/"' in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_the_start_page_says_how_long_this_journey_keeps_answers(
    client: Client, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert " 7 " in client.get(f"/{language}/check/").content.decode()
    monkeypatch.setattr(drafts, "lifetime", lambda _version, *, saved: timedelta(days=12))
    page = client.get(f"/{language}/check/").content.decode()
    assert " 12 " in page
    assert "{days}" not in page


def test_lost_answers_are_explained_with_the_days_they_are_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = begin(client, "check")
    Draft.objects.update(expires_at="2020-01-01T00:00Z")
    monkeypatch.setattr(drafts, "lifetime", lambda _version, *, saved: timedelta(days=12))
    assert "We keep answers for 12 days" in client.get(address).content.decode()
