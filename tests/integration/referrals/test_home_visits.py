"""Are visits, hazards, aids and further needs written down, by desk and by provider?"""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import clock
from core.models import OutboxMessage
from selfassessment.referrals.actions import erasing, handing, home, lines, outcomes
from selfassessment.referrals.models import (
    AidSupplied,
    Case,
    FurtherNeed,
    Hazard,
    HomeVisit,
    Provider,
    ReferralLine,
)
from selfassessment.referrals.selectors.chain import faults
from selfassessment.referrals.selectors.copy import copy_of
from tests.integration.referrals.test_outcome_pages import line_of, status, user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    """Sign a member of the desk in."""
    client.force_login(user("desk"))
    return client


def page_of(line: ReferralLine) -> str:
    """Return the address of the home of a line at the desk."""
    return reverse("referrals:home", args=[line.case_id, line.pk])


def write(client: Client, page: str, what: str, **typed: str) -> Any:
    """Send one of the forms."""
    named = {f"{what}-{name}": value for name, value in typed.items()}
    return client.post(page, {"what": what, **named})


def test_a_visit_with_a_hazard_put_right_and_an_aid_fitted(desk: Client) -> None:
    line = line_of("home")
    page = page_of(line)
    assert write(desk, page, "visit", on="2026-11-02", note="Kettle on.").status_code == 302
    write(desk, page, "hazard", on="2026-11-02", kind="loose_rug")
    write(desk, page, "aid", on="02/11/2026", kind="grab_rail")
    hazard, aid = Hazard.objects.get(), AidSupplied.objects.get()
    desk.post(page, {"what": f"removed:{hazard.pk}", f"{hazard.pk}-on": "2026-11-03"})
    desk.post(page, {"what": f"installed:{aid.pk}", f"{aid.pk}-on": "2026-11-09"})
    shown = desk.get(page).content.decode()
    for words in ("Kettle on.", "Loose rug", "Put right 3 November 2026", "Fitted 9 November 2026"):
        assert words in shown
    assert page in desk.get(reverse("referrals:case", args=[line.case_id])).content.decode()
    assert line.case.events.filter(kind="home").count() == 5
    assert not faults(line.case_id)
    kept = copy_of(line.case, clock.now())["lines"][0]["home"]
    assert kept["visits"][0]["visited_on"] == "2026-11-02"
    assert kept["visits"][0]["note"] == "Kettle on."
    assert kept["aids"][0]["installed_on"] == "2026-11-09"


def test_a_further_need_opens_a_line_on_the_same_case_with_its_own_clock(desk: Client) -> None:
    line = line_of("home")
    Case.objects.filter(pk=line.case_id).update(read_by_date="2026-01-05")
    member = user("analyst")
    lines.move(line=line, to="withdrawn", note="Done.", by=member, now=clock.now())
    assert write(desk, page_of(line), "further", on="2026-11-02", kind="money").status_code == 302
    opened = FurtherNeed.objects.get().opened
    assert (opened.case_id, opened.offer, opened.state) == (
        line.case_id,
        "money_advice",
        "received",
    )
    assert opened.needs_check
    case = Case.objects.get(pk=line.case_id)
    assert (case.stage, case.is_open) == ("new", True)
    assert case.due_on >= timezone.localdate(clock.now())  # not late from the start
    assert OutboxMessage.objects.filter(unique_key__contains=f"further:{opened.pk}").exists()
    assert (
        "Found on a visit" in desk.get(reverse("referrals:case", args=[case.pk])).content.decode()
    )


def test_the_same_need_is_not_opened_twice(desk: Client) -> None:
    line = line_of("home")
    write(desk, page_of(line), "further", on="2026-11-02", kind="money")
    again = write(desk, page_of(line), "further", on="2026-11-02", kind="money", note="Gas bill.")
    assert again.status_code == 422
    shown = again.content.decode()
    assert "This case asks for that already." in shown
    assert "Gas bill." in shown
    assert line.case.lines.count() == 2


@pytest.mark.parametrize(
    ("what", "typed", "said"),
    [
        ("visit", {"on": "2099-01-01", "note": "typed"}, "That day has not come yet."),
        ("visit", {"on": "soon", "note": "typed"}, "Write a day such as 24/12/2026."),
        ("visit", {"note": "typed"}, "Say on which day."),
        ("hazard", {"on": "2026-11-02", "note": "typed"}, "Choose from the list."),
        ("aid", {"on": "2026-11-02", "kind": "castle", "note": "typed"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    desk: Client, what: str, typed: dict[str, str], said: str
) -> None:
    answer = write(desk, page_of(line_of("home")), what, **typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "typed" in answer.content.decode()
    assert not HomeVisit.objects.exists()


def test_nothing_is_put_right_before_it_was_found(desk: Client) -> None:
    line = line_of("home")
    made = home.found(line=line, kind="bath", on=clock.today(), note="", by=None, now=clock.now())
    answer = desk.post(page_of(line), {"what": f"removed:{made.pk}", f"{made.pk}-on": "2020-01-01"})
    assert "That is before it was found." in answer.content.decode()
    made.refresh_from_db()
    assert made.removed_on is None


def test_what_was_put_right_or_fitted_by_mistake_is_taken_back(desk: Client) -> None:
    line, today = line_of("home"), clock.today()
    facts: Any = {"line": line, "on": today, "note": "", "by": None, "now": clock.now()}
    rug, rail = home.found(kind="loose_rug", **facts), home.supplied(kind="grab_rail", **facts)
    home.removed(hazard=rug, on=today, by=None, now=clock.now())
    home.installed(aid=rail, on=today, by=None, now=clock.now())
    desk.post(page_of(line), {"what": f"removed-not:{rug.pk}"})
    desk.post(page_of(line), {"what": f"installed-not:{rail.pk}"})
    assert Hazard.objects.get().removed_on is None
    assert AidSupplied.objects.get().installed_on is None
    notes = [event.sealed_note for event in line.case.events.filter(kind="home")]
    assert "Not put right after all: Loose rug or trailing wire" in notes
    assert not faults(line.case_id)


def test_the_home_shows_what_changed_and_asks_for_what_is_missing(desk: Client) -> None:
    line = line_of("home")
    ReferralLine.objects.filter(pk=line.pk).update(state="accepted")
    page = page_of(line)
    assert "Next step: ask" in desk.get(page).content.decode()
    facts: Any = {"line": line, "code": "home", "by": None, "now": clock.now()}
    outcomes.keep(stage="before", values={"feels_safe": 3, "falls": 2}, **facts)
    outcomes.keep(stage="12", values={"feels_safe": 8, "falls": 0}, **facts)
    shown = desk.get(page).content.decode()
    assert "<b>3</b> at the start, <b>8</b> after 12 weeks (5 higher, better)" in shown


@pytest.mark.parametrize(
    "what",
    [
        "",
        "nonsense",
        "removed:",
        "removed:1",
        "removed-x:1",
        f"removed-not:{UUID(int=1)}",
        f"installed:{UUID(int=1)}",
    ],
)
def test_forged_posts_find_nothing(desk: Client, what: str) -> None:
    assert desk.post(page_of(line_of("home")), {"what": what}).status_code in (302, 404)
    assert not HomeVisit.objects.exists()


def test_other_lines_have_no_home_and_a_row_of_another_line_is_not_there(desk: Client) -> None:
    assert status(desk, page_of(line_of("money"))) == 404
    other = home.found(
        line=line_of("home"), kind="bath", on=clock.today(), note="", by=None, now=clock.now()
    )
    sent = {"what": f"removed:{other.pk}", f"{other.pk}-on": f"{clock.today():%Y-%m-%d}"}
    desk.post(page_of(line_of("home")), sent)
    other.refresh_from_db()
    assert other.removed_on is None


def test_a_provider_writes_on_its_own_lines_alone(client: Client) -> None:
    member, line = user("provider"), line_of("home")
    team = Provider.objects.create(code="lifestyle_team", name="Team")
    team.users.set([member])
    ReferralLine.objects.filter(pk=line.pk).update(state="triage")
    line.refresh_from_db()
    handing.allocate(line=line, provider=team, note="", by=member, now=clock.now())
    other = line_of("home")
    client.force_login(member)
    own = reverse("referrals:own-home", args=[line.pk])
    assert own in client.get(reverse("referrals:own-line", args=[line.pk])).content.decode()
    assert write(client, own, "further", on="2026-11-02", kind="company").status_code == 302
    assert line.case.lines.count() == 2
    strange = reverse("referrals:own-home", args=[other.pk])
    assert client.post(strange, {"what": "visit", "visit-on": "2026-11-02"}).status_code in (
        302,
        404,
    )
    assert not HomeVisit.objects.exists()
    assert client.get(page_of(line)).status_code == 403


def test_erasing_a_case_erases_the_words_of_visits() -> None:
    line = line_of("home")
    home.visit(line=line, on=clock.today(), note="Blue door", by=None, now=clock.now())
    erasing.erase(case=line.case, by=None, now=clock.now())
    assert HomeVisit.objects.get().sealed_note is None
