"""Does a provider get the lines handed to it, those alone, and does the desk get them back?

One file: a line goes to a provider and back, and each test begins where another one stops.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from selfassessment.referrals.actions import handing, lines
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, HandOver, Provider, ReferralLine
from selfassessment.referrals.rules.transitions import MoveNotAllowed
from selfassessment.referrals.selectors import queue as queues
from selfassessment.referrals.types import AnswerShown, NeedLine
from selfassessment.referrals.urls import urlpatterns
from tests.factories.referrals import person, submission
from tests.fixtures.desk import somebody

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    """Return a browser in which somebody has signed in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def team() -> Provider:
    """Return the lifestyle team with one person, Lena."""
    team = Provider.objects.create(
        code="lifestyle_team", name="Lifestyle team", email="team@example.org"
    )
    team.users.add(somebody("provider", "lena"))
    return team


@pytest.fixture
def lena(team: Provider) -> User:
    """Return who works for the lifestyle team."""
    return team.users.get()


@pytest.fixture
def line() -> ReferralLine:
    """Return a line in triage, beside another need that is none of the team's business."""
    needs = (
        NeedLine("moving", "physical_activity", "lifestyle_team", 3, ("You asked",)),
        NeedLine("alcohol", "drink_less", "recovery", 3, ("Drinks most days",)),
    )
    answers = (AnswerShown("drink", "How often do you drink?", "Every day", "daily"),)
    case = Case.objects.get(
        pk=receive(submission=submission(needs=needs, answers=answers), now=clock.now()).case_id
    )
    line = case.lines.get(need="moving")
    line.state = "triage"
    line.save()
    return line


@pytest.fixture
def handed(line: ReferralLine, team: Provider, tom: User) -> HandOver:
    """Return the hand-over of the line to the team."""
    made = handing.allocate(line=line, provider=team, note="", by=tom, now=clock.now())
    assert made is not None
    return made


def test_the_desk_hands_a_line_to_the_provider_it_chooses(
    line: ReferralLine, team: Provider, tom: User
) -> None:
    address = reverse("referrals:move", args=[line.case_id, line.pk])
    client = browser(tom)
    refused = client.post(address, {"to": "allocated", "provider": "nobody_knows"})
    assert refused.status_code == 422
    assert client.post(address, {"to": "allocated", "provider": team.code}).status_code == 302
    handed = HandOver.objects.get(line=line)
    assert (handed.provider, handed.by) == (team, tom)
    page = client.get(reverse("referrals:case", args=[line.case_id])).content.decode()
    assert "Handed to Lifestyle team" in page
    assert "Not acknowledged yet" in page


def test_the_desk_may_keep_a_line_itself(line: ReferralLine, team: Provider, tom: User) -> None:
    address = reverse("referrals:move", args=[line.case_id, line.pk])
    assert browser(tom).post(address, {"to": "allocated", "provider": ""}).status_code == 302
    assert not HandOver.objects.exists()


def test_the_notice_holds_the_reference_and_a_link_and_nothing_else(handed: HandOver) -> None:
    message = OutboxMessage.objects.get(unique_key=f"hand-over:{handed.pk}")
    assert message.to == "team@example.org"
    words = f"{message.subject} {message.body}"
    assert str(handed.line.case) in words
    assert reverse("referrals:own-line", args=[handed.line_id]) in words
    for private in ("Asha", "LE4", "0116", "moving", "activity", "asked"):
        assert private not in words


def test_the_provider_sees_its_line_and_how_to_contact_safely(handed: HandOver, lena: User) -> None:
    client = browser(lena)
    assert str(handed.line.case) in client.get(reverse("referrals:own")).content.decode()
    page = client.get(reverse("referrals:own-line", args=[handed.line_id])).content.decode()
    for words in ("Asha Sample", "No message on voicemail", "You asked", "Acknowledge"):
        assert words in page
    assert handed.line.case.events.filter(kind="opened", actor=lena).exists()


def test_the_provider_sees_nothing_of_the_other_needs_and_answers(
    handed: HandOver, lena: User
) -> None:
    page = browser(lena).get(reverse("referrals:own-line", args=[handed.line_id])).content.decode()
    for private in ("drink", "Drinks", "Every day", "recovery"):
        assert private not in page


def _addresses(line: ReferralLine) -> list[str]:
    """Return every address of a provider that has the id of a line, from the URL table."""
    keys = {"line_id": line.pk, "code": "wellbeing", "stage": "before"}
    return [
        reverse(f"referrals:{entry.name}", kwargs={name: keys[name] for name in names})
        for entry in urlpatterns
        if str(entry.pattern).startswith("own/") and (names := tuple(entry.pattern.converters))
    ]


def _kept_out(answer: Any, user: User) -> bool:
    """Return whether there is no such line, or (who works for no provider) no such page."""
    if user.groups.filter(name="provider").exists():
        # What is not found is looked for among the pages of the site, and is not there either.
        led_on = answer.status_code == 302 and answer["Location"].startswith("/en/admin/")
        return answer.status_code in (404, 405) or led_on
    return answer.status_code in (302, 403, 405)


def test_the_lines_of_others_cannot_be_read_or_changed_by_their_ids(
    handed: HandOver, lena: User, team: Provider, tom: User
) -> None:
    other = Provider.objects.create(code="recovery", name="Recovery")
    stranger = somebody("provider", "max")
    other.users.add(stranger)
    sibling = handed.line.case.lines.get(need="alcohol")
    told = {"to": "contacting", "note": "x", "channel": "phone", "outcome": "spoke"}
    for user, line in ((stranger, handed.line), (lena, sibling), (tom, handed.line)):
        client = browser(user)
        found = _addresses(line)
        assert len(found) > 5
        for address in found:
            for answer in (client.get(address), client.post(address, told)):
                assert _kept_out(answer, user), address
                assert b"Asha" not in answer.content
    handed.refresh_from_db()
    assert handed.acknowledged_at is None
    assert handed.line.case.events.filter(kind__in=["attempt", "acknowledged"]).count() == 0


def test_what_a_provider_types_on_a_line_that_was_taken_back_is_shown_and_a_danger_kept(
    handed: HandOver, lena: User, tom: User
) -> None:
    client, line = browser(lena), handed.line
    lines.move(line=line, to="triage", note="Wrong team", by=tom, now=clock.now())
    told = {"channel": "phone", "outcome": "spoke", "note": "Wants mornings."}
    for name in ("own-attempt", "own-update", "own-home"):
        answer = client.post(reverse(f"referrals:{name}", args=[line.pk]), told)
        assert (answer.status_code, b"Wants mornings." in answer.content) == (409, True), name
        assert b"Asha" not in answer.content
    assert not line.case.events.filter(kind="attempt").exists()
    danger = {"flag-note": "He listens in."}
    assert client.post(reverse("referrals:own-safety", args=[line.pk]), danger).status_code == 302
    line.case.refresh_from_db()
    assert line.case.safety_hold


def test_the_provider_cannot_open_the_desk(handed: HandOver, lena: User) -> None:
    client = browser(lena)
    case = handed.line.case_id
    for address in (
        reverse("referrals:queue"),
        reverse("referrals:case", args=[case]),
        reverse("referrals:letter", args=[case, "tried"]),
        reverse("referral_providers:index"),
    ):
        answer = client.get(address)
        assert answer.status_code in (302, 403), address
        assert b"Asha" not in answer.content


def test_the_provider_goes_from_acknowledging_to_completed(handed: HandOver, lena: User) -> None:
    client, line = browser(lena), handed.line
    client.post(reverse("referrals:own-acknowledge", args=[line.pk]))
    handed.refresh_from_db()
    assert handed.acknowledged_by == lena
    for state in ("contacting", "accepted", "assessed", "in_programme", "completed"):
        answer = client.post(
            reverse("referrals:own-update", args=[line.pk]), {"to": state, "note": ""}
        )
        assert answer.status_code == 302, state
    line.refresh_from_db()
    assert line.state == "completed"


def test_the_provider_makes_no_move_of_the_desk(handed: HandOver, lena: User) -> None:
    address = reverse("referrals:own-update", args=[handed.line_id])
    for state in ("triage", "redirected", "discharged", "closed", "nonsense"):
        answer = browser(lena).post(address, {"to": state, "note": "My note"})
        assert answer.status_code == 422, state
        assert "My note" in answer.content.decode()


def test_a_line_sent_back_needs_a_reason_and_is_gone_from_the_provider(
    handed: HandOver, lena: User
) -> None:
    client, line = browser(lena), handed.line
    update = reverse("referrals:own-update", args=[line.pk])
    assert client.post(update, {"to": "returned", "note": " "}).status_code == 422
    answer = client.post(update, {"to": "returned", "note": "We are full."})
    assert answer["Location"] == reverse("referrals:own")
    handed.refresh_from_db()
    assert handed.ending == HandOver.Ending.RETURNED
    page = client.get(reverse("referrals:own-line", args=[line.pk]), follow=True)
    assert b"Asha" not in page.content


def test_a_line_that_nobody_acknowledged_comes_back_once(
    handed: HandOver, tom: User, line: ReferralLine
) -> None:
    now = clock.now()
    assert handing.return_unanswered(now=now) == 0
    later = now + timedelta(days=12)
    assert handing.return_unanswered(now=later) == 1
    assert handing.return_unanswered(now=later) == 0
    line.refresh_from_db()
    handed.refresh_from_db()
    assert (line.state, handed.ending) == ("returned", HandOver.Ending.UNANSWERED)
    again = handing.allocate(line=line, provider=handed.provider, note="", by=tom, now=later)
    assert again is not None


def test_an_acknowledged_line_stays(handed: HandOver, lena: User) -> None:
    assert handing.acknowledge(hand_over=handed, by=lena, now=clock.now())
    assert not handing.acknowledge(hand_over=handed, by=lena, now=clock.now())
    assert handing.return_unanswered(now=clock.now() + timedelta(days=30)) == 0


def test_the_queue_shows_what_waits_for_a_provider(handed: HandOver, tom: User, lena: User) -> None:
    def waiting() -> int:
        return queues.counts(user_id=tom.pk, now=clock.now())["provider"]

    assert waiting() == 1
    handing.acknowledge(hand_over=handed, by=lena, now=clock.now())
    assert waiting() == 0


def test_a_provider_that_takes_no_lines_gets_none(
    line: ReferralLine, team: Provider, tom: User
) -> None:
    Provider.objects.update(is_active=False)
    team.refresh_from_db()
    with pytest.raises(handing.ProviderTakesNone):
        handing.allocate(line=line, provider=team, note="", by=tom, now=clock.now())


def test_a_safety_flag_stops_a_hand_over(team: Provider, tom: User) -> None:
    received = receive(
        submission=submission(safety=("hurt",), person=person(phone="0116 496 0777")),
        now=clock.now(),
    )
    line = ReferralLine.objects.get(case=received.case_id)
    lines.move(line=line, to="triage", note="", by=tom, now=clock.now())
    with pytest.raises(MoveNotAllowed, match="safety"):
        handing.allocate(line=line, provider=team, note="", by=tom, now=clock.now())
    assert not HandOver.objects.exists()


def test_a_line_that_is_no_line_is_not_there(lena: User) -> None:
    answer = browser(lena).get(reverse("referrals:own-line", args=[uuid4()]))
    assert answer.status_code in (302, 404)


@pytest.mark.parametrize(
    "page", ["/admin/reports/site-history/", "/admin/choose-page/", "/admin/api/main/pages/"]
)
def test_a_provider_sees_nothing_else_of_the_admin(lena: User, tom: User, page: str) -> None:
    assert browser(lena).get(page).status_code == 403
    assert browser(tom).get(page).status_code == 200


def test_the_front_page_of_the_admin_leads_a_provider_to_its_lines(lena: User) -> None:
    response = browser(lena).get(reverse("wagtailadmin_home"))
    assert (response.status_code, response["Location"]) == (302, reverse("referrals:own"))
    assert browser(lena).get(reverse("referrals:own")).status_code == 200


def test_a_provider_who_also_works_at_the_desk_is_not_kept_out(lena: User) -> None:
    lena.groups.add(Group.objects.get(name="desk"))
    assert browser(lena).get(reverse("referrals:queue")).status_code == 200


def test_the_menu_of_a_provider_holds_nothing_that_is_refused(lena: User, tom: User) -> None:
    def menu(user: User) -> set[str]:
        request = RequestFactory().get("/admin/")
        request.user = user
        return {item.label for item in admin_menu.menu_items_for_request(request)}

    assert menu(lena) == {"Our referrals"}
    assert {"Referrals", "Providers"} <= menu(tom)
