"""Which settings would make the site lose, leak or garble something?"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.conf.locale import LANG_INFO
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register

from core.bank_holidays import last_known
from core.clock import today
from core.database_guard import postgresql_commits_late, sqlite_faults
from core.encryption import BadKeyring
from core.encryption.keyring import keyring
from core.messages.backends import DEFAULT

HALF_A_YEAR = timedelta(days=182)
_SQLITE_ERRORS = {
    "journal_mode": (
        "core.E001",
        "SQLite does not keep a write-ahead log.",
        "Put PRAGMA journal_mode=WAL into OPTIONS init_command.",
    ),
    "synchronous": (
        "core.E002",
        "SQLite does not wait for the disk: a power cut loses acknowledged referrals.",
        "Put PRAGMA synchronous=FULL into OPTIONS init_command.",
    ),
    "transaction_mode": (
        "core.E003",
        "SQLite transactions do not take the write lock at their start.",
        'Set OPTIONS transaction_mode to "IMMEDIATE".',
    ),
}


def check_databases(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuse databases that lose what they acknowledged (core.E001 to core.E004)."""
    return [
        message
        for alias, database in settings.DATABASES.items()
        for message in database_faults(alias, database)
    ]


def check_field_keys(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuse to start without usable field keys (core.E005)."""
    try:
        keyring()
    except BadKeyring as fault:
        hint = "Set WAYMARK_FIELD_KEYS to id:key pairs, each key 32 bytes in base64."
        return [Error(f"{fault}.", hint=hint, id="core.E005")]
    return []


def check_languages(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuse languages that Django cannot name or give a direction (core.E006, core.E007)."""
    codes = [code for code, _name in settings.LANGUAGES]
    messages: list[CheckMessage] = [
        Error(
            f"Django knows nothing about the language {code}.",
            hint="Add it to django.conf.locale.LANG_INFO in the settings.",
            id="core.E006",
        )
        for code in codes
        if code not in LANG_INFO
    ]
    if settings.LANGUAGE_CODE not in codes:
        hint = "Put it into LANGUAGES or choose another LANGUAGE_CODE."
        messages.append(Error("LANGUAGE_CODE is not one of LANGUAGES.", hint=hint, id="core.E007"))
    return messages


def check_shared_cache(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Warn, before going live, of a cache that each process has for itself (core.W008)."""
    backend = settings.CACHES["default"]["BACKEND"]
    if not backend.endswith((".LocMemCache", ".DummyCache")):
        return []
    hint = "Use the file cache of the data folder, or Redis."
    return [
        checks.Warning(
            "The default cache is not shared, so limits count per process.",
            hint=hint,
            id="core.W008",
        )
    ]


def check_message_provider(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Warn, before going live, that messages reach nobody (core.W009)."""
    if getattr(settings, "WAYMARK_MESSAGE_BACKEND", DEFAULT) != DEFAULT:
        return []
    hint = "Set WAYMARK_MESSAGE_BACKEND to a provider's backend."
    return [checks.Warning("Messages are only written to the console.", hint=hint, id="core.W009")]


def check_bank_holidays(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Warn half a year before the bank holidays that we know come to their end (core.W011).

    After it a bank holiday counts as a working day, and days promised to people are too early.
    """
    last = last_known()
    if today() + HALF_A_YEAR < last:
        return []
    text = f"No bank holiday after {last.isoformat()} is known."
    hint = "Install a newer govuk-bank-holidays."
    return [checks.Warning(text, hint=hint, id="core.W011")]


def register_all() -> None:
    """Register the checks with Django."""
    register(check_databases, Tags.security)
    register(check_field_keys, Tags.security)
    register(check_bank_holidays)
    register(check_languages, Tags.translation)
    register(check_shared_cache, Tags.caches, deploy=True)
    register(check_message_provider, Tags.security, deploy=True)


def database_faults(alias: str, database: Mapping[str, Any]) -> list[CheckMessage]:
    """Return an error for each way in which a database's settings would lose rows."""
    engine = str(database.get("ENGINE", ""))
    if engine.endswith("sqlite3"):
        return [_sqlite(alias, fault) for fault in sqlite_faults(database)]
    if engine.endswith("postgresql") and postgresql_commits_late(database):
        text = f"Database {alias}: PostgreSQL does not wait for the disk before it says yes."
        hint = "Take synchronous_commit=off out of OPTIONS options."
        return [Error(text, hint=hint, id="core.E004")]
    return []


def _sqlite(alias: str, fault: str) -> CheckMessage:
    identity, text, hint = _SQLITE_ERRORS[fault]
    return Error(f"Database {alias}: {text}", hint=hint, id=identity)
