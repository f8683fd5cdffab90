"""Is an acknowledged referral on the desk, once and whole?"""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from core.models import AuditEvent, OutboxMessage
from selfassessment.referrals.actions import standing
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, Event
from selfassessment.referrals.selectors import possible_duplicates
from selfassessment.referrals.types import NeedLine
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 16, 0, tzinfo=UTC)


def test_person_lines_event_audit_and_message_are_stored_together() -> None:
    received = receive(submission=submission(), now=NOW)
    case = Case.objects.get(reference=received.reference)
    assert case.person.details.name == "Asha Sample"
    assert [line.state for line in case.lines.all()] == ["received"]
    assert [event.kind for event in case.events.all()] == ["received"]
    assert AuditEvent.objects.filter(subject_key=str(case.pk), verb="case.received").count() == 1
    assert OutboxMessage.objects.count() == 1


def test_the_same_key_gives_the_same_reference_and_one_case() -> None:
    sent = submission()
    first, second = receive(submission=sent, now=NOW), receive(submission=sent, now=NOW)
    assert (first.reference, first.is_new) == (second.reference, not second.is_new)
    assert Case.objects.count() == OutboxMessage.objects.count() == 1


def test_two_keys_of_the_same_person_are_two_cases_that_may_be_one() -> None:
    one = receive(submission=submission(), now=NOW)
    other = receive(submission=submission(person=person(name="A. Sample")), now=NOW)
    cases = list(Case.objects.filter(pk__in=[one.case_id, other.case_id]))
    found = possible_duplicates(cases)
    assert [case.pk for case in found[one.case_id]] == [other.case_id]
    assert [case.pk for case in found[other.case_id]] == [one.case_id]


def test_a_safety_answer_holds_the_case() -> None:
    received = receive(submission=submission(safety=("not_safe_at_home",)), now=NOW)
    case = Case.objects.get(pk=received.case_id)
    assert case.safety_hold
    assert case.safety_flags == ["not_safe_at_home"]


def test_dates_are_promised_from_desk_hours() -> None:
    case = Case.objects.get(pk=receive(submission=submission(), now=NOW).case_id)
    assert (case.read_by_date, case.contact_by_date) == (date(2026, 11, 30), date(2026, 12, 1))


def test_equal_needs_become_one_line_with_the_more_urgent_priority() -> None:
    needs = (
        NeedLine("moving", "physical_activity", "lifestyle_team", 5),
        NeedLine("moving", "physical_activity", "lifestyle_team", 2),
    )
    case = Case.objects.get(pk=receive(submission=submission(needs=needs), now=NOW).case_id)
    assert [line.priority for line in case.lines.all()] == [2]


def test_no_answer_or_contact_stands_in_the_database_in_clear() -> None:
    receive(submission=submission(safety=("not_safe_at_home",)), now=NOW)
    tables = ["person", "case", "referralline", "event", "personmatch"]
    with connection.cursor() as cursor:
        rows = []
        for table in tables:
            cursor.execute(f"SELECT * FROM referrals_{table}")  # noqa: S608 - names from above
            rows += [str(row) for row in cursor.fetchall()]
    stored = "\n".join(rows)
    for secret in ("Asha", "0123", "LE4 5QD", "mornings", "not_safe_at_home", "Move more"):
        assert secret not in stored


def test_the_message_to_the_desk_names_the_reference_and_nothing_else() -> None:
    receive(submission=submission(), now=NOW)
    message = OutboxMessage.objects.get()
    text = f"{message.subject} {message.body}"
    assert "WM " in text
    assert not [word for word in ("Asha", "0123", "moving", "Move more") if word in text]


def test_an_event_can_be_neither_changed_nor_deleted() -> None:
    receive(submission=submission(), now=NOW)
    event = Event.objects.get()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()


@pytest.mark.parametrize("safety", [(), ("hurt",)])
def test_a_new_case_stands_where_its_lines_say(safety: tuple[str, ...]) -> None:
    needs = (
        NeedLine("moving", "physical_activity", "team", 3),
        NeedLine("smoking", "quit", "desk"),
    )
    sent = submission(needs=needs, safety=safety)
    case = Case.objects.get(pk=receive(submission=sent, now=NOW).case_id)
    before = {field.attname: getattr(case, field.attname) for field in case._meta.local_fields}
    standing.refresh(case)
    case = Case.objects.get(pk=case.pk)
    assert before == {name: getattr(case, name) for name in before}
