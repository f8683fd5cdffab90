"""Can desk and provider write outcomes down, and is what is wrong said without losing anything?"""

import re
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from selfassessment.referrals.actions import families, following, handing, lines, outcomes
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, FollowUp, Outcome, Provider, ReferralLine
from selfassessment.referrals.selectors.asking import to_ask
from selfassessment.referrals.selectors.outcomes import of_line
from selfassessment.referrals.types import NeedLine
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db


def user(role: str) -> User:
    """Return somebody with a role."""
    ensure_roles()
    made = User.objects.create_user(f"{role}@example.org", "secret", first_name=role)
    made.groups.add(Group.objects.get(name=role))
    return made


def line_of(need: str = "smoking", language: str = "en") -> ReferralLine:
    """Return a line with a need."""
    needs = (NeedLine(need, f"{need}_help", "lifestyle_team"),)
    received = receive(submission=submission(needs=needs, language=language), now=clock.now())
    return Case.objects.get(pk=received.case_id).lines.get()


@pytest.fixture
def desk(client: Client) -> Client:
    """Sign a member of the desk in."""
    client.force_login(user("desk"))
    return client


def address(line: ReferralLine, code: str = "stop_smoking", stage: str = "before") -> str:
    """Return the address of a form at the desk."""
    return reverse("referrals:outcome", args=[line.case_id, line.pk, code, stage])


def send(client: Client, line: ReferralLine, code: str, stage: str, **typed: Any) -> Any:
    """Send a form at the desk."""
    return client.post(address(line, code, stage), typed)


def status(client: Client, page: str) -> int:
    """Return how a page answers at last."""
    return client.get(page, follow=True).status_code


def kept(line: ReferralLine) -> dict[str, Any]:
    """Return what counts, by field and stage."""
    return {f"{row.field} {row.stage}": row.value for row in of_line(line)}


def test_the_desk_writes_down_and_sees_it_on_the_case(desk: Client) -> None:
    line = line_of()
    answer = send(desk, line, "stop_smoking", "before", quit_date="2026-10-05", gender="female")
    assert answer["Location"] == reverse("referrals:outcomes", args=[line.case_id, line.pk])
    assert kept(line) == {"quit_date before": "2026-10-05", "gender before": "female"}
    page = desk.get(answer["Location"]).content.decode()
    assert "5 October 2026" in page
    assert "Female" in page
    assert "2 November 2026" in page  # four weeks after the quit date


def test_a_quit_date_plans_the_looks_back_and_another_moves_them(desk: Client) -> None:
    line = line_of()
    send(desk, line, "stop_smoking", "before", quit_date="2026-10-05")
    due = dict(FollowUp.objects.filter(line=line).values_list("weeks", "due_on"))
    start = date(2026, 10, 5)
    assert due == {weeks: start + timedelta(weeks=weeks) for weeks in (4, 12, 26, 52)}
    assert Case.objects.get(pk=line.case_id).follow_up_on == date(2026, 11, 2)
    first = FollowUp.objects.get(line=line, weeks=4)
    by = User.objects.get(email="desk@example.org")
    following.write_down(follow_up=first, outcome="answered", answers={}, by=by, now=clock.now())
    send(desk, line, "stop_smoking", "before", quit_date="2026-10-12")
    due = dict(FollowUp.objects.filter(line=line).values_list("weeks", "due_on"))
    assert due[4] == date(2026, 11, 2)  # done: it stays
    assert due[12] == date(2026, 10, 12) + timedelta(weeks=12)
    send(desk, line, "stop_smoking", "before", quit_date="")
    assert [row.weeks for row in FollowUp.objects.filter(line=line)] == [4]


def test_nobody_who_withdrew_is_looked_back_at(desk: Client) -> None:
    line = line_of()
    send(desk, line, "stop_smoking", "before", quit_date="2026-10-05")
    by = User.objects.get(email="desk@example.org")
    lines.move(line=line, to="withdrawn", note="They rang.", by=by, now=clock.now())
    assert not FollowUp.objects.filter(line=line).exists()
    assert Case.objects.get(pk=line.case_id).follow_up_on is None


@pytest.mark.parametrize(
    ("code", "stage", "typed", "said"),
    [
        ("stop_smoking", "4", {"co_ppm": "7.5"}, "Write a whole number."),
        ("stop_smoking", "4", {"co_ppm": "151"}, "This goes from 0 to 150 ppm."),
        ("stop_smoking", "4", {"co_ppm": "lots"}, "Write a whole number."),
        ("stop_smoking", "4", {"co_ppm": "9" * 400}, "This goes from 0 to 150 ppm."),
        ("stop_smoking", "4", {"co_ppm": "NaN"}, "Write a whole number."),
        ("stop_smoking", "4", {"asked_on": "2099-01-01"}, "That day has not come yet."),
        ("stop_smoking", "before", {"quit_date": "9999-12-31"}, "Check the year."),
        ("stop_smoking", "4", {"asked_on": "soon"}, "Write a day such as 24/12/2026."),
        ("stop_smoking", "4", {"smoked": "perhaps"}, "Choose from the list."),
        ("wellbeing", "before", {"ucla3__left_out": "often"}, "Answer each of these questions"),
        ("wellbeing", "before", {"ons4_happy__answer": "7"}, "Say in which language you asked"),
        ("wellbeing", "before", {"asked_in": "gu"}, "There is no checked wording"),
        ("wellbeing", "before", {"ons4_happy__answer": "11"}, "Choose one of the answers."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Client, code: str, stage: str, typed: dict[str, str], said: str
) -> None:
    line = line_of()
    other = {"stop_smoking": {"aid": "vape"}, "wellbeing": {"ons4_anxious__answer": "3"}}[code]
    answer = desk.post(address(line, code, stage), typed | other)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Nothing is kept yet" in page
    told_by = {
        name for found in re.findall('aria-describedby="([^"]+)"', page) for name in found.split()
    }
    assert any(name.endswith("_error") for name in told_by)
    assert all(page.count(f'id="{name}"') == 1 for name in told_by)
    assert not Outcome.objects.exists()
    for name, value in other.items():
        assert answer.context["form"][name].value() == value


def test_nobody_is_asked_before_the_quit_date(desk: Client) -> None:
    line = line_of()
    send(desk, line, "stop_smoking", "before", quit_date="2026-10-05")
    answer = send(desk, line, "stop_smoking", "4", asked_on="2026-10-04")
    assert "That is before the quit date." in answer.content.decode()


def test_nobody_attends_more_than_is_offered(desk: Client) -> None:
    line = line_of("weight")
    answer = send(desk, line, "weight", "end", sessions_offered="12", sessions_attended="13")
    assert "That is more than the sessions offered." in answer.content.decode()
    send(desk, line, "weight", "end", sessions_offered="12", sessions_attended="12")
    assert kept(line) == {"sessions_offered end": 12, "sessions_attended end": 12}


@pytest.mark.parametrize(
    ("field", "low", "high", "step"),
    [("height_cm", "100", "250", "0.1"), ("weight_kg", "25", "350", "0.1")],
)
def test_both_ends_of_a_measure_count(
    desk: Client, field: str, low: str, high: str, step: str
) -> None:
    line = line_of("weight")
    for fits in (low, high):
        assert send(desk, line, "weight", "before", **{field: fits}).status_code == 302
    for outside in (str(float(low) - float(step)), str(float(high) + float(step))):
        assert send(desk, line, "weight", "before", **{field: outside}).status_code == 422


def test_a_comma_is_a_point(desk: Client) -> None:
    line = line_of("weight")
    send(desk, line, "weight", "before", weight_kg="82,5")
    assert kept(line) == {"weight_kg before": 82.5}


def test_a_questionnaire_is_scored_and_shown_before_and_after(desk: Client) -> None:
    line = line_of("company")
    often = {f"ucla3__{item}": "often" for item in ("companionship", "left_out", "isolated")}
    seldom = dict.fromkeys(often, "hardly_ever")
    send(desk, line, "wellbeing", "before", asked_in="en", **often)
    send(desk, line, "wellbeing", "12", asked_in="en", **seldom)
    assert kept(line)["ucla3 before"]["total"] == 9
    page = desk.get(reverse("referrals:case", args=[line.case_id])).content.decode()
    assert "<b>9 (higher)</b> at the start, <b>3 (lower)</b> after 12 weeks" in page
    assert "6 lower, better" in page


def test_the_exact_words_are_asked_and_a_missing_translation_is_said(desk: Client) -> None:
    page = desk.get(address(line_of("company", "gu"), "wellbeing")).content.decode()
    assert "How often do you feel that you lack companionship?" in page
    assert "Overall, how satisfied are you with your life nowadays?" in page
    assert "There is no checked wording in Gujarati" in page
    assert "no checked wording" not in desk.get(address(line_of(), "wellbeing")).content.decode()


def test_a_set_that_is_not_for_the_need_and_an_unknown_stage_are_not_there(desk: Client) -> None:
    line = line_of("money")
    assert status(desk, address(line)) == 404
    assert status(desk, address(line_of(), stage="26x")) == 404
    assert status(desk, address(line_of(), stage="end")) == 404


def test_a_provider_writes_on_its_own_lines_alone(client: Client) -> None:
    member, line = user("provider"), line_of()
    team = Provider.objects.create(code="lifestyle_team", name="Team")
    team.users.set([member])
    ReferralLine.objects.filter(pk=line.pk).update(state="triage")
    line.refresh_from_db()
    handing.allocate(line=line, provider=team, note="", by=member, now=clock.now())
    other = line_of()
    client.force_login(member)
    own = reverse("referrals:own-outcome", args=[line.pk, "stop_smoking", "before"])
    assert client.post(own, {"quit_date": "2026-10-05"}).status_code == 302
    assert kept(line) == {"quit_date before": "2026-10-05"}
    assert client.get(reverse("referrals:own-outcomes", args=[line.pk])).status_code == 200
    assert "outcomes" in client.get(reverse("referrals:own-line", args=[line.pk])).content.decode()
    for stranger in (other.pk, uuid4()):
        there = reverse("referrals:own-outcome", args=[stranger, "stop_smoking", "before"])
        assert status(client, there) == 404
    assert client.get(address(line)).status_code == 403


def test_reading_outcomes_is_written_down_and_kept_nowhere(desk: Client) -> None:
    line = line_of()
    outcomes.keep(
        line=line,
        code="stop_smoking",
        stage="before",
        values={"gender": "male"},
        by=None,
        now=clock.now(),
    )
    page = desk.get(reverse("referrals:outcomes", args=[line.case_id, line.pk]))
    assert "no-store" in page["Cache-Control"]
    assert line.case.events.filter(kind="opened").count() == 1


def test_nobody_looks_back_at_a_line_that_is_closed(desk: Client) -> None:
    line = line_of()
    ReferralLine.objects.filter(pk=line.pk).update(state="closed")
    send(desk, line, "stop_smoking", "before", quit_date="2026-10-05")
    assert kept(line) == {"quit_date before": "2026-10-05"}
    assert not FollowUp.objects.filter(line=line).exists()


def test_nobody_is_written_to_while_the_help_goes_on(desk: Client) -> None:
    line = line_of()
    send(desk, line, "stop_smoking", "before", quit_date=str(clock.today() - timedelta(weeks=4)))
    assert FollowUp.objects.filter(line=line, due_on=clock.today()).exists()
    following.ask(now=clock.now())
    assert not FollowUp.objects.filter(asked_at__isnull=False).exists()
    ReferralLine.objects.filter(pk=line.pk).update(state="follow_up")
    following.ask(now=clock.now())
    assert FollowUp.objects.get(asked_at__isnull=False).weeks == 4


def test_the_case_and_the_queue_ask_for_what_is_missing_until_it_is_written_down(
    desk: Client,
) -> None:
    line = line_of("company")
    case_page = reverse("referrals:case", args=[line.case_id])
    assert "Next step: ask" not in desk.get(case_page).content.decode()
    ReferralLine.objects.filter(pk=line.pk).update(state="accepted")
    page = desk.get(case_page).content.decode()
    assert "Wellbeing and loneliness (ONS4, UCLA-3 loneliness" in page
    form = address(line, "wellbeing", "before")
    assert f'href="{form}"' in page
    assert "Ask and write down" in desk.get(reverse("referrals:queue")).content.decode()
    Case.objects.filter(pk=line.case_id).update(safety_hold=True)
    assert "Next step: ask" not in desk.get(case_page).content.decode()
    Case.objects.filter(pk=line.case_id).update(safety_hold=False)
    assert desk.post(form, {"why_not": "declined"}).status_code == 302
    assert "Next step: ask" not in desk.get(case_page).content.decode()


def test_a_family_is_asked_on_one_line_alone(desk: Client) -> None:
    by = User.objects.get(email="desk@example.org")
    first, second = line_of("family"), line_of("family")
    facts: Any = {"agreed_on": clock.today(), "agreed_by": "Her", "by": by, "now": clock.now()}
    begun = families.start(case=first.case, lead=by, **facts)
    families.join(case=second.case, family=begun, **facts)
    ReferralLine.objects.update(state="accepted")
    found = to_ask(Case.objects.prefetch_related("lines"), clock.today())
    assert list(found) == [first.case_id]
