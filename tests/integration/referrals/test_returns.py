"""Are the returns complete, without small numbers, safe to open, and written down?"""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.models import AuditEvent
from selfassessment.referrals.actions import outcomes
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.sample_outcomes import SMOKERS, load_sample_outcomes
from selfassessment.referrals.models import Case, FollowUp, ReferralLine
from selfassessment.referrals.presenters.sheets import Sheet, as_csv, as_xlsx
from selfassessment.referrals.rules import periods
from selfassessment.referrals.rules.periods import Period
from selfassessment.referrals.rules.stop_smoking import COLUMNS
from selfassessment.referrals.types import NeedLine
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def quarter() -> Period:
    """Return the last whole quarter."""
    return [one for one in periods.choices(clock.today()) if not one.is_year][1]


def line_of(need: str, **changes: Any) -> ReferralLine:
    """Return a line with a need."""
    needs = (NeedLine(need, f"{need}_help", "team"),)
    received = receive(submission=submission(needs=needs, **changes), now=clock.now())
    return Case.objects.get(pk=received.case_id).lines.get()


def keep(line: ReferralLine, code: str, stage: str = "before", **values: Any) -> None:
    """Keep outcomes."""
    outcomes.keep(line=line, code=code, stage=stage, values=values, by=None, now=clock.now())


def quitter(day: date, **changes: Any) -> ReferralLine:
    """Return somebody who stopped on a day and was asked after four weeks."""
    line = line_of("smoking", **changes)
    keep(line, "stop_smoking", quit_date=day.isoformat(), gender="female")
    asked = (day + timedelta(days=28)).isoformat()
    keep(line, "stop_smoking", "4", smoked="not_a_puff", asked_on=asked, co_ppm=5)
    return line


def rows_of(content: bytes) -> list[list[str]]:
    """Return the lines of a CSV."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def taken(client: Client, name: str, of: Period, **more: str) -> Any:
    """Take a file."""
    return client.post(
        reverse(f"referrals:export-{name}-file"), {"quarter": of.code, "kind": "csv"} | more
    )


def test_only_quit_dates_of_the_quarter_count(desk: Client, quarter: Period) -> None:
    for day in (quarter.first, quarter.last):
        for _ in range(3):
            quitter(day)
    quitter(quarter.first - timedelta(days=1))
    quitter(quarter.after)
    rows = rows_of(taken(desk, "smoking", quarter).content)
    assert rows[1] == ["", "", *COLUMNS]
    assert rows[2] == ["Everybody", "", "6", "6", "6", "0", "0"]


def test_small_numbers_are_hidden_unless_exact_ones_are_asked_for(
    desk: Client, quarter: Period
) -> None:
    for _ in range(3):
        quitter(quarter.first)
    page = desk.get(reverse("referrals:export-smoking"), {"quarter": quarter.code})
    assert "Fewer than 5 people set a quit date" in page.content.decode()
    hidden = rows_of(taken(desk, "smoking", quarter).content)
    assert hidden[2][2:] == ["hidden"] * 5
    exact = taken(desk, "smoking", quarter, exact="on")
    assert rows_of(exact.content)[2][2:] == ["3", "3", "3", "0", "0"]
    assert "not to be published" in rows_of(exact.content)[0][0]
    notes = AuditEvent.objects.filter(verb="return.exported").order_by("pk")
    assert [note.detail["exact"] for note in notes] == ["no", "yes"]


def test_the_ages_are_those_on_the_quit_date(desk: Client, quarter: Period) -> None:
    birthday = quarter.first + timedelta(days=30)
    born = birthday.replace(year=birthday.year - 18)
    quitter(birthday, person=person(date_of_birth=born))
    quitter(birthday - timedelta(days=1), person=person(date_of_birth=born))
    rows = rows_of(taken(desk, "smoking", quarter, exact="on").content)
    ages = {row[1]: row[2] for row in rows if row[0] == "Age on the quit date"}
    assert (ages["Under 18"], ages["18 to 34"]) == ("1", "1")


def test_sample_cases_count_only_when_asked_for_and_say_that_they_are_made_up(
    desk: Client, quarter: Period
) -> None:
    load_sample_outcomes(now=clock.now())
    page = desk.get(reverse("referrals:export-smoking"), {"quarter": quarter.code})
    assert "Nobody set a quit date" in page.content.decode()
    asked = {"quarter": quarter.code, "samples": "on"}
    page = desk.get(reverse("referrals:export-smoking"), asked)
    assert "count made-up sample cases" in page.content.decode()
    rows = rows_of(taken(desk, "smoking", quarter, samples="on").content)
    assert rows[0][0].startswith("INCLUDES MADE-UP SAMPLE CASES")
    assert rows[2][2:] == ["28", "14", "7", "7", "7"]


def test_the_samples_are_loaded_once_and_wait_for_nobody() -> None:
    assert load_sample_outcomes(now=clock.now()) == SMOKERS
    assert load_sample_outcomes(now=clock.now()) == 0
    assert all(case.is_sample and not case.is_open for case in Case.objects.all())
    late = FollowUp.objects.filter(due_on__lte=clock.today(), done_at__isnull=True)
    assert not late.exists()


def test_the_return_costs_no_query_more_for_many(
    desk: Client, quarter: Period, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(8):
        quitter(quarter.first)
    address = reverse("referrals:export-smoking")
    desk.get(address, {"quarter": quarter.code})
    with django_assert_max_num_queries(12):
        desk.get(address, {"quarter": quarter.code})


def test_who_may_still_be_asked_is_said(desk: Client) -> None:
    line = line_of("smoking")
    keep(line, "stop_smoking", quit_date=clock.today().isoformat())
    now = next(one for one in periods.choices(clock.today()) if not one.is_year)
    page = desk.get(reverse("referrals:export-smoking"), {"quarter": now.code}).content.decode()
    assert "1 quit date may still be answered in time" in page


def test_the_weight_data_set_has_a_line_for_each_person_and_no_name(
    desk: Client, quarter: Period
) -> None:
    line = line_of("weight", person=person(name="Asha Sample", date_of_birth=date(1980, 1, 2)))
    keep(
        line,
        "weight",
        start_date=quarter.first.isoformat(),
        height_cm=170.0,
        weight_kg=100.0,
        conditions=["joints", "other"],
    )
    keep(line, "weight", "12", weight_kg=95.0, measured_on=quarter.last.isoformat())
    keep(line, "weight", "end", sessions_offered=12, sessions_attended=9)
    answer = taken(desk, "weight", quarter)
    heads, row = rows_of(answer.content)
    found = dict(zip(heads, row, strict=True))
    assert found["local_id"] == line.case.reference
    assert (found["bmi_at_start"], found["loss_pct_12"]) == ("34.6", "5.0")
    assert (found["completed"], found["lost_5_pct"], found["last_weight_kg"]) == (
        "yes",
        "yes",
        "95.0",
    )
    assert found["conditions"] == "joints; other"
    assert "Asha" not in answer.content.decode()
    assert AuditEvent.objects.filter(verb="case.exported", subject_key=str(line.case_id)).exists()


def test_files_are_saved_and_never_kept_by_a_browser(desk: Client, quarter: Period) -> None:
    for name in ("smoking", "weight"):
        for kind in ("csv", "xlsx"):
            answer = taken(desk, name, quarter, kind=kind)
            assert answer.status_code == 200
            assert answer["Content-Disposition"].startswith("attachment")
            assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("wrong", [{"quarter": "1066q1"}, {"kind": "exe"}, {"quarter": ""}])
def test_a_file_that_does_not_exist_is_refused(
    desk: Client, quarter: Period, wrong: dict[str, str]
) -> None:
    for name in ("smoking", "weight"):
        answer = taken(desk, name, quarter, **wrong)
        assert answer.status_code == 422
        assert "No file was made" in answer.content.decode()
    assert not AuditEvent.objects.filter(verb__endswith="exported").exists()


def test_a_strange_quarter_shows_the_last_whole_one(desk: Client, quarter: Period) -> None:
    page = desk.get(reverse("referrals:export-smoking"), {"quarter": "x" * 300})
    assert quarter.name in page.content.decode()


def test_looking_writes_nothing(desk: Client) -> None:
    before = AuditEvent.objects.count()
    for name in ("exports", "export-smoking", "export-weight"):
        assert desk.get(reverse(f"referrals:{name}")).status_code == 200
    assert AuditEvent.objects.count() == before


def test_nobody_takes_files_without_the_permission(desk: Client, quarter: Period) -> None:
    group = Group.objects.get(name="desk")
    group.permissions.remove(Permission.objects.get(codename="export_referrals"))
    for name in ("exports", "export-smoking", "export-weight"):
        assert desk.get(reverse(f"referrals:{name}")).status_code in (302, 403)
    assert taken(desk, "smoking", quarter).status_code in (302, 403)
    assert not AuditEvent.objects.filter(verb="return.exported").exists()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_is_a_formula(sign: str) -> None:
    sheet = Sheet("Test", [["Name"], [f"{sign}cmd|'/C calc'!A0", -3]])
    cell = rows_of(as_csv([sheet]))[1]
    assert cell[0].startswith("'")
    assert cell[1] == "-3"
    page = load_workbook(io.BytesIO(as_xlsx([sheet])))["Test"]
    assert page["A2"].data_type == "s"
    assert page["A2"].value.startswith("'")
    assert page["B2"].value == -3
