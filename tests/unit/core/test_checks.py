"""Settings that would lose, leak or garble something are refused with an id and a hint."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import override_settings

from core import checks
from core.bank_holidays import last_known
from core.encryption.keyring import new_entry

SAFE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": "/data/waymark.sqlite3",
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    },
}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "waymark"}


def found(database: dict[str, Any]) -> set[str | None]:
    messages = checks.database_faults("default", database)
    assert all(message.hint for message in messages)
    return {message.id for message in messages}


def options(**changes: str) -> dict[str, Any]:
    given: dict[str, Any] = {**SAFE["OPTIONS"], **changes}  # type: ignore[dict-item]  # a mapping
    return {**SAFE, "OPTIONS": given}


@pytest.mark.parametrize(
    ("database", "errors"),
    [
        (SAFE, set()),
        ({**SAFE, "NAME": ":memory:", "OPTIONS": {}}, set()),
        ({**SAFE, "OPTIONS": {}}, {"core.E001", "core.E002", "core.E003"}),
        (options(transaction_mode="DEFERRED"), {"core.E003"}),
        (options(init_command="PRAGMA journal_mode=WAL"), {"core.E002"}),
        (options(init_command="PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL"), {"core.E002"}),
        (options(init_command="PRAGMA journal_mode=DELETE;PRAGMA synchronous=2"), {"core.E001"}),
        (options(init_command="pragma journal_mode = 'wal'; pragma synchronous = extra"), set()),
        (POSTGRESQL, set()),
        ({**POSTGRESQL, "OPTIONS": {"options": "-c synchronous_commit=off"}}, {"core.E004"}),
        ({**POSTGRESQL, "OPTIONS": {"options": "-c synchronous_commit=on"}}, set()),
    ],
)
def test_a_database_that_would_lose_acknowledged_rows_is_refused(
    database: dict[str, Any], errors: set[str]
) -> None:
    assert found(database) == errors


def test_the_suites_own_databases_pass() -> None:
    assert checks.check_databases(None) == []


@pytest.mark.parametrize("keys", [[], ["nonsense"], ["a:AAAA"]])
def test_without_usable_keys_the_site_does_not_start(keys: list[str]) -> None:
    with override_settings(WAYMARK_FIELD_KEYS=keys):
        assert [message.id for message in checks.check_field_keys(None)] == ["core.E005"]
    with override_settings(WAYMARK_FIELD_KEYS=[new_entry("a")]):
        assert checks.check_field_keys(None) == []


def test_a_language_django_does_not_know_is_refused() -> None:
    with override_settings(LANGUAGES=[("en", "English"), ("zz", "Nobody's")]):
        assert [message.id for message in checks.check_languages(None)] == ["core.E006"]
    with override_settings(LANGUAGE_CODE="de"):
        assert [message.id for message in checks.check_languages(None)] == ["core.E007"]


def test_going_live_without_shared_cache_or_provider_is_warned_of() -> None:
    assert [message.id for message in checks.check_shared_cache(None)] == ["core.W008"]
    assert [message.id for message in checks.check_message_provider(None)] == ["core.W009"]
    files = {"default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache"}}
    with override_settings(CACHES=files, WAYMARK_MESSAGE_BACKEND="some.provider.Backend"):
        assert checks.check_shared_cache(None) == []
        assert checks.check_message_provider(None) == []


@pytest.mark.parametrize(
    ("before", "warned"), [(200, set()), (150, {"core.W011"}), (-9, {"core.W011"})]
)
def test_the_end_of_the_known_bank_holidays_is_told_half_a_year_before(
    monkeypatch: pytest.MonkeyPatch, before: int, warned: set[str]
) -> None:
    day = last_known() - timedelta(days=before)
    monkeypatch.setattr(checks, "today", lambda: day)
    assert {message.id for message in checks.check_bank_holidays(None)} == warned
