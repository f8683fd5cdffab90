"""Can a journey be published, stopped and put back in the admin, and what do residents see?"""

from __future__ import annotations

import json
from functools import partial
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

from accounts.roles import Role
from core import clock
from selfassessment.actions import drafts, reports
from selfassessment.actions.publishing import publish
from selfassessment.actions.releasing import Wish, approve, ask
from selfassessment.actions.withdrawing import stop
from selfassessment.actions.workshop import save
from selfassessment.engine.answer import Answer
from selfassessment.engine.outcomes import Limits, compare
from selfassessment.models import (
    Draft,
    Journey,
    JourneyVersion,
    OutcomeReport,
    PublishRequest,
    Wording,
)
from selfassessment.selectors.publishing import proposal
from selfassessment.selectors.workshop import manuscript, working_copy
from tests.fixtures.filling import ANSWERS
from tests.fixtures.members import member_of

URL = "/admin/journeys/publish/check/"


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at few outcomes only."""
    few = Limits(states=500, budget=500, walks=20)
    monkeypatch.setattr(reports, "compare", partial(compare, limits=few))


@pytest.fixture
def clinician(django_user_model: Any) -> Any:
    return member_of(Role.CLINICAL_SAFETY, django_user_model)


def change_check(**fields: Any) -> None:
    """Change the first question of the health check's working copy."""
    mine = manuscript("check")
    content = json.loads(mine.content)
    content["pages"][0]["questions"][0].update(fields)
    save(mine, content, revision=mine.revision, by="test", now=clock.now(), summary="Changed")


def release(by: Any, other: Any, **wish: Any) -> None:
    """Have what is written published by two."""
    found = proposal(working_copy(), "check")
    if found.moves_people:
        reports.work_out(found, now=clock.now())
    wanted = Wish(note="New", golden_reason="Meant so", diff_seen=True, **wish)
    request = ask("check", wanted, sha256=found.sha256, by=by, now=clock.now())
    if request.state == PublishRequest.State.OPEN:
        approve(request, by=other, now=clock.now())


def test_a_change_goes_all_the_way_through_the_pages(editor: Client, clinician: Any) -> None:
    change_check(required=False)
    page = editor.get(URL).content.decode()
    assert "More than words" in page
    assert "Work out who ends elsewhere" in page
    editor.post(f"{URL}compare/")
    editor.post(f"{URL}compare/")
    waiting = OutcomeReport.objects.get()
    assert "Waits for the worker" in editor.get(URL).content.decode()
    reports.fill(report=waiting.pk)
    assert "Look whether it is ready" not in editor.get(URL).content.decode()
    sha = proposal(working_copy(), "check").sha256
    unready = editor.post(f"{URL}ask/", {"sha256": sha, "note": "Kept", "go_live_at": "soon"})
    assert unready.status_code == 422
    assert 'value="Kept"' in unready.content.decode()
    past = {"sha256": sha, "note": "x", "diff_seen": "on", "go_live_at": "2020-01-01T09:00"}
    refused = editor.post(f"{URL}ask/", past).content.decode()
    assert "The day to go live has passed" in refused.partition('id="findings"')[0]
    assert 'value="2020-01-01T09:00"' in refused
    given = {"sha256": sha, "note": "May be left out", "golden_reason": "x", "diff_seen": "on"}
    editor.post(f"{URL}ask/", given)
    request = PublishRequest.objects.get()
    assert "somebody else must approve" in editor.get(URL).content.decode()
    editor.post(f"{URL}request/{request.pk}/", {"decision": "approve"})
    assert "must approve what you asked for" in editor.get(URL).content.decode()
    assert PublishRequest.objects.get().state == PublishRequest.State.OPEN
    second = Client()
    second.force_login(clinician)
    assert "Approve and publish" in second.get(URL).content.decode()
    second.post(f"{URL}request/{request.pk}/", {"decision": "approve"})
    versions = editor.get("/admin/journeys/versions/check/").content.decode()
    assert "May be left out" in versions
    editor.post("/admin/journeys/versions/check/1/")
    assert Journey.objects.get(slug="check").current.number == 3  # type: ignore[union-attr]


def test_a_stopped_journey_shows_numbers_and_keeps_drafts(editor: Client, client: Client) -> None:
    resident = Client()
    begun = resident.post("/en/check/")
    editor.post(f"{URL}stop/", {"note": "A wrong number"})
    for address in ("/en/check/", begun.headers["Location"]):
        page = resident.get(address)
        assert page.status_code == 200
        assert "Not available just now" in page.content.decode()
        assert "116 123" in page.content.decode()
    assert "Not available just now" in resident.post("/en/check/").content.decode()
    assert Draft.objects.count() == 1
    assert "A wrong number" in editor.get(URL).content.decode()
    editor.post(f"{URL}resume/")
    assert "Not available" not in resident.get(begun.headers["Location"]).content.decode()


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DESK, Role.ANALYST])
def test_others_may_not_publish_stop_or_go_back(
    role: Role, django_user_model: Any, client: Client
) -> None:
    client.force_login(member_of(role, django_user_model))
    stop("refer", by="test", now=clock.now())
    for address in (
        f"{URL}compare/",
        f"{URL}ask/",
        f"{URL}stop/",
        "/admin/journeys/publish/refer/resume/",
        "/admin/journeys/versions/check/1/",
    ):
        assert client.post(address).status_code in {302, 403}
    assert not Journey.objects.get(slug="check").stopped
    assert Journey.objects.get(slug="refer").stopped


def test_a_journey_that_is_not_there_is_not_found(editor: Client) -> None:
    for part in ("publish", "versions"):
        assert editor.get(f"/admin/journeys/{part}/nothing/", follow=True).status_code == 404


def test_words_reach_people_in_the_middle(clinician: Any, django_user_model: Any) -> None:
    resident = Client()
    address = resident.post("/en/check/").headers["Location"]
    key = "page.who.title"
    first = Wording.objects.get(locale="en", key=key)
    assert first.text in resident.get(address).content.decode()
    Wording.objects.filter(locale="en", key=key).update(text="Whose check is it?", edited_by="x")
    release(member_of(Role.EDITOR, django_user_model), clinician)
    assert "Whose check is it?" in resident.get(address).content.decode()


def test_more_than_words_leaves_people_with_what_they_began(
    clinician: Any, django_user_model: Any
) -> None:
    resident = Client()
    address = resident.post("/en/check/").headers["Location"]
    change_check(required=False)
    release(member_of(Role.EDITOR, django_user_model), clinician)
    assert resident.get(address).status_code == 200
    assert Draft.objects.get().version.number == 1


def test_a_change_that_must_be_seen_is_shown_first_and_asks_again(
    clinician: Any, django_user_model: Any
) -> None:
    resident = Client()
    address = resident.post("/en/check/").headers["Location"]
    answer = {"who_for": Answer.given("self")}
    drafts.keep(draft=Draft.objects.get(), answers=answer, now=clock.now())
    change_check(required=False)
    release(member_of(Role.EDITOR, django_user_model), clinician, must_apply=True)
    shown = resident.get(address)
    assert shown.headers["Location"].endswith("/changed/")
    page = shown.headers["Location"]
    assert "Something has changed" in resident.get(page).content.decode()
    assert resident.post(page).status_code == 422
    assert Draft.objects.get().version.number == 1
    gone_on = resident.post(page, {"seen": "yes"})
    assert gone_on.status_code == 302
    draft = Draft.objects.get()
    assert (draft.version.number, draft.sealed_answers) == (2, {})
    assert resident.get(gone_on.headers["Location"]).status_code == 200


def test_what_is_sent_while_the_questions_change_is_kept(
    clinician: Any, django_user_model: Any
) -> None:
    resident = Client()
    first = resident.post("/en/check/").headers["Location"]
    second = resident.post(first, {"who_for": "self"}).headers["Location"]
    change_check(required=False)
    release(member_of(Role.EDITOR, django_user_model), clinician, must_apply=True)
    sent = resident.post(second, {"signs": "none"})
    assert sent.headers["Location"].endswith("/changed/")
    resident.post(sent.headers["Location"], {"seen": "yes"})
    assert set(Draft.objects.get().sealed_answers) == {"signs"}


@pytest.mark.parametrize("must_apply", [False, True])
def test_a_question_that_is_removed_while_somebody_answers_it_loses_nothing_else(
    must_apply: bool,
) -> None:
    resident = Client()
    given = dict(ANSWERS)
    address = walk_to(resident, "talk_language", given)
    now_live = Journey.objects.get(slug="check").current
    assert now_live is not None
    content, routing = json.loads(now_live.definition), json.loads(now_live.routing)
    page = next(one for one in content["pages"] if one["key"] == "practical")
    page["questions"] = [one for one in page["questions"] if one["key"] != "talk_language"]
    newer = publish(definition=content, routing=routing, by="test", now=clock.now())
    QuerySet(JourneyVersion).filter(pk=newer.pk).update(must_apply=must_apply)
    before = set(Draft.objects.get().sealed_answers)
    sent = resident.post(address, {"talk_language": "gu", "free_only": "yes"})
    assert sent.status_code == 302
    kept = Draft.objects.get().sealed_answers
    assert before < set(kept)
    following = sent.headers["Location"]
    if must_apply:
        again = resident.post(following, {"seen": "yes"}).headers["Location"]
        page_again = resident.get(again).content.decode()
        assert 'name="free_only"' in page_again
        assert 'name="talk_language"' not in page_again
        assert before <= set(Draft.objects.get().sealed_answers)
        following = resident.post(again, {"free_only": "yes"}).headers["Location"]
    assert 'name="matters"' in resident.get(following).content.decode()


def walk_to(client: Client, name: str, answers: dict[str, Any]) -> str:
    """Answer a health check without any of its parts up to the page with a field."""
    address = str(client.post("/en/check/").headers["Location"])
    for _ in range(12):
        page = client.get(address).content.decode()
        if f'name="{name}"' in page:
            return address
        given = {key: value for key, value in answers.items() if f'name="{key}"' in page}
        given = given or ({"finish": "1"} if "govuk-task-list" in page else {"skip": "1"})
        address = str(client.post(address, given).headers["Location"])
    raise AssertionError(address)


@pytest.mark.parametrize("sent", [{"signs": "no such answer"}, {}])
def test_what_is_no_answer_is_not_kept_while_the_questions_change(
    clinician: Any, django_user_model: Any, sent: dict[str, str]
) -> None:
    resident = Client()
    first = resident.post("/en/check/").headers["Location"]
    second = resident.post(first, {"who_for": "self"}).headers["Location"]
    change_check(required=False)
    release(member_of(Role.EDITOR, django_user_model), clinician, must_apply=True)
    assert resident.post(second, sent).headers["Location"].endswith("/changed/")
    assert resident.post(f"{first[:-11]}nosuchpage/", sent).status_code in {302, 404}
    assert set(Draft.objects.get().sealed_answers) == {"who_for"}


def test_who_ends_elsewhere_is_not_worked_out_for_content_that_is_gone(editor: Client) -> None:
    change_check(required=False)
    editor.post(f"{URL}compare/")
    waiting = OutcomeReport.objects.get()
    change_check(required=True)
    reports.fill(report=waiting.pk)
    assert not OutcomeReport.objects.exists()


def test_a_report_that_failed_says_so_and_can_be_asked_for_again(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("broken")

    change_check(required=False)
    editor.post(f"{URL}compare/")
    waiting = OutcomeReport.objects.get()
    monkeypatch.setattr(reports, "compare", broken)
    with pytest.raises(RuntimeError):
        reports.fill(report=waiting.pk)
    assert "could not be worked out" in editor.get(URL).content.decode()
    editor.post(f"{URL}compare/")
    assert OutcomeReport.objects.get().state == OutcomeReport.State.WAITING
