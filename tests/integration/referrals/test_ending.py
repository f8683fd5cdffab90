"""Does a line go from its discharge to its end, and never stay between for ever?"""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from selfassessment.referrals.actions import ending, following, lines
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, FollowUp, ReferralLine
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(tom: User) -> ReferralLine:
    """Return a line that was discharged just now."""
    case = Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)
    ReferralLine.objects.filter(case=case).update(state="completed")
    move(case.lines.get(), "discharged", tom)
    return case.lines.get()


def move(line: ReferralLine, to: str, by: User, note: str = "") -> None:
    """Move a line on."""
    lines.move(line=line, to=to, note=note, by=by, now=clock.now())


def after(weeks: float) -> datetime:
    """Return a moment so many weeks from now."""
    return clock.now() + timedelta(weeks=weeks)


def state(line: ReferralLine) -> str:
    """Return where the line stands now."""
    return str(ReferralLine.objects.get(pk=line.pk).state)


def write_all_down(line: ReferralLine, tom: User) -> None:
    """Write every follow-up of a line down."""
    for one in FollowUp.objects.filter(line=line, done_at__isnull=True):
        following.write_down(follow_up=one, outcome="answered", answers={}, by=tom, now=clock.now())


def test_a_discharge_plans_the_four_follow_ups_without_another_press(line: ReferralLine) -> None:
    day = clock.today()
    assert [(one.weeks, one.due_on - day) for one in line.follow_ups.all()] == [
        (weeks, timedelta(weeks=weeks)) for weeks in (4, 12, 26, 52)
    ]


def test_closing_before_they_are_done_asks_for_a_reason(
    line: ReferralLine, tom: User, client: Client
) -> None:
    client.force_login(tom)
    page = client.get(reverse("referrals:case", args=[line.case_id])).content.decode()
    assert "Follow-ups still to come: 4" in page
    assert "Begin follow-ups" not in page
    address = reverse("referrals:move", args=[line.case_id, line.pk])
    page = client.post(address, {"to": "closed", "note": ""}).content.decode()
    assert "Not moved on. Follow-ups still to come: 4" in page
    assert state(line) == "discharged"
    move(line, "closed", tom, note="Moved abroad.")
    assert not FollowUp.objects.filter(line=line).exists()


def test_closing_after_they_are_done_asks_for_none(line: ReferralLine, tom: User) -> None:
    write_all_down(line, tom)
    move(line, "closed", tom)
    assert line.follow_ups.count() == 4


def test_a_line_is_followed_up_when_the_first_is_due_and_closed_after_the_last(
    line: ReferralLine, tom: User
) -> None:
    assert (ending.go_on(now=after(3)), state(line)) == (0, "discharged")
    assert (ending.go_on(now=after(4)), state(line)) == (0, "follow_up")
    write_all_down(line, tom)
    assert (ending.go_on(now=after(52)), state(line)) == (1, "closed")
    moved = line.events.filter(kind="moved", to_state="closed").get()
    assert (moved.actor, moved.sealed_note) == (None, "The last follow-up is done.")


def test_a_line_that_nobody_followed_up_is_closed_some_weeks_after_the_last(
    line: ReferralLine,
) -> None:
    assert ending.go_on(now=after(60)) == 0
    assert ending.go_on(now=after(60.2)) == 1
    assert ending.go_on(now=after(60.2)) == 0
    assert not FollowUp.objects.filter(line=line).exists()


def test_a_line_that_was_never_planned_for_is_planned_from_its_discharge(
    line: ReferralLine,
) -> None:
    FollowUp.objects.all().delete()
    assert ending.go_on(now=after(1)) == 0
    assert line.follow_ups.count() == 4
    assert line.follow_ups.earliest("due_on").due_on == clock.today() + timedelta(weeks=4)


def test_whoever_comes_back_is_looked_back_at_anew(line: ReferralLine, tom: User) -> None:
    first = line.follow_ups.get(weeks=4)
    following.write_down(follow_up=first, outcome="answered", answers={}, by=tom, now=clock.now())
    move(line, "triage", tom, note="Came back.")
    assert [one.weeks for one in line.follow_ups.all()] == [4]
    ReferralLine.objects.filter(pk=line.pk).update(state="completed")
    move(line, "discharged", tom)
    assert [(one.turn, one.weeks) for one in line.follow_ups.all()] == [
        *((1, 4), (2, 4), (2, 12), (2, 26), (2, 52))
    ]
