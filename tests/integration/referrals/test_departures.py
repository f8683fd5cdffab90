"""Is it kept why a line ended, and does the person read where to go, in their language?"""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from directory.models import ListingCard
from selfassessment.journeys.status import line_statuses
from selfassessment.referrals.actions import erasing, handing, sample_departures
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, Departure, Provider
from selfassessment.referrals.presenters.board_departures import departures
from selfassessment.referrals.rules import periods
from selfassessment.referrals.selectors.copy import copy_of
from selfassessment.referrals.sending_on import services
from tests.factories.referrals import person, submission
from tests.fixtures.published import publish_once

pytestmark = pytest.mark.django_db


def triaged(number: int = 123) -> Case:
    """Return a case in triage of somebody who wants e-mail."""
    who = person(contact_by=("email",), email=f"a{number}@example.org", phone="")
    case = Case.objects.get(pk=receive(submission=submission(person=who), now=clock.now()).case_id)
    case.lines.update(state="triage")
    return case


def move(client: Client, case: Case, to: str = "redirected", **typed: str) -> tuple[int, str]:
    """Send the form of a move; return the status and the page."""
    address = reverse("referrals:move", args=[case.pk, case.lines.get().pk])
    answer = client.post(address, {"to": to, "note": "", **typed})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Choose a reason."),
        ({"reason": "cost", "where": "offer:midwife"}, "Choose a reason."),
        ({"reason": "full"}, "Say where the person can go."),
        ({"reason": "full", "where": "offer:nowhere"}, "Choose from the list."),
        ({"reason": "full", "listing": "/en/directory/tea-bcdfghj/"}, "There is no such listing."),
        ({"reason": "full", "name": "Age Well"}, "Say how to reach it."),
        ({"reason": "full", "name": "Age Well", "where": "offer:midwife"}, "Name one place only."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(
    desk: Client, typed: dict[str, str], said: str
) -> None:
    publish_once()
    case = triaged()
    status, page = move(desk, case, **typed)
    assert status == 422
    assert said in page
    assert typed.get("name", "") in page
    assert not Departure.objects.exists()
    assert case.lines.get().state == "triage"


def test_the_person_reads_where_to_go_in_their_language_and_the_message_names_nothing(
    desk: Client, tom: User
) -> None:
    publish_once()
    case = triaged()
    assert ("midwife", dict(services())["midwife"]) in services()
    assert move(desk, case, reason="needs_more", where="offer:young_people")[0] == 302
    told = line_statuses(case, language="gu", now=clock.now())[0].next_place
    assert told is not None
    assert not told.name.isascii()
    assert told.lines == ("Childline: 0800 1111",)
    english = line_statuses(case, language="en", now=clock.now())[0].next_place
    message = OutboxMessage.objects.get(unique_key__contains=":leaving:")
    for words in (told.name, getattr(english, "name", "?"), *told.lines):
        assert words not in f"{message.subject} {message.body}"
    event = case.events.get(kind="moved")
    assert event.sealed_note.startswith("Needs more than we can give. Sent to: ")
    assert getattr(english, "name", "?") in move(desk, case, to="nonsense")[1]


def test_a_browser_holds_back_no_other_button_of_the_line(desk: Client) -> None:
    case = triaged()
    page = desk.get(reverse("referrals:case", args=[case.pk])).content.decode()
    form = page.partition('class="d-moves"')[2].partition("</form>")[0]
    assert 'value="allocated"' in form
    assert 'name="reason"' in form
    assert " required" not in form


def test_a_listing_and_a_provider_are_places_too(desk: Client) -> None:
    publish_once()
    Provider.objects.create(code="walks_team", name="Walks & Co")
    first, second = triaged(1), triaged(2)
    assert move(desk, first, reason="wish", where="provider:walks_team")[0] == 302
    place = line_statuses(first, language="ur", now=clock.now())[0].next_place
    assert getattr(place, "name", "") == "Walks & Co"
    assert not ListingCard.objects.exists()
    assert move(desk, second, reason="wish", listing="bcdfghj")[0] == 422


def test_a_place_that_stands_in_no_list_is_sealed_and_goes_with_the_person(
    desk: Client, tom: User
) -> None:
    case = triaged()
    typed = {"name": "Age Well Blaby", "contact": "0116 496 0555"}
    assert move(desk, case, reason="out_of_area", **typed)[0] == 302
    kept = copy_of(case, clock.now())["lines"][0]["ended_because"][0]
    assert (kept["reason"], kept["elsewhere"]["name"]) == (
        "Lives outside our area",
        "Age Well Blaby",
    )
    erasing.erase(case=case, by=tom, now=clock.now())
    departure = Departure.objects.get()
    assert departure.elsewhere == {}
    assert departure.reason == "out_of_area"
    assert line_statuses(case, language="en", now=clock.now())[0].next_place is None


def test_who_declines_says_why_to_desk_or_provider_and_goes_nowhere(
    desk: Client, tom: User
) -> None:
    case = triaged()
    assert move(desk, case, to="declined", reason="full")[0] == 422
    assert move(desk, case, to="declined", reason="times")[0] == 302
    other = triaged(2)
    team = Provider.objects.create(code="team", name="Team")
    lena = User.objects.create_user("lena@example.org", "secret")
    lena.groups.add(Group.objects.get(name="provider"))
    team.users.add(lena)
    line = other.lines.get()
    handing.allocate(line=line, provider=team, note="", by=tom, now=clock.now())
    browser = Client()
    browser.force_login(lena)
    update = reverse("referrals:own-update", args=[line.pk])
    browser.post(update, {"to": "contacting"})
    assert (
        "Say why the person declines." in browser.post(update, {"to": "declined"}).content.decode()
    )
    assert browser.post(update, {"to": "declined", "reason": "distance"}).status_code == 302
    assert set(Departure.objects.values_list("reason", "where")) == {
        ("times", ""),
        ("distance", ""),
    }


def test_the_board_counts_reasons_and_places_but_gives_no_small_number_away(desk: Client) -> None:
    publish_once()
    year = periods.choices(clock.today())[0]
    for number in range(6):
        move(desk, triaged(number), reason="full", where="offer:midwife")
    tables = {one.code: one for one in departures(year, {"redirected": 6})}
    assert tables["passed-on"].rows == (("No place in time", (6,)),)
    assert tables["sent-to"].rows == ((dict(services())["midwife"], (6,)),)
    assert not any(one.is_shown for one in departures(year, {"redirected": 6, "unreached": 2}))


def test_made_up_people_who_were_passed_on_fill_the_board_and_wait_for_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish_once()
    monkeypatch.setattr(sample_departures, "EACH", 5)
    monkeypatch.setattr(sample_departures, "_GROUPS", sample_departures._GROUPS[1:2])
    now = periods.choices(clock.today())[0].after - timedelta(days=1)
    at = datetime(now.year, now.month, now.day, 12, tzinfo=UTC)
    assert sample_departures.load_sample_departures(now=at) == 5
    assert sample_departures.load_sample_departures(now=at) == 0
    tables = {
        one.code: one for one in departures(periods.choices(clock.today())[0], {"redirected": 5})
    }
    assert tables["passed-on"].rows == (("Does not meet the conditions here", (5,)),)
    assert tables["sent-to"].rows == ((dict(services())["gp_weight"], (5,)),)
    assert not Case.objects.filter(is_open=True).exists()
