"""Does the manager's board count right, name nobody, and let in whom it should?

One file: every figure is read off the same page and file, made from the same cases.
"""

import csv
import io
import json
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from selfassessment.models import EqualityAnswers
from selfassessment.referrals.actions import lines, outcomes, sample_courses
from selfassessment.referrals.actions.cases import log_attempt, receive
from selfassessment.referrals.actions.sample_courses import seed_year_before
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.models import BoardSettings, Case, Person, PersonMatch, ReferralLine
from selfassessment.referrals.presenters.board import Part, board
from selfassessment.referrals.presenters.board_tables import Table
from selfassessment.referrals.rules import periods
from selfassessment.referrals.types import NeedLine
from tests.factories.many_referrals import make_cases
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/referrals/board/"


def member(role: str) -> User:
    """Return somebody of a role."""
    ensure_roles()
    user = User.objects.create_user(f"{role}@example.org", "secret", first_name=role)
    user.groups.add(Group.objects.get(name=role))
    return user


def made(count: int, ago: timedelta = timedelta(), **changes: Any) -> list[Case]:
    """Return so many cases of people of their own."""
    start = Case.objects.count()
    found = []
    for number in range(start, start + count):
        facts = {"person": person(phone=f"0116 496 {number:04}", name=f"Nameless {number}")}
        received = receive(submission=submission(**{**facts, **changes}), now=clock.now() - ago)
        found.append(Case.objects.get(pk=received.case_id))
    return found


def parts() -> dict[str, Part]:
    """Return the board of this year by part."""
    year = periods.year(periods.year_of(clock.today()))
    return {part.code: part for part in board(year, clock.now())}


def tables() -> dict[str, Table]:
    """Return the tables of this year."""
    return {table.code: table for part in parts().values() for table in part.tables}


def read(table: Table) -> dict[str, Any]:
    """Return the numbers of a table of one column by name."""
    return {name: values[0] for name, values in table.rows}


@pytest.mark.parametrize(
    ("role", "status"), [("manager", 200), ("analyst", 200), ("desk", 200), ("editor", 302)]
)
def test_managers_analysts_and_desk_see_the_board_and_nobody_else(
    client: Client, role: str, status: int
) -> None:
    client.force_login(member(role))
    assert client.get(ADDRESS).status_code == status


def test_an_analyst_sees_numbers_and_no_name(client: Client) -> None:
    made(6, ward="E05010475")
    client.force_login(member("analyst"))
    page = client.get(ADDRESS).content.decode()
    assert "Requests by month" in page
    assert "Nameless" not in page
    assert "0116 496 0001" not in page
    assert client.get(reverse("referrals:queue")).status_code == 302


@pytest.mark.parametrize(("role", "may"), [("manager", True), ("analyst", True), ("desk", False)])
def test_what_the_board_reckons_with_is_changed_by_managers_and_analysts(
    client: Client, role: str, may: bool
) -> None:
    client.force_login(member(role))
    assert (
        "/admin/settings/referrals/boardsettings/" in client.get(ADDRESS).content.decode()
    ) is may
    answer = client.get("/admin/settings/referrals/boardsettings/", follow=True)
    assert ("Requests in the year to compare with" in answer.content.decode()) is may


def test_a_manager_opens_the_board_and_the_returns_and_no_case(client: Client) -> None:
    made(1)
    case = Case.objects.get()
    client.force_login(member("manager"))
    assert client.get(reverse("referrals:exports")).status_code == 200
    for closed in (
        reverse("referrals:queue"),
        reverse("referrals:case", args=[case.pk]),
        reverse("referrals:rights", args=[case.pk]),
    ):
        assert client.get(closed).status_code == 302
    assert client.post(reverse("referrals:case-file", args=[case.pk])).status_code == 302


def test_small_numbers_are_put_together(client: Client) -> None:
    made(6)
    made(3, channel="telephone")
    made(2, channel="paper")
    found = tables()["received"]
    assert "Other: By telephone, On paper" in found.columns
    assert found.sums[-1] == 11
    assert not {1, 2, 3, 4} & {n for _name, row in found.rows for n in row}


def test_fewer_than_five_show_nothing(client: Client) -> None:
    made(4)
    client.force_login(member("analyst"))
    page = client.get(ADDRESS).content.decode()
    assert "Fewer than 5 in this period" in page
    assert all(not table.rows for table in tables().values())


def test_clocks_count_working_days_with_bank_holidays(monkeypatch: pytest.MonkeyPatch) -> None:
    tom = member("desk")
    # Friday 18 December 2026; the next working days are the 21st to 24th, the 29th to 31st.
    begun = datetime(2026, 12, 18, 10, tzinfo=clock.LONDON)
    monkeypatch.setattr(clock, "now", lambda: begun)
    cases = made(5)
    assert {case.started_on for case in cases} == {date(2026, 12, 18)}
    later = datetime(2026, 12, 29, 10, tzinfo=clock.LONDON)
    monkeypatch.setattr(clock, "now", lambda: later)
    for case in cases:
        lines.move(line=case.lines.get(), to="triage", note="", by=tom, now=later)
        log_attempt(
            case=case,
            channel="phone",
            outcome=AttemptOutcome.NO_ANSWER,
            note="",
            by=tom,
            now=later,
            at=datetime(2026, 12, 21, 12, tzinfo=clock.LONDON),
        )
    found = tables()
    assert read(found["triage-days"])["3 to 5 working days"] == 5
    assert read(found["contact-days"])["1 working day"] == 5
    assert read(found["reading"])["Late"] == 5
    assert read(found["contact"])["In time"] == 5


def test_outcomes_stay_after_the_case_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    tom = member("desk")
    for case in made(5):
        line = case.lines.get()
        for state in ("triage", "declined", "discharged", "closed"):
            line = lines.move(line=line, to=state, note="x", by=tom, now=clock.now())
    assert read(tables()["outcomes"])["Declined by the person"] == 5


def test_equality_answers_are_counted_apart() -> None:
    month = clock.today().replace(day=1)
    for group, number in (("asian", 6), ("white", 7)):
        for _ in range(number):
            answers = json.dumps({"ethnic_group": group})
            EqualityAnswers.objects.create(month=month, answers=answers)
    found = {table.title: table for table in parts()["equality"].tables}
    assert read(found["What is your ethnic group?"])["Asian or Asian British"] == 6
    assert not found["What is your religion?"].rows


def test_a_quarter_shows_nobody_by_area() -> None:
    today = clock.today()
    begins = periods.year_of(today)
    quarter = next(one for one in periods.choices(today) if one.code.startswith(f"{begins}q"))
    codes = {part.code for part in board(quarter, clock.now())}
    assert "clocks" in codes
    assert not {"equity", "equality"} & codes


def test_the_saving_is_reckoned_with_the_costs_of_the_settings() -> None:
    settings = BoardSettings.load()
    settings.baseline_telephone, settings.baseline_online = 75, 25
    settings.cost_telephone, settings.cost_online = "8.00", "1.00"
    settings.save()
    made(20)
    words = " ".join(parts()["channels"].words)
    # 20 online cost £20; as before they would cost 15 × £8 + 5 × £1 = £125.
    assert "£105 less" in words
    assert "make £20." in words
    assert "make £125." in words


def test_minutes_that_wait_follow_the_settings() -> None:
    BoardSettings.objects.update_or_create(pk=BoardSettings.load().pk, defaults={"minutes_new": 7})
    made(6)
    assert tables()["minutes"].rows[0] == ("New", ("6", "7", "42"))


def test_files_say_what_the_page_says_and_hold_no_formula(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(30, ward="E1", imd_decile=1)
    made(6, ward="E2", imd_decile=9)
    names = {"E1": "=cmd()", "E2": "@sum"}
    monkeypatch.setattr(
        "selfassessment.referrals.selectors.board.names_of_areas", lambda codes: names
    )
    client.force_login(member("analyst"))
    answer = client.get(ADDRESS, {"file": "csv"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    cells = [cell for row in rows for cell in row]
    assert "'=cmd()" in cells
    assert "'@sum" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "@", "+")]
    book = load_workbook(io.BytesIO(client.get(ADDRESS, {"file": "xlsx"}).content))
    found = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [cell for cell in found if cell.data_type == "f"]
    assert "'=cmd()" in {cell.value for cell in found}


def test_queries_do_not_grow_with_cases(client: Client) -> None:
    client.force_login(member("analyst"))
    counts = []
    for number in (10, 60):
        for kind in (ReferralLine, Case, PersonMatch, Person):
            kind._default_manager.all()._raw_delete(connection.alias)
        make_cases(number, now=clock.now())
        client.get(ADDRESS)
        with CaptureQueriesContext(connection) as caught:
            client.get(ADDRESS)
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 25


def test_a_period_that_is_none_is_left_out(client: Client) -> None:
    client.force_login(member("analyst"))
    assert client.get(ADDRESS, {"period": "'; drop", "file": "exe"}).status_code == 200


def test_what_changed_stands_beside_before_and_hides_the_few(client: Client) -> None:
    for number, case in enumerate(made(8, needs=(NeedLine("home", "home_safety", "desk"),))):
        facts: Any = {"line": case.lines.get(), "code": "home", "by": None, "now": clock.now()}
        first = {"feels_safe": 3} | ({"falls": 2} if number < 4 else {})
        outcomes.keep(stage="before", values=first, **facts)
        outcomes.keep(stage="12", values={"feels_safe": 5}, **facts)
        outcomes.keep(stage="26", values={"feels_safe": 8, "falls": 1}, **facts)
    table = tables()["change-home"]
    rows = dict(table.rows)
    assert rows["Feels safe at home, 0 to 10"] == (8, "3.0", "8.0", "5.0 higher, better", "8 of 8")
    assert rows["Falls in 12 weeks"] == (None,) * 5
    assert [bar.said for bar in table.bars] == ["3.0 at the start", "8.0 after"]
    client.force_login(member("manager"))
    year = periods.year(periods.year_of(clock.today())).code
    page = client.get(ADDRESS, {"period": year}).content.decode()
    assert "Nobody was asked both times yet: Stop smoking" in page
    sheet = client.get(ADDRESS, {"period": year, "file": "csv"}).content.decode()
    assert '"Feels safe at home, 0 to 10",8,3.0,8.0,"5.0 higher, better",8 of 8' in sheet
    book = load_workbook(io.BytesIO(client.get(ADDRESS, {"period": year, "file": "xlsx"}).content))
    assert "What changed for people" in book.sheetnames


def test_a_table_of_hidden_numbers_says_that_it_has_no_chart(client: Client) -> None:
    for case in made(3, needs=(NeedLine("home", "home_safety", "desk"),)):
        facts: Any = {"line": case.lines.get(), "code": "home", "by": None, "now": clock.now()}
        outcomes.keep(stage="before", values={"feels_safe": 3}, **facts)
        outcomes.keep(stage="12", values={"feels_safe": 5}, **facts)
    client.force_login(member("manager"))
    page = client.get(ADDRESS).content.decode()
    assert "No chart: too few people" in page


def test_outcomes_by_ethnic_group_hold_everybody(client: Client) -> None:
    needs = (NeedLine("weight", "adult_weight", "desk"),)
    for number, case in enumerate(made(14, needs=needs)):
        line = case.lines.get()
        if number < 12:
            group = "asian_indian" if number < 6 else "white_british"
            outcomes.keep(
                line=line,
                code="weight",
                stage="before",
                values={"ethnic_group": group},
                by=None,
                now=clock.now(),
            )
        if number % 2:
            ReferralLine.objects.filter(pk=line.pk).update(ended_as="completed")
    table = tables()["outcome-ethnic"]
    assert sum(table.sums[:-1]) == table.sums[-1] == 14
    names = [name for name, _values in table.rows]
    assert "Asian or Asian British" in names or names[-1].startswith("Groups of few people")


def test_a_made_up_year_to_compare_with_leaves_a_real_one_alone() -> None:
    assert seed_year_before(now=clock.now())
    assert "made up" in BoardSettings.load().baseline_year
    settings = BoardSettings.load()
    settings.baseline_online = 7
    settings.save()
    assert not seed_year_before(now=clock.now())
    assert BoardSettings.load().baseline_online == 7


def test_sample_courses_fill_the_board_once_and_wait_for_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sample_courses, "EACH", 5)
    monkeypatch.setattr(sample_courses, "_COURSES", sample_courses._COURSES[1:2])
    assert sample_courses.load_sample_courses(now=clock.now()) == 5
    assert sample_courses.load_sample_courses(now=clock.now()) == 0
    assert not Case.objects.filter(is_open=True).exists()
    found = tables()
    assert found["change-home"].bars
    assert found["change-wellbeing"].bars
