"""Are outcomes kept once, corrected without loss, and read in one query?"""

import pytest
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.models import AuditEvent
from selfassessment.referrals.actions import erasing, outcomes
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, Outcome, ReferralLine
from selfassessment.referrals.rules.outcome_sets import UnknownOutcome
from selfassessment.referrals.selectors.outcomes import of_line, of_lines
from selfassessment.referrals.types import NeedLine
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db


def line_of(need: str = "smoking") -> ReferralLine:
    """Return a line with a need."""
    needs = (NeedLine(need, f"{need}_help", "team"),)
    received = receive(submission=submission(needs=needs), now=clock.now())
    return Case.objects.get(pk=received.case_id).lines.get()


def keep(line: ReferralLine, stage: str = "before", **values: object) -> int:
    """Keep answers of the stop-smoking set."""
    return outcomes.keep(
        line=line, code="stop_smoking", stage=stage, values=values, by=None, now=clock.now()
    )


def test_a_correction_counts_and_what_stood_there_stays() -> None:
    line = line_of()
    assert keep(line, quit_date="2026-10-01", gender="female") == 2
    assert keep(line, quit_date="2026-10-02", gender="female") == 1
    assert {row.field: row.value for row in of_line(line)} == {
        "quit_date": "2026-10-02",
        "gender": "female",
    }
    kept = Outcome.objects.filter(field="quit_date").order_by("turn")
    assert [row.value for row in kept] == ["2026-10-01", "2026-10-02"]


def test_the_same_answers_again_write_nothing() -> None:
    line = line_of()
    keep(line, quit_date="2026-10-01")
    before = line.case.events.count()
    assert keep(line, quit_date="2026-10-01") == 0
    assert line.case.events.count() == before


def test_an_answer_is_kept_for_its_stage_and_can_be_taken_back() -> None:
    line = line_of()
    keep(line, co_ppm=22)
    keep(line, stage="4", co_ppm=4)
    assert {(row.stage, row.value) for row in of_line(line)} == {("before", 22), ("4", 4)}
    keep(line, stage="4", co_ppm=None)
    assert [(row.stage, row.value) for row in of_line(line)] == [("before", 22)]


def test_keeping_is_an_event_and_an_audit_row() -> None:
    line = line_of()
    keep(line, stage="4", smoked="not_a_puff")
    assert line.case.events.get(kind="outcome").sealed_note == "Stop smoking: 4 weeks"
    assert AuditEvent.objects.filter(verb="line.outcome", subject_key=str(line.pk)).exists()


def test_a_field_that_the_set_does_not_have_is_refused_and_nothing_kept() -> None:
    line = line_of()
    with pytest.raises(UnknownOutcome):
        keep(line, gender="female", shoe_size=40)
    assert not Outcome.objects.exists()


def test_many_lines_are_read_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lines = [line_of(), line_of(), line_of("money")]
    for line in lines[:2]:
        keep(line, gender="male")
        outcomes.keep(
            line=line, code="wellbeing", stage="before", values={}, by=None, now=clock.now()
        )
    with django_assert_num_queries(1):
        found = of_lines(ReferralLine.objects.all(), "stop_smoking")
    assert set(found) == {line.pk for line in lines[:2]}


def test_erasing_a_case_erases_its_outcomes() -> None:
    line = line_of()
    keep(line, gender="male")
    erasing.erase(case=line.case, by=None, now=clock.now())
    assert of_line(line) == []
    assert Outcome.objects.get().sealed_value is None
