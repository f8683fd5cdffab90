"""Does the queue show who waits, the most urgent first, and narrowed down as asked?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import clock
from selfassessment.referrals.actions import lines
from selfassessment.referrals.actions.cases import assign, receive
from selfassessment.referrals.models import Case, SavedView
from selfassessment.referrals.selectors import queue as queues
from selfassessment.referrals.types import AnswerShown, NeedLine
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
Make = Callable[..., Case]


def made(number: int = 0, ago: timedelta = timedelta(), **changes: Any) -> Case:
    """Return a case of a person of its own."""
    facts = {"person": person(phone=f"0116 496 {number:04}", name=f"Person {number}")}
    received = receive(submission=submission(**{**facts, **changes}), now=clock.now() - ago)
    return Case.objects.get(pk=received.case_id)


def found(view: str, tom: User, **filters: str) -> list[Case]:
    """Return the cases of a view in their order."""
    wanted = queues.Filters(**filters)
    return list(queues.queue(view, wanted, user_id=tom.pk, now=clock.now()))


def test_safety_flags_stand_first_then_the_clock_that_runs_out_next(tom: User) -> None:
    fresh = made(1)
    old = made(2, ago=timedelta(days=20))
    flagged = made(3, safety=("hurt",))
    assert found("open", tom) == [flagged, old, fresh]
    assert found("late", tom) == [old]
    assert found("safety", tom) == [flagged]


def test_the_more_urgent_stands_first_where_the_clocks_are_equal(desk: Client, tom: User) -> None:
    routine = made(1, ago=timedelta(minutes=1), needs=(NeedLine("smoking", "stop", "desk", 5),))
    urgent = made(2, needs=(NeedLine("smoking", "stop", "desk", 1),))
    assert found("open", tom) == [urgent, routine]
    page = desk.get(reverse("referrals:queue")).content.decode()
    assert page.index("Urgent") < page.index("Routine")


def test_a_case_changes_its_view_with_its_lines(tom: User) -> None:
    case = made(1)
    line = case.lines.get()
    seen = []
    for state in ("triage", "allocated", "contacting", "accepted", "discharged", "closed"):
        lines.move(line=line, to=state, note="x", by=tom, now=clock.now())
        seen.append([view for view in queues.VIEWS if case in found(view, tom)])
    assert seen == [
        ["open", "triage", "all"],
        ["open", "all"],
        ["open", "contacting", "all"],
        ["open", "helping", "all"],
        ["all"],
        ["closed", "all"],
    ]


def test_the_counts_are_those_of_the_views(tom: User) -> None:
    made(1)
    made(2, ago=timedelta(days=20), safety=("hurt",))
    mine = made(3)
    assign(case=mine, to=tom, by=tom, now=clock.now())
    text = (AnswerShown("notes", "Anything else?", "કેમ છો", "કેમ છો", free_text=True),)
    made(4, answers=text)
    counts = queues.counts(user_id=tom.pk, now=clock.now())
    assert counts == {
        view: len(found(view, tom)) for view in queues.VIEWS if view not in ("all", "closed")
    }
    assert counts["mine"] == counts["reading"] == counts["safety"] == counts["late"] == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("state", "received"),
        ("provider", "smoke_team"),
        ("need", "smoking"),
        ("language", "pl"),
        ("area", "E05010458"),
        ("priority", "1"),
        ("channel", "telephone"),
        ("owner", "me"),
    ],
)
def test_each_filter_narrows_the_queue_down(desk: Client, tom: User, name: str, value: str) -> None:
    wanted = made(
        1,
        needs=(NeedLine("smoking", "stop_smoking", "smoke_team", 1),),
        language="pl",
        ward="E05010458",
        channel="telephone",
    )
    assign(case=wanted, to=tom, by=tom, now=clock.now())
    other = made(2)
    lines.move(line=other.lines.get(), to="triage", note="", by=tom, now=clock.now())
    page = desk.get(reverse("referrals:queue"), {name: value}).content.decode()
    assert str(wanted) in page
    assert str(other) not in page


def test_a_filter_that_is_no_filter_is_left_out(desk: Client) -> None:
    case = made(1)
    answer = desk.get(
        reverse("referrals:queue"), {"priority": "x", "owner": "' or 1", "view": "?", "p": "²"}
    )
    assert answer.status_code == 200
    assert str(case) in answer.content.decode()


def test_pages_follow_one_another_and_keep_the_filters(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("selfassessment.referrals.views.queue.PAGE_SIZE", 2)
    cases = [made(number) for number in range(5)]
    seen: list[str] = []
    for number in (1, 2, 3):
        page = desk.get(
            reverse("referrals:queue"), {"p": number, "channel": "online"}
        ).content.decode()
        seen += [str(case) for case in cases if str(case) in page]
        assert ("channel=online&amp;p=" in page) or number == 3
        assert ('rel="next"' in page) == (number < 3)
    assert sorted(seen) == sorted(str(case) for case in cases)


@pytest.mark.parametrize("view", [name for name in queues.VIEWS if name not in ("all", "closed")])
def test_no_view_of_the_queue_reads_all_cases(tom: User, view: str) -> None:
    # SQLite's words; what PostgreSQL does with an empty table says nothing.
    plan = queues.queue(view, user_id=tom.pk, now=clock.now()).order_by().explain()
    whole = [step for step in plan.splitlines() if "SCAN referrals_case" in step]
    assert all("referrals_case_waits" in step or "referrals_case_reading" in step for step in whole)


def test_a_late_page_reads_no_people_of_the_pages_before_it(tom: User) -> None:
    made(1)
    with CaptureQueriesContext(connection) as caught:
        queues.page_of(queues.queue("all", user_id=tom.pk, now=clock.now()), 1, 30)
    before, skipped = caught.captured_queries[0]["sql"].split("LIMIT 31")[0].rsplit("(SELECT", 1)
    assert "referrals_person" in before
    assert "referrals_person" not in skipped


def test_a_view_is_kept_for_oneself_and_removed(desk: Client, tom: User) -> None:
    wanted = {"name": "My Polish", "view": "triage", "language": "", "channel": "telephone"}
    answer = desk.post(reverse("referrals:save-view"), wanted)
    assert answer["Location"].endswith("?view=triage&channel=telephone")
    view = SavedView.objects.get(user=tom)
    page = desk.get(answer["Location"]).content.decode()
    assert "My Polish" in page
    other = User.objects.create_user("ann@example.org", "secret")
    other.groups.add(Group.objects.get(name="desk"))
    stranger = Client()
    stranger.force_login(other)
    assert "My Polish" not in stranger.get(reverse("referrals:queue")).content.decode()
    drop = reverse("referrals:drop-view", args=[view.pk])
    stranger.post(drop)
    assert SavedView.objects.filter(pk=view.pk).exists()
    assert desk.post(drop).status_code == 302
    assert not SavedView.objects.exists()
