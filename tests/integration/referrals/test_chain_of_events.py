"""Is it seen when somebody changes, drops or moves what happened to a case?"""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.encryption.keyring import new_entry
from core.models import AuditEvent, OutboxMessage
from core.tasks import schedules
from selfassessment.referrals.actions import cases, verifying
from selfassessment.referrals.actions.chaining import rotate_chains
from selfassessment.referrals.actions.lines import move
from selfassessment.referrals.models import Case, ChainEnd, Event
from selfassessment.referrals.models.events import EventIsFinal
from selfassessment.referrals.selectors import chain
from selfassessment.referrals.selectors.chain import faults
from tests.factories.referrals import submission

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture
def case() -> Case:
    """Return a case to which seven things have happened."""
    found = Case.objects.get(pk=cases.receive(submission=submission(), now=NOW).case_id)
    by: Any = None
    for number, words in enumerate(("One", "Two", "Three", "Four")):
        then = NOW + timedelta(minutes=number)
        cases.add_note(case=found, text=words, by=by, now=then)
    move(line=found.lines.get(), to="triage", note="", by=None, now=NOW)
    move(line=found.lines.get(), to="declined", note="Not now", by=None, now=NOW)
    assert faults(found.pk) == []
    return found


def sql(statement: str, *values: str | int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def ids(case: Case) -> list[str]:
    """Return the keys of the events as the database holds them, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM referrals_event WHERE case_id = %s ORDER BY number",
            [case.pk.hex if connection.vendor == "sqlite" else case.pk],
        )
        return [row[0] for row in cursor.fetchall()]


def change(column: str, value: str | None) -> Callable[[Case], None]:
    def tamper(case: Case) -> None:
        sql(f"UPDATE referrals_event SET {column} = %s WHERE id = %s", value, ids(case)[2])  # noqa: S608

    return tamper


def drop(place: int) -> Callable[[Case], None]:
    return lambda case: sql("DELETE FROM referrals_event WHERE id = %s", ids(case)[place])


def swap_numbers(case: Case) -> None:
    one, two = ids(case)[1:3]
    for key, number in ((one, 900), (two, 2), (one, 3)):
        sql("UPDATE referrals_event SET number = %s WHERE id = %s", number, key)


def swap_everything_but_the_place(case: Case) -> None:
    one, two = list(Event.objects.filter(case=case).order_by("number"))[1:3]
    for key, other in ((ids(case)[1], two), (ids(case)[2], one)):
        sql(
            "UPDATE referrals_event SET digest = %s, payload = %s WHERE id = %s",
            *(other.digest, other.payload, key),
        )


def move_a_note(case: Case) -> None:
    one, two = ids(case)[1:3]
    sql(
        "UPDATE referrals_event SET sealed_note = (SELECT sealed_note FROM referrals_event "
        "WHERE id = %s) WHERE id = %s",
        *(one, two),
    )


def forget_the_last_and_say_so(case: Case) -> None:
    drop(-1)(case)
    last = Event.objects.filter(case=case).order_by("-number")[0]
    ChainEnd.objects.filter(case=case).update(count=last.number)


TAMPERINGS: dict[str, Callable[[Case], None]] = {
    "another kind": change("kind", "opened"),
    "another moment": change("at", "2026-11-25 13:00:00"),
    "another state": change("to_state", "discharged"),
    "another channel": change("channel", "phone"),
    "another outcome": change("outcome", "spoke"),
    "another hash": change("digest", "0" * 64),
    "a note taken away": change("sealed_note", None),
    "no place": change("number", None),
    "the first dropped": drop(0),
    "one in the middle dropped": drop(3),
    "the last dropped": drop(-1),
    "the last dropped, counted down": forget_the_last_and_say_so,
    "two swapped": swap_numbers,
    "two hashes swapped": swap_everything_but_the_place,
    "a note moved": move_a_note,
    "no end": lambda case: sql("DELETE FROM referrals_chainend"),
}


@pytest.mark.parametrize("how", TAMPERINGS)
def test_every_tampering_is_found(case: Case, how: str) -> None:
    TAMPERINGS[how](case)
    assert faults(case.pk), how
    with pytest.raises(CommandError, match="1 of 1 cases"):
        call_command("verify_events", stderr=StringIO())


def test_a_sign_changed_anywhere_at_random_is_found(case: Case) -> None:
    chance = random.Random(7)
    columns = ("kind", "to_state", "payload", "digest", "from_state")
    for _ in range(60):
        key = chance.choice(ids(case))
        column = chance.choice(columns)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM referrals_event WHERE id = %s", [key])  # noqa: S608
            before = str(cursor.fetchone()[0])
        sql(f"UPDATE referrals_event SET {column} = %s WHERE id = %s", before[:-1] + "~", key)  # noqa: S608
        assert faults(case.pk), column
        sql(f"UPDATE referrals_event SET {column} = %s WHERE id = %s", before, key)  # noqa: S608
        assert faults(case.pk) == []


def test_what_is_in_order_is_said_to_be(case: Case) -> None:
    said = StringIO()
    call_command("verify_events", "--case", str(case), stdout=said)
    assert said.getvalue() == "1 cases, all as they were written.\n"
    with pytest.raises(CommandError, match="No case has"):
        call_command("verify_events", "--case", "WM 2222 2222")


def test_events_cannot_be_changed_through_the_site_either(case: Case) -> None:
    for refused in (
        lambda: Event.objects.filter(case=case).update(kind="note"),
        lambda: Event.objects.filter(case=case).delete(),
        lambda: Event.objects.bulk_create([]),
        lambda: Event.objects.get(case=case, number=1).save(),
    ):
        with pytest.raises(EventIsFinal):
            refused()


def test_the_chain_goes_over_to_a_new_key_and_goes_on(case: Case, settings: Any) -> None:
    old = settings.WAYMARK_FIELD_KEYS
    settings.WAYMARK_FIELD_KEYS = [new_entry("next"), *old]
    assert faults(case.pk) == []
    call_command("rotate_field_keys", stdout=StringIO(), stderr=StringIO())
    settings.WAYMARK_FIELD_KEYS = settings.WAYMARK_FIELD_KEYS[:1]
    assert faults(case.pk) == []
    cases.add_note(case=Case.objects.get(pk=case.pk), text="After", by=None, now=NOW)  # type: ignore[arg-type]
    assert faults(case.pk) == []


def test_a_chain_that_is_broken_is_not_made_whole_by_a_new_key(case: Case, settings: Any) -> None:
    change("kind", "opened")(case)
    settings.WAYMARK_FIELD_KEYS = [new_entry("next"), *settings.WAYMARK_FIELD_KEYS]
    tally = rotate_chains(False)
    assert (tally.resealed, tally.broken) == (0, 1)
    assert faults(case.pk)


def night(day: int) -> None:
    """Let the worker ask at three in the morning, and do what it has put into the queue."""
    then = datetime(2026, 11, day, 3, tzinfo=UTC)
    assert schedules.registered()["referrals.chains"].function(now=then)
    todo: list[dict[str, Any]] = [{"after": "", "looked_at": 0, "wrong": []}]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: then)
        patch.setattr(verifying, "AT_ONCE", 1)
        patch.setattr(
            verifying, "enqueue_job", lambda _name, *, arguments, now: todo.append(arguments)
        )
        while todo:
            verifying.go_on(**todo.pop())


def test_each_night_goes_through_all_cases_and_tells_who_runs_the_site(
    case: Case, settings: Any, client: Client
) -> None:
    settings.WAYMARK_OPERATORS = ["ops@example.org"]
    other = Case.objects.get(pk=cases.receive(submission=submission(), now=NOW).case_id)
    night(26)
    assert chain.last_run(chain.WHOLE).detail == {"cases": "2", "wrong": "0"}  # type: ignore[union-attr]
    change("kind", "opened")(case)
    night(27)
    message = OutboxMessage.objects.get(unique_key__startswith="chains-broken:")
    assert "@" not in message.unique_key
    assert message.to == "ops@example.org"
    assert str(case) in message.body
    assert str(other) not in message.body
    assert AuditEvent.objects.about(case).filter(verb=chain.CASE_BROKEN).exists()
    assert client.get("/readyz").json()["events"] == "broken"
    client.force_login(User.objects.create_superuser("all@example.org", "secret"))
    for page in ("referrals:queue", "referrals:board"):
        assert b"was changed outside the site" in client.get(reverse(page)).content


def test_what_an_operator_looked_into_is_told_no_more_until_something_else_is_wrong(
    case: Case,
) -> None:
    change("kind", "opened")(case)
    night(26)
    assert chain.is_broken()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: datetime(2026, 11, 26, 9, tzinfo=UTC))
        call_command("verify_events", "--looked-into", str(case), stdout=StringIO())
    assert not chain.is_broken()
    night(27)
    assert not chain.is_broken()
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("verify_events", stderr=StringIO())
    drop(0)(case)
    night(28)
    assert chain.is_broken()


def test_a_run_begins_by_night_and_once(case: Case) -> None:
    day, dark = datetime(2026, 11, 26, 12, tzinfo=UTC), datetime(2026, 11, 26, 2, tzinfo=UTC)
    begun = [verifying.begin_by_night(now=then) for then in (day, dark, dark + timedelta(hours=1))]
    assert begun == [False, True, False]
