"""Is a family made once, led by one, looked at in time, and never joined by machine?

One file: each question is asked of the same family, made by the same few lines.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from selfassessment.referrals.actions import erasing, families, plans
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import (
    Case,
    Family,
    FamilyAction,
    FamilyCase,
    FamilyGoal,
    FamilyKey,
    FamilyMember,
)
from selfassessment.referrals.selectors import queue as queues
from selfassessment.referrals.selectors.chain import faults
from selfassessment.referrals.selectors.copy import copy_of
from selfassessment.referrals.selectors.families import possible
from selfassessment.referrals.types import NeedLine
from tests.factories.referrals import person, submission
from tests.integration.referrals.test_outcome_pages import status, user

pytestmark = pytest.mark.django_db


def child(name: str = "Asha Sample", **facts: Any) -> Case:
    """Return the case of a child, referred by its guardian."""
    needs = (NeedLine("family", "family_help", "desk"),)
    sent = submission(needs=needs, about="child", person=person(name=name, **facts))
    return Case.objects.get(pk=receive(submission=sent, now=clock.now()).case_id)


@pytest.fixture
def lead() -> User:
    """Return somebody of the desk."""
    return user("desk")


@pytest.fixture
def desk(client: Client, lead: User) -> Client:
    """Sign a member of the desk in."""
    client.force_login(lead)
    return client


def page_of(case: Case) -> str:
    """Return the address of the family of a case."""
    return reverse("referrals:family", args=[case.pk])


def begin(client: Client, case: Case, lead: User, what: str = "start", **more: str) -> Any:
    """Begin or join a family on the page."""
    typed = {"agreement-on": "2026-11-02", "agreement-agreed_by": "Their mother"}
    return client.post(page_of(case), {"what": what, "lead-owner": lead.pk, **typed, **more})


def test_a_second_child_joins_and_never_makes_a_second_family(desk: Client, lead: User) -> None:
    first = child()
    assert begin(desk, first, lead).status_code == 302
    second = child("Ravi Sample")
    assert not FamilyCase.objects.filter(case=second).exists()  # proposed, not joined
    case_page = desk.get(reverse("referrals:case", args=[second.pk])).content.decode()
    assert "a family that this case may belong to" in case_page
    refused = begin(desk, second, lead)
    assert refused.status_code == 422
    assert "There is a family that may be this one." in refused.content.decode()
    assert "Their mother" in refused.content.decode()
    family = Family.objects.get()
    assert begin(desk, second, lead, f"join:{family.pk}").status_code == 302
    assert Family.objects.count() == 1
    shown = desk.get(page_of(first)).content.decode()
    assert "Asha Sample" in shown
    assert "Ravi Sample" in shown
    assert not faults(first.pk)
    assert first.events.filter(kind="family").count() == 2


def test_a_person_may_say_that_it_is_another_family(desk: Client, lead: User) -> None:
    begin(desk, child(), lead)
    seen = str(Family.objects.get().pk)
    other = child("Ravi Sample")
    assert begin(desk, other, lead, is_another="yes", looked_at=seen).status_code == 302
    assert Family.objects.count() == 2


def test_the_page_says_which_families_were_looked_at(desk: Client, lead: User) -> None:
    begin(desk, child(), lead)
    page = desk.get(page_of(child("Ravi Sample"))).content.decode()
    assert f'name="looked_at" value="{Family.objects.get().pk}"' in page


@pytest.mark.parametrize("looked_at", ["", "nonsense", "6f1c53f2-6a0e-4d9a-9df1-000000000000"])
def test_saying_that_it_is_another_counts_for_the_families_looked_at_alone(
    desk: Client, lead: User, looked_at: str
) -> None:
    other = child("Ravi Sample")  # its page was opened before the family was begun
    begin(desk, child(), lead)
    assert begin(desk, other, lead, is_another="yes", looked_at=looked_at).status_code == 422
    assert Family.objects.count() == 1


def test_the_database_lets_one_of_two_families_in_the_same_instant_through(
    lead: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = child(), child("Ravi Sample")
    facts: Any = {"lead": lead, "agreed_on": date(2026, 11, 2), "agreed_by": "Her", "by": lead}
    look, both = possible, iter([True])

    def while_another_begins(case: Case) -> list[Family]:
        """See no family, and then another member of the desk begins one."""
        seen = look(case)
        if next(both, False):
            families.start(case=first, now=clock.now(), **facts)
        return seen

    monkeypatch.setattr(families, "possible", while_another_begins)
    with pytest.raises(families.FamilyIsLikely):
        families.start(case=second, now=clock.now(), **facts)
    assert FamilyCase.objects.filter(case=second).count() == 0


def test_a_case_joined_by_mistake_is_taken_out_and_both_stay_whole(
    desk: Client, lead: User
) -> None:
    first, second = child(), child("Ravi Sample")
    begin(desk, first, lead)
    begin(desk, second, lead, f"join:{Family.objects.get().pk}")
    desk.post(page_of(second), {"what": "member", "member-role": "parent", "member-name": "Meera"})
    page = desk.post(page_of(second), {"what": "out"}).content.decode()
    assert '<p class="d-error" id="id_out-reason_error">Write why' in page
    assert 'aria-describedby="id_out-reason_error"' in page
    assert FamilyCase.objects.filter(case=second).exists()
    sent = {"what": "out", "out-reason": "Another child of the same name."}
    assert desk.post(page_of(second), sent).status_code == 302
    assert not FamilyCase.objects.filter(case=second).exists()
    assert "Meera" not in desk.get(page_of(first)).content.decode()
    notes = [event.sealed_note for event in second.events.filter(kind="family")]
    assert "Taken out of the family. Another child of the same name." in notes
    assert f"{second} was taken out of the family." in [
        event.sealed_note for event in first.events.filter(kind="family")
    ]
    assert not faults(first.pk)
    assert not faults(second.pk)
    assert second.person.details.name == "Ravi Sample"
    assert second.lines.count() == first.lines.count() == 1
    again = begin(desk, second, lead, f"join:{Family.objects.get().pk}")
    assert again.status_code == 302
    assert desk.get(page_of(first)).content.decode().count("<bdi>Ravi Sample</bdi>") == 1


def test_the_outcomes_go_on_with_a_case_that_stays(desk: Client, lead: User) -> None:
    first, second = child(), child("Ravi Sample")
    begin(desk, first, lead)
    begin(desk, second, lead, f"join:{Family.objects.get().pk}")
    desk.post(page_of(first), {"what": "out", "out-reason": "Not theirs."})
    assert Family.objects.get().outcomes_line == second.lines.get()


def test_a_family_ends_with_its_last_case(desk: Client, lead: User) -> None:
    case = child()
    begin(desk, case, lead)
    assert desk.post(page_of(case), {"what": "out", "out-reason": "Begun by mistake."})
    assert not Family.objects.exists()
    assert desk.post(page_of(case), {"what": "out", "out-reason": "Again."}).status_code == 422
    assert begin(desk, case, lead).status_code == 302


@pytest.mark.parametrize(
    ("facts", "is_proposed"),
    [
        ({"phone": "+44 116 496 0123", "postcode": None}, True),
        ({"phone": None, "email": "x@example.org", "postcode": "le45qd"}, True),
        ({"phone": "0116 496 0999", "name": "Ravi Other"}, False),
        ({"phone": None, "postcode": None}, False),
    ],
)
def test_a_family_is_known_again_by_contact_or_home(
    desk: Client, lead: User, facts: dict[str, Any], is_proposed: bool
) -> None:
    begin(desk, child(), lead)
    other = child(**facts)
    assert ("May be this family" in desk.get(page_of(other)).content.decode()) is is_proposed


def test_a_family_that_is_not_proposed_cannot_be_joined(desk: Client, lead: User) -> None:
    begin(desk, child(), lead)
    stranger = child("Zed Other", phone="0116 496 0999", postcode="LE1 1AA")
    assert begin(desk, stranger, lead, f"join:{Family.objects.get().pk}").status_code == 422
    assert not FamilyCase.objects.filter(case=stranger).exists()


def test_a_plan_past_three_months_stands_in_the_queue_until_it_is_looked_at(
    desk: Client, lead: User
) -> None:
    case = child()
    old = clock.today() - timedelta(days=120)
    family = families.start(
        case=case, lead=lead, agreed_on=old, agreed_by="Mother", by=lead, now=clock.now()
    )
    late = queues.queue("family-plans", user_id=lead.pk, now=clock.now())
    assert list(late) == [case]
    assert queues.counts(user_id=lead.pk, now=clock.now())["family-plans"] == 1
    assert "was to be looked at by" in desk.get(page_of(case)).content.decode()
    sent = {"what": "review", "review-on": f"{clock.today():%Y-%m-%d}", "review-note": "Better."}
    assert desk.post(page_of(case), sent).status_code == 302
    assert not late.all().exists()
    family.refresh_from_db()
    assert family.review_by > clock.today() + timedelta(days=88)


def test_a_family_has_one_lead_and_more_people(desk: Client, lead: User) -> None:
    case = child()
    begin(desk, case, lead)
    other = User.objects.create_superuser("second@example.org", "secret")
    desk.post(page_of(case), {"what": "lead", "lead-owner": other.pk})
    assert Family.objects.get().lead == other
    sent = {"what": "member", "member-role": "parent", "member-name": "Meera Sample"}
    desk.post(page_of(case), sent)
    assert "Meera Sample" in desk.get(page_of(case)).content.decode()


def test_a_family_keeps_one_set_of_outcomes(desk: Client, lead: User) -> None:
    first, second = child(), child("Ravi Sample")
    begin(desk, first, lead)
    begin(desk, second, lead, f"join:{Family.objects.get().pk}")
    line = second.lines.get()
    asked = reverse("referrals:outcome", args=[second.pk, line.pk, "early_help", "before"])
    answer = desk.post(asked, {"worry": "3"})
    assert answer["Location"] == reverse(
        "referrals:outcomes", args=[first.pk, first.lines.get().pk]
    )
    assert not line.outcomes.exists()
    own = reverse(
        "referrals:outcome", args=[first.pk, first.lines.get().pk, "early_help", "before"]
    )
    desk.post(own, {"worry": "3"})
    assert first.lines.get().outcomes.count() == 1


@pytest.mark.parametrize("what", ["", "nonsense", "join:", "join:1", "lead", "member"])
def test_what_is_wrong_is_said_and_nothing_is_kept(desk: Client, what: str) -> None:
    assert desk.post(page_of(child()), {"what": what}).status_code == 422
    assert not Family.objects.exists()


def test_only_the_desk_sees_a_family(client: Client) -> None:
    case = child()
    client.force_login(user("provider"))
    assert client.get(page_of(case)).status_code == 403
    client.force_login(user("analyst"))
    assert status(client, page_of(case)) in (200, 403)
    assert client.post(page_of(case), {"what": "start"}).status_code in (302, 403)


def test_erasing_a_case_takes_its_names_and_keys_from_the_family(lead: User) -> None:
    case = child()
    families.start(
        case=case, lead=lead, agreed_on=date(2026, 11, 2), agreed_by="Her", by=lead, now=clock.now()
    )
    erasing.erase(case=case, by=None, now=clock.now())
    assert FamilyMember.objects.get().sealed_name is None
    assert FamilyCase.objects.get().sealed_agreed_by is None
    assert not FamilyKey.objects.exists()


def test_what_was_said_when_a_plan_was_looked_at_goes_with_the_case_it_was_said_on(
    desk: Client, lead: User
) -> None:
    asha, ravi = child(), child("Ravi Sample")
    begin(desk, asha, lead)
    begin(desk, ravi, lead, f"join:{Family.objects.get().pk}")
    families.reviewed(case=asha, on=clock.today(), words="Asha sleeps.", by=lead, now=clock.now())
    told = [note for case in (asha, ravi) for note in notes_of(case) if "looked at" in note]
    assert [note.split(". ")[1:] for note in told] == [
        ["Asha sleeps."],
        [f"What was said stands in {asha}."],
    ]
    erasing.erase(case=asha, by=None, now=clock.now())
    assert not any("Asha sleeps" in note for note in (*notes_of(asha), *notes_of(ravi)))
    assert any("looked at" in note for note in notes_of(ravi))


def notes_of(case: Case) -> list[str]:
    """Return the notes in the history of a case."""
    return [one.sealed_note or "" for one in case.events.all()]


@pytest.fixture
def family(lead: User) -> Family:
    """Return a family with the case of Asha."""
    return families.start(
        case=child(), lead=lead, agreed_on=clock.today(), agreed_by="Her", by=lead, now=clock.now()
    )


def test_a_plan_says_what_is_done_by_whom_and_when(desk: Client, family: Family) -> None:
    case = Case.objects.get()
    page = page_of(case)
    desk.post(page, {"what": "goal", "goal-words": "Sleep through"})
    goal = FamilyGoal.objects.get()
    typed = {f"a-{goal.pk}-words": "Bed at eight", f"a-{goal.pk}-who": "Nita"}
    refused = desk.post(page, {"what": f"action:{goal.pk}", **typed})
    assert refused.status_code == 422
    assert "Say by when." in refused.content.decode()
    assert "Bed at eight" in refused.content.decode()
    typed[f"a-{goal.pk}-due_on"] = "2026-11-01"
    assert desk.post(page, {"what": f"action:{goal.pk}", **typed}).status_code == 302
    assert "Past its day" in desk.get(page).content.decode()
    case_page = reverse("referrals:case", args=[case.pk])
    assert "1 action past its day" in desk.get(case_page).content.decode()
    action = FamilyAction.objects.get()
    tomorrow = {f"{action.pk}-on": f"{clock.today() + timedelta(days=1):%Y-%m-%d}"}
    assert desk.post(page, {"what": f"done:{action.pk}", **tomorrow}).status_code == 422
    done = {f"{action.pk}-on": f"{clock.today():%Y-%m-%d}"}
    assert desk.post(page, {"what": f"done:{action.pk}", **done}).status_code == 302
    assert "Past its day" not in desk.get(page).content.decode()
    desk.post(page, {"what": f"done:{goal.pk}", f"{goal.pk}-on": f"{clock.today():%Y-%m-%d}"})
    assert "Reached" in desk.get(page).content.decode()
    desk.post(page, {"what": f"again:{goal.pk}"})
    assert FamilyGoal.objects.get().ended_as == ""
    assert not faults(case.pk)
    copied = copy_of(case, clock.now())["family_plan"]
    assert copied[0]["actions"][0]["who"] == "Nita"


def test_the_plan_of_another_family_cannot_be_changed(desk: Client, family: Family) -> None:
    own = Case.objects.get()
    other = child("Zed Other", phone="0116 496 0999", postcode="LE1 1AA")
    by = User.objects.get()
    begin(desk, other, by)
    goal = plans.add_goal(case=own, words="Sleep", by=by, now=clock.now())
    for what in (f"done:{goal.pk}", f"action:{goal.pk}", "done:", "again:nonsense"):
        sent = {"what": what, f"{goal.pk}-on": f"{clock.today():%Y-%m-%d}"}
        assert desk.post(page_of(other), sent).status_code == 422
    assert FamilyGoal.objects.get().ended_on is None


def test_somebody_of_another_agency_may_lead_and_is_erased_with_the_last_case(
    desk: Client, lead: User
) -> None:
    case = child()
    other = {"lead-owner": "", "lead-name": "Ann Sample", "lead-phone": "0116 496 0555"}
    refused = begin(desk, case, lead, **other)
    assert "Write their agency." in refused.content.decode()
    both = {**other, "lead-agency": "School", "lead-owner": str(lead.pk)}
    assert "A family has one lead" in begin(desk, case, lead, **both).content.decode()
    assert begin(desk, case, lead, **other, **{"lead-agency": "School"}).status_code == 302
    assert "Ann Sample, School, 0116 496 0555" in desk.get(page_of(case)).content.decode()
    plans.add_goal(case=case, words="Sleep", by=lead, now=clock.now())
    family, sister = Family.objects.get(), child("Ravi Sample")
    assert begin(desk, sister, lead, f"join:{family.pk}").status_code == 302
    erasing.erase(case=case, by=None, now=clock.now())
    family.refresh_from_db()
    assert family.sealed_lead, "the other child's help goes on"
    erasing.erase(case=sister, by=None, now=clock.now())
    family.refresh_from_db()
    assert (family.sealed_lead, FamilyGoal.objects.get().sealed_words) == (None, None)
    assert desk.get(page_of(case)).status_code == 200


def test_a_plan_due_soon_is_a_clock_of_the_case_and_stands_in_its_row(
    desk: Client, lead: User
) -> None:
    case = child()
    agreed = clock.today() - timedelta(days=85)
    case.lines.update(state="in_programme")
    family = families.start(
        case=case, lead=lead, agreed_on=agreed, agreed_by="Her", by=lead, now=clock.now()
    )
    case.refresh_from_db()
    assert case.due_on == family.review_by
    row = desk.get(reverse("referrals:queue")).content.decode()
    assert f"Family plan: look at it by {family.review_by:%-d %b}" in row
    families.reviewed(case=case, on=clock.today(), words="", by=lead, now=clock.now())
    assert "Family plan: look" not in desk.get(reverse("referrals:queue")).content.decode()
