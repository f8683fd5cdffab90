"""Does every message to a person pass the gate when it leaves: template × way × contact rule?

The templates are those that the apps registered: a new one is tried here without being named.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.actions.messages import send_due
from core.enums import Channel
from core.messages import watching
from core.messages.backends.memory import MemoryBackend
from core.models import OutboxMessage
from directory.actions import list_messages
from directory.models import KeptList
from selfassessment.actions import saving
from selfassessment.engine import answers as engine_answers
from selfassessment.engine.answer import Answer, to_json
from selfassessment.journeys.published import current_version
from selfassessment.models import Draft
from selfassessment.referrals.actions import writing
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, Standing
from tests.factories.contact_rules import RULES, TO, typed_ways
from tests.factories.referrals import submission
from tests.fixtures.filling import ready
from tests.fixtures.published import publish_once

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    publish_once()


def a_draft(journey: str, **facts: Any) -> Draft:
    now = {"created_at": NOON, "updated_at": NOON, "expires_at": NOON + timedelta(days=7)}
    version = current_version(journey)
    return Draft.objects.create(version=version, browser="x", sealed_answers={}, **now, **facts)


class Site:
    """A case under a contact rule, with the saved check it came from and a list of the person."""

    def __init__(self, rule: str) -> None:
        said = RULES[rule][0]()
        sent = submission(person=said.details, safety=("hurt",) if said.safety_hold else ())
        self.case = Case.objects.get(pk=receive(submission=sent, now=NOON).case_id)
        Standing.objects.filter(case=self.case).update(
            withdrawn_at=NOON if said.withdrawn else None, erased_at=NOON if said.erased else None
        )
        self.check = a_draft("check", code_seed="x", code_digest="x")
        a_draft("refer", earlier=self.check, submission_key=self.case.submission_key)
        self.kept = KeptList.objects.create(code="cdfhj347", created_at=NOON, last_used_on=NOON)

    def message(self, prefix: str, template: str, channel: str) -> OutboxMessage:
        keys: dict[str, Callable[[], str]] = {
            writing.PREFIX: lambda: f"{self.case.pk}:{template}::{channel}",
            saving.KEYS: lambda: saving._unique_key(template, self.check, uuid4())[len(prefix) :],
            list_messages.KEYS: lambda: f"{self.kept.pk}:key",
        }
        return OutboxMessage(
            unique_key=f"{prefix}{keys[prefix]()}",
            channel=channel,
            to=str(TO[channel]),
            created_at=NOON,
        )


def expected(prefix: str, rule: str) -> frozenset[str]:
    if (
        prefix == list_messages.KEYS
    ):  # a list is nobody's: what holds for a person does not touch it
        return frozenset(Channel.values)
    return typed_ways(rule) if prefix == saving.KEYS else RULES[rule][1]


@pytest.mark.parametrize("rule", RULES)
def test_each_template_by_each_way_leaves_only_as_the_rule_of_that_moment_says(rule: str) -> None:
    site = Site(rule)
    tried = 0
    for prefix, watcher in watching.registered().items():
        assert watcher.templates, f"{prefix} says not what it writes"
        for template in watcher.templates:
            for channel in Channel.values:
                message = site.message(prefix, template, channel)
                goes = watching.verdict(message, NOON).goes
                assert goes is (channel in expected(prefix, rule)), (message.unique_key, channel)
                tried += 1
    assert tried >= 16


@pytest.fixture
def sending(client: Client) -> tuple[Draft, str]:
    """Return a saved draft of somebody who takes texts, and where its code is asked for."""
    MemoryBackend.sent.clear()
    draft = Draft.objects.get(pk=ready(client, text_ok="yes").split("/")[3])
    saving.save(draft=draft, now=clock.now())
    return draft, reverse("refer:send", args=[draft.pk])


def asked(client: Client, address: str, number: str = "0116 496 0456") -> Any:
    told = {"key": str(uuid4()), "channel": "sms", "phone": number}
    return client.post(address, told)


def says(draft: Draft, **values: Any) -> None:
    """Let the person have answered otherwise."""
    fresh = Draft.objects.get(pk=draft.pk)
    answers = engine_answers.from_json(fresh.sealed_answers)
    given = {key: Answer.given(value) for key, value in values.items()}
    fresh.sealed_answers = to_json({**answers, **given})
    fresh.save()


def test_a_code_leaves_at_once_and_a_rule_changed_in_between_stops_it(
    client: Client, sending: tuple[Draft, str]
) -> None:
    draft, address = sending
    assert asked(client, address).status_code == 302
    send_due(now=clock.now(), backend=MemoryBackend())
    assert len(MemoryBackend.sent) == 1
    assert asked(client, address).status_code == 302
    says(draft, text_ok="no")
    send_due(now=clock.now(), backend=MemoryBackend())
    stopped = OutboxMessage.objects.get(last_error="stopped:no_sms")
    assert (stopped.to, stopped.body, len(MemoryBackend.sent)) == (None, None, 1)


@pytest.mark.parametrize("what", ["forgotten", "sent", "late"])
def test_a_code_that_is_of_no_use_any_more_does_not_leave(
    client: Client, sending: tuple[Draft, str], what: str
) -> None:
    draft, address = sending
    asked(client, address)
    if what == "forgotten":
        draft.delete()
    if what == "sent":
        Draft.objects.filter(pk=draft.pk).update(status=Draft.Status.SENT)
    later = timedelta(hours=2 if what == "late" else 0)
    send_due(now=clock.now() + later, backend=MemoryBackend())
    assert MemoryBackend.sent == []
    reason = "too_late" if what == "late" else "no_draft"
    assert OutboxMessage.objects.get().last_error == f"stopped:{reason}"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"text_ok": "no"}, "texts to this number are not safe"),
        ({"contact_by": ("phone", "through_person")}, "only through someone you trust"),
    ],
)
def test_what_is_not_safe_is_said_where_the_number_is_typed(
    client: Client, sending: tuple[Draft, str], said: dict[str, Any], words: str
) -> None:
    draft, address = sending
    says(draft, **said)
    answer = asked(client, address)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not OutboxMessage.objects.exists()
    elsewhere = asked(client, address, "0116 496 0999").status_code
    assert elsewhere == (302 if "text_ok" in said else 422)
