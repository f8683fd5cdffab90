"""The audit trail takes codes only, and nothing in it changes or goes."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from core.audit import NotACode, actor_name, record
from core.models import AppendOnly, AuditEvent, Schedule

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


def written(**changes: object) -> AuditEvent:
    subject = Schedule.objects.create(name=f"job-{Schedule.objects.count()}", next_run_at=NOW)
    values: dict[str, object] = {
        "actor": "resident",
        "verb": "case.opened",
        "subject": subject,
        "now": NOW,
        "detail": {"from": "received", "to": "triage"},
    }
    return record(**{**values, **changes})  # type: ignore[arg-type]  # some are wrong on purpose


def test_an_event_says_who_did_what_to_which_record_and_when() -> None:
    event = AuditEvent.objects.get(pk=written().pk)
    assert (event.actor, event.verb, event.at) == ("resident", "case.opened", NOW)
    assert (event.subject_type, event.detail) == (
        "core.schedule",
        {"from": "received", "to": "triage"},
    )
    assert list(AuditEvent.objects.about(Schedule.objects.get())) == [event]


def test_actors_are_kept_by_number_never_by_name() -> None:
    subject = Schedule.objects.create(name="one", next_run_at=NOW)
    assert actor_name(subject) == f"core.schedule:{subject.pk}"
    assert actor_name(None) == "system"
    assert actor_name(AnonymousUser()) == "anonymous"  # type: ignore[arg-type]  # as request.user


@pytest.mark.parametrize(
    "changes",
    [
        {"detail": {"note": "smokes 20 a day"}},
        {"detail": {"to": "a@example.org"}},
        {"detail": {"two words": "x"}},
        {"detail": {"age": 71}},
        {"verb": "Opened the case"},
        {"actor": "Some One"},
        {"actor": ""},
    ],
)
def test_free_text_is_refused_since_it_may_be_someones_data(changes: dict[str, object]) -> None:
    with pytest.raises(NotACode):
        written(**changes)


def test_the_model_refuses_changes_and_removals() -> None:
    event = written()
    for attempt in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(verb="other"),
    ):
        with pytest.raises(AppendOnly):
            attempt()


def test_the_database_refuses_a_change_that_goes_round_the_model() -> None:
    written()
    with (
        pytest.raises(DatabaseError, match="append only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE core_auditevent SET verb = 'other'")
    assert AuditEvent.objects.get().verb == "case.opened"
