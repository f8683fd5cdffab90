"""Is everything that the site can hold about a person in their copy, and gone when it is erased?"""

import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from core import clock
from core.messages.backends.memory import MemoryBackend
from core.models import OutboxMessage
from selfassessment.referrals import labels
from selfassessment.referrals.actions import cases, erasing
from selfassessment.referrals.models import Case, Event
from selfassessment.referrals.selectors.copy import OF_OTHERS
from tests.factories.referrals import submission
from tests.factories.whole_person import MARK, SEEN, staff, tell_everything
from tests.fixtures import holdings
from tests.fixtures.published import publish_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> tuple[list[Case], set[bytes]]:
    """Return the cases of a person who told everything, and what was sealed on the way."""
    publish_once()
    cases.receive(submission=submission(), now=clock.now())
    others, sealed = holdings.sealed(), set[bytes]()
    made: list[UUID] = []
    for case in tell_everything(MemoryBackend()):
        made.append(case.pk)
        sealed |= holdings.sealed()
    assert len(sealed - others) > 90
    return [Case.objects.get(pk=key) for key in dict.fromkeys(made)], sealed - others


def test_nothing_of_the_person_is_in_any_table_after_the_button(
    client: Client, told: tuple[list[Case], set[bytes]]
) -> None:
    of_person, sealed = told
    others = holdings.sealed() - sealed
    client.force_login(staff().desk)
    for case in of_person:
        address = reverse("referrals:rights-erase", args=[case.pk])
        assert client.post(address, {"reference": str(case)}).status_code == 302
    words = [word.casefold().encode() for word in (MARK, *SEEN)]
    left = {
        table
        for table, value in holdings.values()
        if value in sealed or any(word in value.lower() for word in words)
    }
    assert left == set()
    assert others <= holdings.sealed()


def test_what_was_written_down_after_an_erasure_is_erased_as_well(
    told: tuple[list[Case], set[bytes]],
) -> None:
    case, now = told[0][0], clock.now()
    erasing.erase(case=case, by=None, now=now)
    far = now + timedelta(days=4000)
    case.lines.update(state="closed", state_since=now)
    assert case not in erasing.due(far)
    cases.add_note(case=case, text=MARK, by=staff().desk, now=now)
    assert case in erasing.due(far)
    erasing.erase(case=case, by=None, now=now)
    assert not Event.objects.filter(case=case, sealed_note__isnull=False).exists()
    with pytest.raises(erasing.AlreadyErased):
        erasing.erase(case=case, by=None, now=now)
    assert case not in erasing.due(far)


# Tables that keep something sealed, or lead to a case, and hold nothing of who asks for help.
NOT_OF_A_CASE = {
    "directory.Invitation": "people of groups",
    "directory.KeptItem": "lists that belong to nobody",
    "directory.KeptList": "lists that belong to nobody",
    "directory.Member": "people of groups",
    "directory.ProblemReport": "reports about listings",
    "directory.Proposal": "offers of groups",
    "directory.SignInCode": "people of groups",
    "directory.TeamContact": "people of groups",
}
# What of a person's rows is not in their copy, and why.
MADE_BY_US = "made from the rest; says nothing to anybody"
COUNTED = "follows from the lines and events, which are there"
OURS = "how the site keeps and sends it; nothing about the person"
LEFT_OUT = {
    **dict.fromkeys(("referrals.PersonMatch", "referrals.FamilyKey"), MADE_BY_US),
    **dict.fromkeys(("referrals.ChainEnd", "referrals.Standing.code_digest"), MADE_BY_US),
    **{f"referrals.Event.{name}": MADE_BY_US for name in ("number", "payload", "digest")},
    **{f"referrals.Case.{name}": COUNTED for name in ("stage", "due_on", "started_on")},
    **{f"referrals.Case.{name}": COUNTED for name in ("triaged_on", "tried_on", "follow_up_on")},
    "referrals.Case.submission_key": OURS,
    **{f"selfassessment.Draft.{name}": OURS for name in ("browser", "submission_key")},
    **{f"core.OutboxMessage.{name}": OURS for name in ("unique_key", "last_error", "attempts")},
    **{f"core.OutboxMessage.{name}": OURS for name in ("next_attempt_at", "claimed_at")},
}


def test_a_table_that_may_hold_something_about_a_person_is_in_this_proof(
    told: tuple[list[Case], set[bytes]],
) -> None:
    found = {model._meta.label for model in holdings.rows_about(told[0][0])}
    assert holdings.may_hold_something() - set(NOT_OF_A_CASE) == found, (
        "tests/factories/whole_person"
    )


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _flat(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _flat(part)
    elif isinstance(value, date):
        yield value.isoformat()
    elif value not in (None, "", False):
        yield str(value)


def _kept(row: models.Model) -> Iterator[tuple[str, str, set[str]]]:
    """Yield the name of each field of a row, each part of its value, and how it may be said."""
    label = row._meta.label
    for field in row._meta.local_fields:
        name = f"{label}.{field.name}"
        if field.is_relation or field.primary_key or {name, label} & set(LEFT_OUT):
            continue
        shown = getattr(row, f"get_{field.name}_display", lambda: "")()
        for part in _flat(getattr(row, field.name)):
            yield name, part, {part, shown, labels.name(field.name.removeprefix("sealed_"), part)}


def test_everything_in_the_rows_of_a_person_is_in_their_copy(
    client: Client, told: tuple[list[Case], set[bytes]]
) -> None:
    case = told[0][0]
    rows = [row for many in holdings.rows_about(case).values() for row in many]
    client.force_login(staff().desk)
    answer = client.post(reverse("referrals:rights-copy", args=[case.pk]), {"as": "json"})
    said = set(_flat(json.loads(answer.content)))
    missing = {
        (name, part)
        for row in rows
        if not _says_lead_or_others(row)
        for name, part, ways in _kept(row)
        if not ways & said
    }
    assert missing == set()
    assert not [part for part in said if "desk@example.org" in part]


def _says_lead_or_others(row: models.Model) -> bool:
    """Return whether a row is a message to the desk, or a note that names staff or another."""
    if isinstance(row, OutboxMessage):
        return not row.unique_key.startswith("person:")
    lead = "Lead: " in (getattr(row, "sealed_note", "") or "")
    return isinstance(row, Event) and (lead or row.kind in OF_OTHERS)
