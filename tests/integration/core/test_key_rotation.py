"""Rotation moves every value to the current key, goes on after a stop, and names lost keys."""

import uuid
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from core.encryption.keyring import new_entry
from core.encryption.rotation import models_with_sealed_fields
from core.models import OutboxMessage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, tzinfo=UTC)
NEW = new_entry("new")
OLD = settings.WAYMARK_FIELD_KEYS[0]


def put(number: int) -> None:
    OutboxMessage.objects.bulk_create(
        OutboxMessage(
            unique_key=str(uuid.uuid4()),
            channel="email",
            language="en",
            created_at=NOW,
            next_attempt_at=NOW,
            to="a@example.org",
            body=f"words {position}",
        )
        for position in range(number)
    )


def rotate(*arguments: str) -> str:
    out = StringIO()
    call_command("rotate_field_keys", *arguments, stdout=out)
    return out.getvalue().strip()


def test_afterwards_the_old_key_is_not_needed() -> None:
    put(450)
    with override_settings(WAYMARK_FIELD_KEYS=[NEW, OLD]):
        assert "test: 900" in rotate("--check")
        assert rotate() == "900 values sealed anew with the key new."
        assert rotate() == "0 values sealed anew with the key new."
    with override_settings(WAYMARK_FIELD_KEYS=[NEW]):
        assert {row.body for row in OutboxMessage.objects.all()} == {
            f"words {position}" for position in range(450)
        }


def test_checking_changes_nothing() -> None:
    put(1)
    with override_settings(WAYMARK_FIELD_KEYS=[NEW, OLD]):
        assert rotate("--check") == "Values by key: test: 2. Current key: new."
    assert OutboxMessage.objects.get().body == "words 0"


def test_a_value_without_its_key_is_counted_kept_and_makes_the_command_fail() -> None:
    put(1)
    with (
        override_settings(WAYMARK_FIELD_KEYS=[NEW]),
        pytest.raises(CommandError, match="2 values do not open"),
    ):
        rotate()
    assert OutboxMessage.objects.get().body == "words 0"


def test_every_model_with_private_fields_is_found() -> None:
    found = dict(models_with_sealed_fields())
    assert found[OutboxMessage] == ("to", "subject", "body")
