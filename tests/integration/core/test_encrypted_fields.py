"""A model keeps its private texts sealed, each bound to its own row and field."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test import override_settings
from django.test.utils import isolate_apps

from core.encryption import (
    EncryptedJSONField,
    EncryptedTextField,
    KeyMissing,
    PlaintextRefused,
    RowHasNoKey,
    SealBroken,
)
from core.encryption.keyring import new_entry
from core.models import OutboxMessage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


with isolate_apps("core"):

    class Held(models.Model):
        """A row with one sealed JSON value, never stored by this test."""

        id = models.UUIDField(primary_key=True, default=uuid.uuid4)
        answers = EncryptedJSONField(null=True)

        class Meta:
            app_label = "core"

    class Numbered(models.Model):
        """A row whose key the database makes."""

        words = EncryptedTextField()

        class Meta:
            app_label = "core"


def made(**values: str | None) -> OutboxMessage:
    words: dict[str, str | None] = {"to": "a@example.org", "subject": "Hello", "body": "Words"}
    return OutboxMessage.objects.create(
        unique_key=str(uuid.uuid4()),
        channel="email",
        language="en",
        created_at=NOW,
        next_attempt_at=NOW,
        **{**words, **values},
    )


def stored(message: OutboxMessage, column: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT "{column}" FROM core_outboxmessage WHERE id = %s',  # noqa: S608  # fixed names
            [message._meta.pk.get_db_prep_value(message.pk, connection)],
        )
        return str(cursor.fetchone()[0])


def test_the_database_never_holds_the_words() -> None:
    message = made(body="I smoke 20 a day")
    assert "smoke" not in stored(message, "body")
    assert stored(message, "body").startswith("wm1:test:")
    assert OutboxMessage.objects.get().body == "I smoke 20 a day"


def test_empty_text_is_sealed_and_nothing_is_null() -> None:
    message = made(body=None, subject="")
    fresh = OutboxMessage.objects.get()
    assert (fresh.body, fresh.subject) == (None, "")
    assert stored(message, "subject").startswith("wm1:")
    assert OutboxMessage.objects.filter(body__isnull=True).exists()


def test_a_value_swapped_between_two_rows_does_not_open() -> None:
    first, second = made(body="one"), made(body="two")
    sealed = OutboxMessage.objects.values_list("body", flat=True).get(pk=first.pk)
    OutboxMessage.objects.filter(pk=second.pk).update(body=sealed)
    assert OutboxMessage.objects.get(pk=first.pk).body == "one"
    with pytest.raises(SealBroken, match=r"core\.outboxmessage\.body"):
        _ = OutboxMessage.objects.get(pk=second.pk).body


def test_a_value_moved_to_another_field_does_not_open() -> None:
    message = made(body="one")
    sealed = OutboxMessage.objects.values_list("body", flat=True).get()
    OutboxMessage.objects.update(subject=sealed)
    with pytest.raises(SealBroken):
        _ = OutboxMessage.objects.get(pk=message.pk).subject


def test_a_copied_row_with_a_new_key_is_refused_before_it_is_stored() -> None:
    message = OutboxMessage.objects.get(pk=made().pk)
    message.pk = uuid.uuid4()
    with pytest.raises(SealBroken):
        message.save(force_insert=True)


def test_saving_another_column_keeps_the_words() -> None:
    made(body="kept")
    message = OutboxMessage.objects.get()
    message.attempts = 3
    message.save()
    fresh = OutboxMessage.objects.get()
    assert (fresh.attempts, fresh.body) == (3, "kept")


def test_a_deferred_field_and_a_refreshed_row_open() -> None:
    message = made(body="kept")
    assert OutboxMessage.objects.only("id").get().body == "kept"
    message.body = "changed"
    message.refresh_from_db()
    assert message.body == "kept"


def test_values_lists_and_dumps_never_show_the_words() -> None:
    message = made(body="private")
    assert str(list(OutboxMessage.objects.values("body"))) == "[{'body': <sealed>}]"
    assert "private" not in repr(message)
    assert "private" not in serializers.serialize("json", [message])


@pytest.mark.parametrize(
    "search",
    [
        lambda: OutboxMessage.objects.filter(body="private"),
        lambda: OutboxMessage.objects.filter(body__icontains="priv"),
        lambda: OutboxMessage.objects.filter(body__startswith="wm1"),
        lambda: OutboxMessage.objects.filter(body__key=1),
    ],
)
def test_sealed_words_cannot_be_searched(
    search: Callable[[], models.QuerySet[OutboxMessage]],
) -> None:
    with pytest.raises(FieldError):
        search()


def test_a_plain_value_cannot_slip_past_its_row() -> None:
    message = made()
    with pytest.raises(PlaintextRefused):
        OutboxMessage.objects.update(body="plain")
    message.body = "plain"
    with pytest.raises(PlaintextRefused):
        OutboxMessage.objects.bulk_update([message], ["body"])
    with pytest.raises(PlaintextRefused):
        made(body=models.F("subject"))  # type: ignore[arg-type]  # the mistake under test


def test_many_rows_made_at_once_are_each_bound_to_their_own_row() -> None:
    rows = [
        OutboxMessage(
            unique_key=name,
            channel="email",
            language="en",
            created_at=NOW,
            next_attempt_at=NOW,
            body=name,
        )
        for name in ("one", "two")
    ]
    OutboxMessage.objects.bulk_create(rows)
    assert {row.body for row in OutboxMessage.objects.all()} == {"one", "two"}


def test_a_missing_key_is_named_and_the_row_can_still_be_listed() -> None:
    made()
    with override_settings(WAYMARK_FIELD_KEYS=[new_entry("later")]):
        message = OutboxMessage.objects.get()
        assert message.channel == "email"
        with pytest.raises(KeyMissing, match="'test'"):
            _ = message.body


def test_json_values_come_back_with_their_types_and_may_be_changed_in_place() -> None:
    held = Held(answers={"age": 71, "walks": True, "words": "ਠੀਕ", "none": None})
    field = Held._meta.get_field("answers")
    sealed = field.pre_save(held, add=True)
    again = Held(id=held.id, answers=field.from_db_value(sealed.text))
    assert again.answers == {"age": 71, "walks": True, "words": "ਠੀਕ", "none": None}
    again.answers["age"] = 72
    assert again.answers["age"] == 72


def test_a_row_without_a_key_cannot_seal() -> None:
    with pytest.raises(RowHasNoKey):
        EncryptedJSONField.sealed(Held._meta.get_field("answers"), 1, Held(id=None))


def test_a_model_whose_key_comes_from_the_database_is_refused_by_the_checks() -> None:
    found = Numbered._meta.get_field("words").check()
    assert [message.id for message in found] == ["core.E010"]
