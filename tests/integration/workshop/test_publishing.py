"""Who may publish what, and when is an approval void?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Group

from accounts.roles import Role
from core import clock
from selfassessment.actions import reports
from selfassessment.actions.releasing import (
    NotAllowed,
    NotReady,
    Wish,
    approve,
    ask,
    withdraw,
)
from selfassessment.actions.reports import work_out
from selfassessment.actions.shipping import ship
from selfassessment.actions.withdrawing import follow_dates, resume, roll_back, stop
from selfassessment.actions.workshop import save
from selfassessment.engine.outcomes import Limits, compare
from selfassessment.models import GoldenJourney, Journey, PublishRequest, Wording
from selfassessment.models.workshop import SHIPPED
from selfassessment.selectors.publishing import Proposal, proposal
from selfassessment.selectors.workshop import manuscript, working_copy
from tests.fixtures.members import member_of

NOW = datetime.fromisoformat("2026-11-27T10:00:00+00:00")
SEEN = Wish(note="Tried out", golden_reason="This is what we want", diff_seen=True)
Change = Callable[[dict[str, Any]], None]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at few outcomes only: how they are worked out is tested beside the engine."""
    few = Limits(states=500, budget=500, walks=20)
    monkeypatch.setattr(reports, "compare", partial(compare, limits=few))


@pytest.fixture
def asker(django_user_model: Any) -> Any:
    return member_of(Role.EDITOR, django_user_model)


@pytest.fixture
def other(django_user_model: Any) -> Any:
    user = member_of(Role.TRANSLATOR, django_user_model)
    user.groups.set(Group.objects.filter(name=Role.EDITOR.value))
    return user


@pytest.fixture
def clinician(django_user_model: Any) -> Any:
    return member_of(Role.CLINICAL_SAFETY, django_user_model)


def change(name: str, how: Change) -> None:
    """Change a document of the working copy."""
    mine = manuscript(name)
    content = json.loads(mine.content)
    how(content)
    save(mine, content, revision=mine.revision, by="test", now=NOW, summary="Changed")


def drop_priority(content: dict[str, Any]) -> None:
    """Take the first row of the table of priorities away."""
    content["tables"]["priority"].pop(0)


def drop_safety(content: dict[str, Any]) -> None:
    """Change what a row of the safety table flags."""
    content["tables"]["safety"][0]["then"]["flag"] = "chest"


def reword(key: str, text: str) -> None:
    """Change English words."""
    Wording.objects.filter(locale="en", key=key).update(text=text, edited_by="test")


def plain_words(text: str = "Here is something else") -> None:
    """Change words that nobody can be harmed by."""
    reword("start.check.lead", text)


def now_proposed(name: str = "check") -> Proposal:
    """Return what would be published now."""
    return proposal(working_copy(), name)


def asked(by: Any, wish: Wish = SEEN, name: str = "check") -> PublishRequest:
    """Work out who ends elsewhere, and ask."""
    found = now_proposed(name)
    if found.moves_people and found.report is None:
        work_out(found, now=NOW)
    return ask(name, wish, sha256=found.sha256, by=by, now=NOW)


def current(name: str = "check") -> int:
    """Return the number of the published version."""
    journey = Journey.objects.select_related("current").get(slug=name)
    assert journey.current is not None
    return journey.current.number


def test_nothing_to_publish_is_said(asker: Any) -> None:
    with pytest.raises(NotReady, match="Nothing has changed"):
        asked(asker)


def test_saved_people_ship_and_end_as_expected() -> None:
    assert GoldenJourney.objects.count() >= 40
    assert not now_proposed().golden_differ
    assert not [r.golden.name for r in now_proposed().golden if r.found.waits_at]


def test_plain_words_are_published_by_one_person_as_a_minor_version(asker: Any) -> None:
    plain_words()
    request = asked(asker, Wish())
    assert request.state == PublishRequest.State.PUBLISHED
    assert (current(), request.kind) == (2, "minor")


def test_a_changed_table_waits_for_a_second_person(asker: Any, other: Any) -> None:
    change("routing", drop_priority)
    request = asked(asker)
    assert (request.state, current()) == (PublishRequest.State.OPEN, 1)
    with pytest.raises(NotAllowed, match="Somebody else"):
        approve(request, by=asker, now=NOW)
    assert approve(request, by=other, now=NOW).version.number == 2  # type: ignore[union-attr]
    assert (current(), request.touches_safety) == (2, False)


def test_outcomes_must_be_worked_out_and_looked_at(asker: Any) -> None:
    change("routing", drop_priority)
    found = now_proposed()
    with pytest.raises(NotReady, match="Work out first"):
        ask("check", SEEN, sha256=found.sha256, by=asker, now=NOW)
    work_out(found, now=NOW)
    with pytest.raises(NotReady, match="looked at"):
        ask("check", Wish(golden_reason="yes"), sha256=found.sha256, by=asker, now=NOW)


def test_saved_people_who_end_elsewhere_need_a_reason_and_then_expect_it(
    asker: Any, other: Any
) -> None:
    def fewer(content: dict[str, Any]) -> None:
        content["tables"]["needs"] = [
            row for row in content["tables"]["needs"] if row["then"]["need"] != "drinking"
        ]

    change("routing", fewer)
    with pytest.raises(NotReady, match="Saved people end elsewhere"):
        asked(asker, Wish(diff_seen=True))
    approve(asked(asker), by=other, now=NOW)
    assert not now_proposed().golden_differ


def test_errors_keep_everything_from_being_published(asker: Any) -> None:
    def broken(content: dict[str, Any]) -> None:
        content["pages"][0]["default"] = content["pages"][0]["key"]

    change("check", broken)
    with pytest.raises(NotReady, match="findings must be mended"):
        asked(asker)


def test_safety_content_is_approved_by_clinical_safety_only(
    asker: Any, other: Any, clinician: Any
) -> None:
    change("routing", drop_safety)
    request = asked(asker)
    with pytest.raises(NotAllowed, match="clinical safety"):
        approve(request, by=other, now=NOW)
    approve(request, by=clinician, now=NOW)
    assert current() == 2


def test_safety_words_alone_need_the_second_person_too(asker: Any, clinician: Any) -> None:
    reword("page.emergency_chest_pain.title", "Call 999 now")
    Wording.objects.filter(key="page.emergency_chest_pain.title").exclude(locale="en").delete()
    found = now_proposed()
    assert found.changes.touches_safety
    assert not found.moves_people


def test_somebody_without_the_permission_may_not_approve(
    asker: Any, django_user_model: Any
) -> None:
    change("routing", drop_priority)
    with pytest.raises(NotAllowed, match="may not publish"):
        approve(asked(asker), by=member_of(Role.ANALYST, django_user_model), now=NOW)


def test_an_approval_is_void_when_the_content_changed_after_asking(asker: Any, other: Any) -> None:
    change("routing", drop_priority)
    request = asked(asker)
    plain_words()
    with pytest.raises(NotReady, match="void"):
        approve(request, by=other, now=NOW)
    request.refresh_from_db()
    assert (request.state, current()) == (PublishRequest.State.VOID, 1)


def test_an_approval_is_void_when_another_version_was_published_meanwhile(
    asker: Any, other: Any
) -> None:
    plain_words()
    asked(asker, Wish())
    change("routing", drop_priority)
    request = asked(asker)
    roll_back(Journey.objects.get(slug="check").versions.get(number=1), by=other, now=NOW)
    with pytest.raises(NotReady, match="void"):
        approve(request, by=other, now=NOW)


def test_the_second_of_two_approvals_finds_it_decided(
    asker: Any, other: Any, clinician: Any
) -> None:
    change("routing", drop_priority)
    request = asked(asker)
    stale = PublishRequest.objects.get(pk=request.pk)
    approve(request, by=other, now=NOW)
    with pytest.raises(NotReady, match="already"):
        approve(stale, by=clinician, now=NOW)
    assert current() == 2


def test_asking_twice_and_asking_for_what_was_not_looked_at_is_refused(asker: Any) -> None:
    change("routing", drop_priority)
    asked(asker)
    with pytest.raises(NotReady, match="asked for already"):
        asked(asker)
    with pytest.raises(NotReady, match="changed while you looked"):
        ask("check", SEEN, sha256="0" * 64, by=asker, now=NOW)


def test_a_request_is_taken_back(asker: Any, other: Any) -> None:
    change("routing", drop_priority)
    request = asked(asker)
    withdraw(request, by=asker, now=NOW)
    with pytest.raises(NotReady, match="already"):
        approve(request, by=other, now=NOW)


def test_a_day_is_waited_for_and_an_end_stops_the_journey(asker: Any) -> None:
    plain_words()
    begin, end = NOW + timedelta(days=1), NOW + timedelta(days=9)
    request = asked(asker, Wish(go_live_at=begin, retire_at=end))
    assert (request.state, current()) == (PublishRequest.State.SCHEDULED, 1)
    assert follow_dates(now=NOW) == 0
    assert follow_dates(now=begin) == 1
    assert (current(), follow_dates(now=begin)) == (2, 0)
    assert follow_dates(now=end) == 1
    assert Journey.objects.get(slug="check").stopped


def test_an_end_before_the_beginning_is_refused(asker: Any) -> None:
    plain_words()
    wish = Wish(go_live_at=NOW + timedelta(days=2), retire_at=NOW + timedelta(days=1))
    with pytest.raises(NotReady, match="end must be after"):
        asked(asker, wish)


def test_going_back_publishes_the_older_content_as_a_new_version(asker: Any) -> None:
    plain_words()
    asked(asker, Wish())
    first = Journey.objects.get(slug="check").versions.get(number=1)
    again = roll_back(first, by=asker, now=NOW)
    assert (again.number, again.sha256, again.kind) == (3, first.sha256, "minor")
    assert current() == 3


def test_one_person_stops_and_gives_back_at_once(asker: Any) -> None:
    assert stop("check", by=asker, now=NOW, note="Wrong number").stopped
    assert stop("check", by=asker, now=clock.now()).stopped_at == NOW
    assert not resume("check", by=asker, now=NOW).stopped


def test_asking_anew_after_a_change_takes_the_place_of_the_old_request(
    asker: Any, other: Any
) -> None:
    change("routing", drop_priority)
    first = asked(asker)
    change("routing", drop_priority)
    second = asked(asker)
    first.refresh_from_db()
    assert (first.state, second.state) == (PublishRequest.State.VOID, PublishRequest.State.OPEN)
    approve(second, by=other, now=NOW)
    assert current() == 2


def test_the_words_of_a_warning_sign_are_safety_and_wait_for_their_translations(asker: Any) -> None:
    reword("c.feeling.very_low", "Very low")
    assert now_proposed().changes.touches_safety
    assert "texts.gu.c.feeling.very_low" in {one.place for one in now_proposed().errors}
    with pytest.raises(NotReady, match="mended"):
        asked(asker)


def test_one_that_waits_for_its_day_is_void_when_something_newer_was_published(asker: Any) -> None:
    plain_words()
    waits = asked(asker, Wish(go_live_at=NOW + timedelta(days=1)))
    assert waits.version is not None
    with pytest.raises(NotReady, match="never live"):
        roll_back(waits.version, by=asker, now=NOW)
    plain_words("Something newer")
    asked(asker)
    follow_dates(now=NOW + timedelta(days=2))
    waits.refresh_from_db()
    assert (waits.state, current()) == (PublishRequest.State.VOID, 3)


def test_a_release_does_not_undo_going_back(asker: Any) -> None:
    plain_words()
    asked(asker)
    roll_back(Journey.objects.get(slug="check").versions.get(number=1), by=asker, now=NOW)
    Wording.objects.update(edited_by=SHIPPED)
    assert ship(now=NOW).kept
    assert current() == 3


def test_checked_translations_alone_are_published_by_one_person(asker: Any) -> None:
    key = "page.emergency_chest_pain.title"
    Wording.objects.filter(locale="gu", key=key).update(state="checked", checked_by="Somebody")
    found = now_proposed()
    assert [one.place for one in found.changes.items] == [f"texts.gu.{key}"]
    assert (found.changes.kind, found.changes.needs_two_people) == ("minor", False)
    assert asked(asker, Wish()).state == PublishRequest.State.PUBLISHED
    assert now_proposed().changes.kind == "none"


def test_saved_people_expect_a_new_end_from_the_day_it_is_live(asker: Any, other: Any) -> None:
    def fewer(content: dict[str, Any]) -> None:
        content["tables"]["needs"] = [
            row for row in content["tables"]["needs"] if row["then"]["need"] != "drinking"
        ]

    def expected() -> list[dict[str, Any]]:
        return list(GoldenJourney.objects.values_list("expected", flat=True))

    change("routing", fewer)
    before, day = expected(), NOW + timedelta(days=1)
    request = asked(asker, Wish(golden_reason="Meant so", diff_seen=True, go_live_at=day))
    approve(request, by=other, now=NOW)
    assert expected() == before
    follow_dates(now=day)
    assert expected() != before
    assert not now_proposed().golden_differ


def test_a_journey_given_back_after_its_end_stays(asker: Any) -> None:
    plain_words()
    end = NOW + timedelta(days=1)
    asked(asker, Wish(retire_at=end))
    assert follow_dates(now=end) == 1
    resume("check", by=asker, now=end + timedelta(hours=1))
    assert follow_dates(now=end + timedelta(hours=2)) == 0
    assert not Journey.objects.get(slug="check").stopped


def test_nothing_is_approved_after_its_own_end(asker: Any, other: Any) -> None:
    change("routing", drop_priority)
    end = NOW + timedelta(days=1)
    request = asked(asker, Wish(golden_reason="x", diff_seen=True, retire_at=end))
    with pytest.raises(NotReady, match="last moment has passed"):
        approve(request, by=other, now=end)
    assert current() == 1
