"""Has a safety flag somebody's name, and a clock until it was looked at?"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from selfassessment.referrals.actions import ending
from selfassessment.referrals.actions.cases import add_note, clear_safety, receive, take_safety
from selfassessment.referrals.models import Case, ReferralLine
from selfassessment.referrals.rules.standing import NO_CLOCK
from tests.factories.referrals import submission
from tests.fixtures.desk import somebody

pytestmark = pytest.mark.django_db
# A Monday morning: the desk is open.
MONDAY = datetime(2027, 3, 8, 9, 30, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def _a_monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY + timedelta(minutes=20))


@pytest.fixture
def case(tom: User) -> Case:
    """Return a case that came in with a safety flag on Monday."""
    told = submission(safety=("hurt",))
    return Case.objects.get(pk=receive(submission=told, now=MONDAY).case_id)


def seen(client: Client, case: Case) -> tuple[str, str]:
    """Return the queue and the page of a case."""
    queue = client.get(reverse("referrals:queue")).content.decode()
    return queue, client.get(reverse("referrals:case", args=[case.pk])).content.decode()


def test_a_flag_is_taken_on_by_name_and_says_how_long_it_waited(
    client: Client, case: Case, tom: User
) -> None:
    client.force_login(tom)
    for page in seen(client, case):
        assert "Nobody has taken it on. Waiting for 20\xa0minutes, to be taken on by 10:30" in page
    for _ in range(2):
        client.post(reverse("referrals:safety-take", args=[case.pk]))
    for page in seen(client, case):
        assert "Tom took it on 20\xa0minutes after it came in" in page
    assert case.events.filter(kind="safety_taken").count() == 1
    case.refresh_from_db()
    assert (case.hold_taken_by, case.owner) == (tom, tom)


def test_a_flag_nobody_took_is_late_at_once_and_in_red(
    client: Client, case: Case, tom: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: MONDAY + timedelta(hours=2))
    client.force_login(tom)
    assert 'class="d-error">Nobody has taken it on' in seen(client, case)[1]
    assert case.due_on == MONDAY.date()


def test_somebody_else_takes_over_and_the_first_moment_stays(case: Case, tom: User) -> None:
    ann = somebody("desk", "ann")
    assert take_safety(case=case, by=tom, now=MONDAY)
    assert take_safety(case=case, by=ann, now=MONDAY + timedelta(hours=1))
    case.refresh_from_db()
    assert (case.hold_taken_by, case.hold_taken_at, case.owner) == (ann, MONDAY, tom)
    assert (case.due_on - MONDAY.date()).days == 1


def test_whoever_deals_with_a_flag_has_taken_it_on(case: Case, tom: User) -> None:
    clear_safety(case=case, note="Rang.", by=tom, now=MONDAY)
    case.refresh_from_db()
    assert (case.hold_taken_by, case.hold_taken_at) == (tom, MONDAY)
    assert not take_safety(case=case, by=tom, now=MONDAY)


def test_a_note_sets_the_clock_of_help_that_goes_on(case: Case, tom: User) -> None:
    clear_safety(case=case, note="Rang.", by=tom, now=MONDAY)
    ReferralLine.objects.filter(case=case).update(state="in_programme", state_since=MONDAY)
    add_note(case=case, text="Goes on.", by=tom, now=MONDAY + timedelta(days=7))
    assert case.due_on == date(2027, 6, 18)  # 13 weeks, and four bank holidays


def test_an_open_case_from_before_the_clocks_gets_one(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(due_on=NO_CLOCK)
    ending.go_on(now=MONDAY)
    case.refresh_from_db()
    assert case.due_on == MONDAY.date()


def test_a_flag_that_was_dealt_with_is_not_dealt_with_again(
    client: Client, case: Case, tom: User
) -> None:
    client.force_login(tom)
    address = reverse("referrals:safety", args=[case.pk])
    assert client.post(address, {"safety-note": "Rang her."}).status_code == 302
    late = client.post(address, {"safety-note": "Rang her sister."})
    assert (late.status_code, case.events.filter(kind="safety_cleared").count()) == (422, 1)
    assert "Rang her sister." in late.content.decode()
