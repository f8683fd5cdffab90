"""Are people told what they can go to, asked weeks later, and counted without their name?"""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.models import OutboxMessage
from selfassessment.referrals import offering
from selfassessment.referrals.actions import following, lines
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, FollowUp, ReferralLine, TriedActivity
from selfassessment.referrals.offering import Offered, Wish
from selfassessment.referrals.presenters.board_activities import activities
from selfassessment.referrals.rules import periods
from selfassessment.referrals.whereabouts import code_to_show
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
YOURS, WENT = "/en/refer/status/yours/", "/en/refer/status/how-it-went/"
NAMES = ("Tuesday social", "Quit smoking club", "Reading circle")


@pytest.fixture(autouse=True)
def _directory(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(wish: Wish, wanted: int) -> Sequence[Offered]:
        return [Offered(f"code{n}", name, ("Mondays 10am",)) for n, name in enumerate(NAMES)]

    monkeypatch.setattr(offering, "_finders", [find])


def left(tom: User, number: int = 0, **changes: object) -> Case:
    """Return a case whose line was declined, discharged and is followed up."""
    who = person(phone=f"0116 496 {number:04}", email="asha@example.org", contact_by=("email",))
    told = submission(**{"person": who, "language": "en", "ward": "E1", **changes})
    case = Case.objects.get(pk=receive(submission=told, now=clock.now()).case_id)
    ReferralLine.objects.filter(case=case).update(state="contacting")
    for state in ("declined", "discharged", "follow_up"):
        lines.move(line=case.lines.get(), to=state, note="x", by=tom, now=clock.now())
    return case


def written(kind: str) -> list[OutboxMessage]:
    """Return the messages of a kind."""
    return [one for one in OutboxMessage.objects.all() if f":{kind}:" in one.unique_key]


def later(monkeypatch: pytest.MonkeyPatch, weeks: float) -> None:
    """Let weeks pass."""
    then = clock.now() + timedelta(weeks=weeks)
    monkeypatch.setattr(clock, "now", lambda: then)


def own(client: Client, case: Case) -> None:
    """Open the status page with reference and code."""
    told = {"reference": str(case), "code": code_to_show(case)}
    assert client.post(reverse("refer:status"), told).status_code == 302


def test_the_leaving_message_names_activities_that_tell_nothing(tom: User) -> None:
    left(tom)
    (message,) = written("leaving")
    assert "Tuesday social" in message.body
    assert "Reading circle" in message.body
    assert "smoking" not in message.body
    assert "/refer/status/" in message.body


def test_nothing_is_named_where_somebody_may_be_in_danger(tom: User) -> None:
    case = left(tom)
    case.sealed_safety = ["hurt"]
    case.save()
    OutboxMessage.objects.all().delete()
    FollowUp.objects.all().delete()
    case.handed.all().delete()
    ReferralLine.objects.filter(case=case).update(state="declined")
    lines.move(line=case.lines.get(), to="discharged", note="x", by=tom, now=clock.now())
    for message in written("leaving"):
        assert "Tuesday social" not in message.body


def test_the_status_page_shows_what_was_handed_over(tom: User, client: Client) -> None:
    case = left(tom)
    own(client, case)
    page = client.get(YOURS).content.decode()
    for name in NAMES:
        assert name in page
    assert "Tell us how it went" not in page
    assert client.get(WENT)["Location"] == YOURS


def test_people_are_asked_once_at_each_time(tom: User, monkeypatch: pytest.MonkeyPatch) -> None:
    left(tom)
    assert following.ask(now=clock.now()) == 0
    for times, weeks in enumerate((4, 8, 14, 26), start=1):
        later(monkeypatch, weeks)
        assert following.ask(now=clock.now()) == 1
        assert following.ask(now=clock.now()) == 0
        assert len(written("follow_up")) == times
    assert "/refer/status/" in written("follow_up")[0].body


def test_what_was_due_long_ago_is_not_asked(tom: User, monkeypatch: pytest.MonkeyPatch) -> None:
    left(tom)
    later(monkeypatch, 7)
    assert following.ask(now=clock.now()) == 0


def test_a_person_says_what_they_went_to(
    tom: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = left(tom)
    later(monkeypatch, 4.1)
    own(client, case)
    assert "Tell us how it went" in client.get(YOURS).content.decode()
    assert "Reading circle" in client.get(WENT).content.decode()
    assert client.post(WENT, {}).status_code == 422
    assert client.post(WENT, {"went": ["none"]}).status_code == 422
    assert client.post(WENT, {"went": ["none", "code0"], "why_not": "cost"}).status_code == 422
    assert client.post(WENT, {"went": ["code9"]}).status_code == 422
    assert client.post(WENT, {"went": ["code0"]}).status_code == 302
    assert "Thank you" in client.get(YOURS + "?done=went").content.decode()
    one = FollowUp.objects.get(line__case=case, weeks=4)
    assert (one.outcome, one.answers, one.done_by) == ("answered", {"went": ["code0"]}, None)
    assert client.get(WENT)["Location"] == YOURS
    tried = TriedActivity.objects.order_by("name")
    assert [(row.name, row.went, row.why_not) for row in tried] == [
        ("Quit smoking club", False, ""),
        ("Reading circle", False, ""),
        ("Tuesday social", True, ""),
    ]
    assert not following.ask(now=clock.now())


def test_why_not_is_counted_by_listing_and_ward_and_small_numbers_are_not_shown(
    tom: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [left(tom, number) for number in range(12)]
    later(monkeypatch, 4.1)
    for number, case in enumerate(cases):
        went = ["code0"] if number < 6 else []
        assert following.answer(case=case, went=went, why_not="cost", now=clock.now())
        assert not following.answer(case=case, went=went, why_not="cost", now=clock.now())
    year = periods.year(periods.year_of(clock.today()))
    listings, wards = activities(year)
    rows = dict(listings.rows)
    place = listings.columns.index("Went")
    cost = listings.columns.index("Not: cost")
    assert (rows["Tuesday social"][place], rows["Tuesday social"][cost]) == (6, 6)
    assert rows["Reading circle"][cost] == 6
    assert wards.sums[-1] == 36


def test_few_answers_are_not_shown(tom: User, monkeypatch: pytest.MonkeyPatch) -> None:
    case = left(tom)
    later(monkeypatch, 4.1)
    following.answer(case=case, went=[], why_not="time", now=clock.now())
    year = periods.year(periods.year_of(clock.today()))
    assert all(not table.rows for table in activities(year))


def test_what_staff_write_down_is_counted_too(tom: User, client: Client) -> None:
    case = left(tom)
    one = FollowUp.objects.get(line__case=case, weeks=4)
    client.force_login(tom)
    told = {"outcome": "answered", "why_not": "language"}
    client.post(reverse("referrals:follow-up", args=[case.pk, one.pk]), told)
    assert set(TriedActivity.objects.values_list("why_not", flat=True)) == {"language"}


def test_closing_a_case_ends_its_follow_ups(tom: User, monkeypatch: pytest.MonkeyPatch) -> None:
    case = left(tom)
    lines.move(line=case.lines.get(), to="closed", note="x", by=tom, now=clock.now())
    case.refresh_from_db()
    assert case.follow_up_on is None
    later(monkeypatch, 4)
    assert following.ask(now=clock.now()) == 0
    assert not FollowUp.objects.filter(done_at__isnull=True).exists()
