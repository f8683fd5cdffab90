"""Does a message to a person leave only as their contact rule says at that moment?"""

import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core.actions.messages import send_due
from core.messages import watching
from core.messages.backends.memory import MemoryBackend
from core.models import OutboxMessage
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.actions.lines import move
from selfassessment.referrals.actions.person import change_contact, withdraw
from selfassessment.referrals.actions.writing import shipped_texts, write_to_person
from selfassessment.referrals.models import Case, Event, MessageSettings, MessageTemplate
from selfassessment.referrals.rules.message_words import Kind
from selfassessment.referrals.types import NeedLine
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
NIGHT = NOON.replace(hour=22)


@pytest.fixture(autouse=True)
def memory() -> Iterator[None]:
    MemoryBackend.sent.clear()
    yield
    MemoryBackend.sent.clear()


def texted(now: datetime = NOON, **changes: Any) -> Case:
    """Receive a referral of somebody who takes texts at any time."""
    facts: dict[str, Any] = {"text_ok": True, "safe_times": "", **changes}
    sent = submission(person=person(**facts), language="en")
    return Case.objects.get(pk=receive(submission=sent, now=now).case_id)


def left() -> list[tuple[str, str]]:
    """Return channel and words of what left for people, not for the desk."""
    return [(m.channel, m.body) for m in MemoryBackend.sent if "status/" in m.body]


def notes(case: Case) -> list[str]:
    return [str(e.sealed_note) for e in Event.objects.filter(case=case, kind="message")]


def test_a_text_tells_the_reference_and_days_and_nothing_of_the_need() -> None:
    case = texted()
    send_due(now=NOON, backend=MemoryBackend())
    ((channel, words),) = left()
    assert channel == "sms"
    assert str(case) in words
    assert "Friday 27 November" in words
    assert not [word for word in ("Asha", "moving", "physical") if word in words]
    assert notes(case) == ["Text message “We have your request”: sent."]


def test_who_wants_email_gets_an_email_in_their_language() -> None:
    sent = submission(
        person=person(contact_by=("email",), email="asha@example.org", safe_times=""),
        language="ur",
    )
    receive(submission=sent, now=NOON)
    send_due(now=NOON, backend=MemoryBackend())
    assert ("email", "ur") in {(m.channel, m.language) for m in MemoryBackend.sent}


@pytest.mark.parametrize(
    "changes",
    [{"text_ok": False}, {"text_ok": None}, {"contact_by": ("post",)}, {"phone": None}],
    ids=str,
)
def test_where_no_way_is_safe_nothing_is_written(changes: dict[str, Any]) -> None:
    texted(**changes)
    assert not OutboxMessage.objects.filter(unique_key__startswith="person:").exists()


def test_a_rule_that_changes_before_sending_counts() -> None:
    case = texted()
    change_contact(case=case, changes={"text_ok": False}, now=NOON)
    send_due(now=NOON, backend=MemoryBackend())
    assert left() == []
    assert "not sent, because of how this person may be reached (no sms)" in notes(case)[0]


def test_nothing_goes_to_an_old_number() -> None:
    case = texted()
    change_contact(case=case, changes={"phone": "0116 496 0999"}, now=NOON)
    send_due(now=NOON, backend=MemoryBackend())
    assert left() == []


def test_who_withdrew_hears_nothing_more() -> None:
    case = texted()
    withdraw(case=case, now=NOON)
    send_due(now=NOON, backend=MemoryBackend())
    assert left() == []


def test_a_text_written_at_night_leaves_in_the_morning_and_once() -> None:
    texted(now=NIGHT)
    send_due(now=NIGHT, backend=MemoryBackend())
    assert left() == []
    for hours in (9, 10, 11):
        send_due(now=NIGHT + timedelta(hours=hours), backend=MemoryBackend())
    assert len(left()) == 1
    message = OutboxMessage.objects.get(unique_key__startswith="person:")
    assert message.attempts == 1


def test_who_has_a_safety_flag_is_not_written_to_by_a_machine() -> None:
    sent = submission(person=person(text_ok=True, safe_times=""), safety=("hurt",))
    receive(submission=sent, now=NOON)
    send_due(now=NOON, backend=MemoryBackend())
    assert left() == []


def test_who_is_passed_on_hears_of_it_once_a_day() -> None:
    needs = (NeedLine("moving", "moving_more", "desk"), NeedLine("money", "money_help", "desk"))
    sent = submission(person=person(text_ok=True, safe_times=""), needs=needs, language="en")
    case = Case.objects.get(pk=receive(submission=sent, now=NOON).case_id)
    for line in case.lines.all():
        for state in ("triage", "allocated"):
            move(line=line, to=state, note="Fine", by=None, now=NOON)
    send_due(now=NOON, backend=MemoryBackend())
    assert len([words for _way, words in left() if "with the team" in words]) == 1


def test_the_same_message_is_written_once_and_the_next_turn_again() -> None:
    case = texted()
    for turn in ("4", "4", "12"):
        write_to_person(case=case, kind=Kind.FOLLOW_UP, now=NOON, turn=turn)
    written = OutboxMessage.objects.filter(unique_key__contains=":follow_up:")
    assert written.count() == 2


def test_what_bounced_is_seen_on_the_case() -> None:
    case = texted()
    message = OutboxMessage.objects.get(unique_key__startswith="person:")
    watching.tell(message, "permanent-failure", NOON)
    assert notes(case) == [
        "Text message “We have your request”: not delivered: there is no such address or number."
    ]


def test_the_first_name_stands_in_it_only_for_who_agreed() -> None:
    words = {**shipped_texts()["received"]["en"], "sms": "Hi {first_name}, {reference} "}
    words["sms"] += "{contact_by} {status_url}"
    MessageTemplate.objects.create(kind="received", language="en", **words)
    texted()
    assert str(OutboxMessage.objects.get(channel="sms").body).startswith("Hi, WM ")


def test_a_councils_own_words_are_used_and_checked() -> None:
    words = dict(shipped_texts()["received"]["en"])
    own = MessageTemplate(kind="received", language="en", **words)
    own.full_clean()
    own.sms = "Your stop smoking request {reference}"
    with pytest.raises(ValidationError) as refused:
        own.full_clean()
    said = " ".join(refused.value.messages)
    assert "smoking" in said
    assert "{status_url} has to stand in it" in said


@pytest.fixture
def editor(client: Client) -> Client:
    ensure_roles()
    user = User.objects.create_user("editor@example.org", "x")
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def test_an_editor_sees_what_is_wrong_with_a_message(editor: Client) -> None:
    words = shipped_texts()["received"]["en"]
    told = {"kind": "received", "language": "en", **words, "sms": "{reference} www.example.org"}
    answer = editor.post("/admin/messages-to-people/add/", told)
    assert "The only address in a message is" in answer.content.decode()
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize(
    ("now", "safety", "told"),
    [(NIGHT, ("hurt",), 2), (NOON, ("hurt",), 0), (NIGHT, (), 0)],
    ids=["night", "day", "no flag"],
)
def test_a_safety_flag_at_night_alerts_the_duty_contact(
    now: datetime, safety: tuple[str, ...], told: int
) -> None:
    settings = MessageSettings.load()
    settings.duty_email, settings.duty_text = "duty@example.org", "0116 496 0888"
    settings.save()
    sent = submission(safety=safety, key=uuid.uuid4())
    for _ in range(2):
        receive(submission=sent, now=now)
    alerts = OutboxMessage.objects.filter(unique_key__startswith="duty-notice:")
    assert len(alerts) == told
    assert all("Asha" not in f"{m.subject}{m.body}" for m in alerts)
