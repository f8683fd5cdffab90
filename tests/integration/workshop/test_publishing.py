"""Who may publish what, and when is an approval void?"""

from __future__ import annotations

from typing import Any

import pytest

from accounts.roles import Role
from selfassessment.actions.releasing import (
    NotAllowed,
    NotReady,
    Wish,
    approve,
    ask,
    withdraw,
)
from selfassessment.actions.reports import work_out
from selfassessment.actions.withdrawing import roll_back
from selfassessment.models import Journey, PublishRequest, Wording
from tests.fixtures.members import member_of
from tests.fixtures.publishing import (
    NOW,
    SEEN,
    asked,
    change,
    current,
    drop_priority,
    drop_safety,
    now_proposed,
    plain_words,
    reword,
)

pytestmark = pytest.mark.usefixtures("few_outcomes")


def test_nothing_to_publish_is_said(asker: Any) -> None:
    with pytest.raises(NotReady, match="Nothing has changed"):
        asked(asker)


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


def test_checked_translations_alone_are_published_by_one_person(asker: Any) -> None:
    key = "page.emergency_chest_pain.title"
    Wording.objects.filter(locale="gu", key=key).update(state="checked", checked_by="Somebody")
    found = now_proposed()
    assert [one.place for one in found.changes.items] == [f"texts.gu.{key}"]
    assert (found.changes.kind, found.changes.needs_two_people) == ("minor", False)
    assert asked(asker, Wish()).state == PublishRequest.State.PUBLISHED
    assert now_proposed().changes.kind == "none"
