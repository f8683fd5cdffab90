"""Does everybody who leaves take activities along, and are they kept as they read then?"""

from collections.abc import Sequence

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core import clock
from selfassessment.referrals import offering
from selfassessment.referrals.actions import lines
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.person import change_contact
from selfassessment.referrals.models import Case, FollowUp, ReferralLine
from selfassessment.referrals.offering import Offered, Wish
from selfassessment.referrals.types import NeedLine
from selfassessment.referrals.widening import sentences
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db


class Directory:
    """Stands for the directory: has so many activities and remembers what was wished."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.wishes: list[Wish] = []
        # What the three that are given are not; beyond them everything is widened.
        self.widened = [(), (), (), *([("cost", "distance")] * size)]

    def __call__(self, wish: Wish, wanted: int) -> Sequence[Offered]:
        self.wishes.append(wish)
        return [
            Offered(
                f"code{number}", f"Walk {number}", ("Mondays 10am", "Free"), self.widened[number]
            )
            for number in range(min(self.size, wanted))
        ]


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> Directory:
    """Put seven activities in reach."""
    directory = Directory(7)
    monkeypatch.setattr(offering, "_finders", [directory])
    return directory


def contacting(*needs: str) -> Case:
    """Return a case whose lines are being contacted about."""
    wanted = tuple(NeedLine(need, f"{need}_help", "team") for need in needs or ("moving",))
    received = receive(submission=submission(needs=wanted), now=clock.now())
    ReferralLine.objects.filter(case=received.case_id).update(state="contacting")
    return Case.objects.get(pk=received.case_id)


@pytest.mark.parametrize("end", ["declined", "redirected"])
def test_whoever_leaves_takes_three_activities_along(
    directory: Directory, tom: User, end: str
) -> None:
    case = contacting()
    lines.move(line=case.lines.get(), to=end, note="x", by=tom, now=clock.now())
    assert [one.name for one in case.handed.all()] == ["Walk 0", "Walk 1", "Walk 2"]
    wish = directory.wishes[0]
    assert (wish.need, wish.language, wish.details.postcode) == ("moving", "gu", "LE4 5QD")
    assert case.events.get(kind="activities").sealed_note == "Walk 0; Walk 1; Walk 2"


def test_leaving_and_discharge_hand_over_once(directory: Directory, tom: User) -> None:
    case = contacting()
    for state in ("declined", "discharged", "closed"):
        lines.move(line=case.lines.get(), to=state, note="x", by=tom, now=clock.now())
    assert case.handed.count() == 3
    assert case.events.filter(kind="activities").count() == 1


def test_two_lines_of_one_case_hand_over_different_activities(
    directory: Directory, tom: User
) -> None:
    case = contacting("moving", "food")
    for line in case.lines.all():
        lines.move(line=line, to="declined", note="x", by=tom, now=clock.now())
    assert len({one.short_code for one in case.handed.all()}) == 6


def test_an_empty_directory_does_not_stop_a_discharge_and_is_said(
    monkeypatch: pytest.MonkeyPatch, tom: User
) -> None:
    monkeypatch.setattr(offering, "_finders", [Directory(0)])
    case = contacting()
    lines.move(line=case.lines.get(), to="declined", note="x", by=tom, now=clock.now())
    assert "No activity" in case.events.get(kind="activities").sealed_note


def test_case_page_and_letter_show_what_was_handed_over(
    directory: Directory, tom: User, client: Client
) -> None:
    case = contacting()
    lines.move(line=case.lines.get(), to="declined", note="x", by=tom, now=clock.now())
    change_contact(case=case, changes={"address": "1 Sample Street"}, use="post", now=clock.now())
    client.force_login(tom)
    page = client.get(reverse("referrals:case", args=[case.pk])).content.decode()
    letter = client.get(reverse("referrals:letter", args=[case.pk, "leaving"])).content.decode()
    for words in ("Walk 0", "Walk 2", "Mondays 10am", "Free"):
        assert words in page
        assert words in letter


def test_what_had_to_be_widened_is_said_to_person_and_desk(
    directory: Directory, tom: User, client: Client
) -> None:
    directory.widened[1], directory.widened[2] = ("cost",), ("distance", "cost")
    case = contacting()
    lines.move(line=case.lines.get(), to="declined", note="x", by=tom, now=clock.now())
    note = case.events.get(kind="activities").sealed_note
    assert "within 2 miles" in note
    assert "enough that is free" in note
    assert "days" not in note
    change_contact(case=case, changes={"address": "1 Sample Street"}, use="post", now=clock.now())
    client.force_login(tom)
    letter = client.get(reverse("referrals:letter", args=[case.pk, "leaving"])).content.decode()
    with translation.override("gu"):
        for words in sentences(["cost", "distance"]):
            assert words in letter
            assert not words.isascii()


def test_follow_ups_are_planned_and_written_down_one_after_the_other(
    directory: Directory, tom: User, client: Client
) -> None:
    case = contacting()
    for state in ("declined", "discharged", "follow_up"):
        lines.move(line=case.lines.get(), to=state, note="x", by=tom, now=clock.now())
    planned = list(FollowUp.objects.filter(line__case=case))
    assert [one.weeks for one in planned] == [4, 12, 26, 52]
    case.refresh_from_db()
    assert case.follow_up_on == planned[0].due_on
    client.force_login(tom)
    address = reverse("referrals:follow-up", args=[case.pk, planned[0].pk])
    assert client.post(address, {"outcome": "answered"}).status_code == 422
    told = {"outcome": "answered", "went": ["code1"], "note": "Walks twice a week."}
    assert client.post(address, told).status_code == 302
    planned[0].refresh_from_db()
    assert planned[0].answers == {"went": ["code1"], "note": "Walks twice a week."}
    case.refresh_from_db()
    assert case.follow_up_on == planned[1].due_on
    page = client.post(address, told, follow=True).content.decode()
    assert "written down already" in page
    assert "Walks twice a week." in page
