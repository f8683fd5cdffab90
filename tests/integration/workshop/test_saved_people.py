"""Are saved people seen, added from "try it", changed, removed with a reason and put back?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from core import clock
from selfassessment.actions.workshop import save
from selfassessment.models import GoldenChange, GoldenJourney
from selfassessment.selectors.workshop import manuscript
from tests.fixtures.publishing import now_proposed
from tests.fixtures.workshop import URL, fields

PEOPLE = f"{URL}people/check/"
TRIED = {"who_for": "self", "age_band": "18_39", "signs": "none", "safe": "none"}


def one_of(name: str = "chest_pain_now") -> GoldenJourney:
    """Return a saved person."""
    return GoldenJourney.objects.get(journey="check", name=name)


def page(client: Client, address: str) -> str:
    """Return a page as text."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_is_listed_and_their_walk_is_shown(editor: Client) -> None:
    listed = page(editor, PEOPLE)
    assert "chest_pain_now" in listed
    assert "end as expected" in listed
    walk = page(editor, f"{PEOPLE}of/chest_pain_now/")
    assert "Stopped by the safety page" in walk
    assert "Ends as expected" in walk


def test_answers_that_were_tried_become_a_saved_person(editor: Client) -> None:
    asked = editor.post(f"{PEOPLE}new/", {**TRIED, "fact--language": "gu"}).content.decode()
    given = fields(asked, "given")["given"]
    refused = editor.post(f"{PEOPLE}new/", {"given": given, "name": "No key", "story": ""})
    assert refused.status_code == 422
    made = {"given": given, "name": "new_one", "story": "Somebody made up."}
    editor.post(f"{PEOPLE}new/", made)
    kept = one_of("new_one")
    assert kept.answers == {**TRIED, "signs": ["none"], "safe": ["none"]}
    assert kept.facts["language"] == "gu"
    assert kept.expected["pages"]
    assert editor.post(f"{PEOPLE}new/", made).status_code == 422, "the name is taken"
    assert editor.post(f"{PEOPLE}new/", {**made, "given": "made:up"}).status_code == 422


@pytest.mark.parametrize("name", ["chest_pain_now", "FEET"])
def test_answers_go_to_try_it_and_come_back_unchanged(editor: Client, name: str) -> None:
    find = {"answers__height__ft": "5"} if name == "FEET" else {"name": name}
    golden = GoldenJourney.objects.get(journey="check", **find)
    posted = fields(page(editor, f"{URL}try/check/?person={golden.name}"), "person")
    seen = editor.post(f"{PEOPLE}of/{golden.name}/", posted).content.decode()
    assert "Not kept yet" in seen
    given = fields(seen, "given")
    editor.post(f"{PEOPLE}of/{golden.name}/", {**given, "story": "Anew", "reason": "Tried"})
    after = GoldenJourney.objects.get(pk=golden.pk)
    assert (after.story, after.answers) == ("Anew", golden.answers)
    assert after.expected == golden.expected


def test_removing_needs_a_reason_and_is_undone(editor: Client) -> None:
    address = f"{PEOPLE}of/chest_pain_now/"
    before = one_of()
    editor.post(f"{address}remove/", {"reason": " "})
    assert one_of()
    editor.post(f"{address}remove/", {"reason": "Stands twice"})
    assert not GoldenJourney.objects.filter(name="chest_pain_now").exists()
    assert "Stands twice" in page(editor, PEOPLE)
    change = GoldenChange.objects.get()
    editor.post(f"{PEOPLE}put-back/{change.pk}/")
    assert (one_of().answers, one_of().expected) == (before.answers, before.expected)


def test_somebody_elses_change_is_not_written_over(editor: Client) -> None:
    address = f"{PEOPLE}of/chest_pain_now/"
    was = fields(page(editor, address), "was")["was"][0]
    GoldenJourney.objects.filter(name="chest_pain_now").update(edited_at=clock.now())
    given = {"was": was, "story": "Mine", "reason": "Because"}
    assert editor.post(address, given).status_code == 422
    assert one_of().story != "Mine"


def test_a_person_who_ends_elsewhere_is_named_and_may_be_expected_to(editor: Client) -> None:
    mine = manuscript("routing")
    content = json.loads(mine.content)
    content["tables"]["safety"][0]["then"]["flag"] = "chest"
    save(mine, content, revision=mine.revision, by="test", now=clock.now(), summary="Changed")
    assert "Ends elsewhere" in page(editor, PEOPLE)
    address = f"{PEOPLE}of/chest_pain_now/"
    seen = page(editor, address)
    assert "Expect this from now on" in seen
    was = fields(seen, "was")["was"][0]
    editor.post(address, {"was": was, "story": one_of().story, "reason": "A new name"})
    assert "Ends as expected" in page(editor, address)


@pytest.mark.parametrize("address", ["new/", "of/chest_pain_now/remove/", "put-back/1/"])
def test_a_translator_only_looks(translator: Client, address: str) -> None:
    before: Any = GoldenJourney.objects.count()
    translator.post(f"{PEOPLE}{address}", {"reason": "x"})
    assert GoldenJourney.objects.count() == before
    assert "Remove this person" not in page(translator, f"{PEOPLE}of/chest_pain_now/")


def test_saved_people_ship_and_end_as_expected() -> None:
    assert GoldenJourney.objects.count() >= 40
    assert not now_proposed().golden_differ
    assert not [r.golden.name for r in now_proposed().golden if r.found.waits_at]
