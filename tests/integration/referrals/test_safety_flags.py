"""Has a safety flag somebody's name, and a clock until it was looked at?"""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from selfassessment.journeys.desk_closed import read_later
from selfassessment.referrals.actions import ending, handing, lines
from selfassessment.referrals.actions.cases import add_note, clear_safety, receive, take_safety
from selfassessment.referrals.models import Case, DeskSettings, Provider, ReferralLine
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


def put(client: Client, case: Case, note: str, name: str = "safety-raise") -> Any:
    """Put a safety flag on a case as the desk, or on its line as a provider."""
    key = case.pk if name == "safety-raise" else case.lines.get().pk
    return client.post(reverse(f"referrals:{name}", args=[key]), {"flag-note": note})


def test_the_desk_puts_a_flag_on_and_whoever_does_has_it_with_a_clock(
    desk: Client, tom: User
) -> None:
    case = Case.objects.get(pk=receive(submission=submission(), now=MONDAY).case_id)
    refused = put(desk, case, " ")
    assert (refused.status_code, "Write what makes" in refused.content.decode()) == (422, True)
    assert put(desk, case, "Whispered that he is in the room.").status_code == 302
    assert put(desk, case, "He has a key.").status_code == 302
    case.refresh_from_db()
    assert (case.safety_hold, case.hold_taken_by, case.owner) == (True, tom, tom)
    assert case.due_on == date(2027, 3, 9)
    queue, page = seen(desk, case)
    assert "Staff think that somebody may not be safe" in queue
    assert "Tom has it. It was put on at 09:50." in page
    assert page.index("He has a key.") < page.index("in the room.") < page.index("How to contact")
    assert read_later(case, MONDAY + timedelta(hours=14)) == ""  # others may read along
    clear_safety(case=case, note="Is with her sister.", by=tom, now=clock.now())
    page = seen(desk, case)[1]
    assert page.index("There was a safety flag. Tom dealt with it") < page.index("Put the safety")


def test_a_flag_that_a_provider_puts_on_waits_for_the_desk(
    desk: Client, tom: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    DeskSettings.objects.update_or_create(defaults={"notify_email": "desk@example.org"})
    case = Case.objects.get(pk=receive(submission=submission(), now=MONDAY).case_id)
    lena, team = somebody("provider", "lena"), Provider.objects.create(code="t", name="Team")
    team.users.add(lena)
    line = lines.move(line=case.lines.get(), to="triage", note="", by=tom, now=MONDAY)
    handing.allocate(line=line, provider=team, note="", by=tom, now=MONDAY)
    own = Client()
    own.force_login(lena)
    wednesday = MONDAY + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: wednesday)
    assert put(own, case, "", "own-safety").status_code == 422
    assert put(own, case, "Her arm is in a sling again.", "own-safety").status_code == 302
    assert (
        "Speak to the desk before"
        in own.get(reverse("referrals:own-line", args=[line.pk])).content.decode()
    )
    assert put(own, case, "", "safety-raise").status_code == 403
    monkeypatch.setattr(clock, "now", lambda: wednesday + timedelta(minutes=20))
    page = seen(desk, case)[1]
    assert "Nobody has taken it on. Waiting for 20\xa0minutes, to be taken on by 10:30" in page
    assert "Her arm is in a sling again." in page
    (told,) = (one for one in OutboxMessage.objects.all() if ":flag:" in one.unique_key)
    assert (told.subject, "sling" in str(told.body)) == (f"SAFETY FLAG on {case}", False)
