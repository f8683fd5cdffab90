"""How does a new site get its tables at once, without walking through every old migration?

An empty SQLite database as the migrations leave it ships with the code. It is taken only for a
database that does not exist yet, and only while it fits the migrations of this very installation;
in every other case the migrations run, as they always do on PostgreSQL.
"""

import gzip
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

SHIPPED = Path(__file__).parent / "data"
EMPTY = SHIPPED / "empty.sqlite3.gz"
FITS = SHIPPED / "empty.sha256"


def fingerprint() -> str:
    """Return the fingerprint of all that decides what the migrations make."""
    whole = hashlib.sha256()
    whole.update(repr((settings.INSTALLED_APPS, settings.LANGUAGE_CODE)).encode())
    for path in _migrations():
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def lay_out(connection: BaseDatabaseWrapper) -> bool:
    """Put the shipped database where `connection` will look; return whether that was done.

    The connection must not have been opened before.
    """
    if connection.vendor != "sqlite" or connection.connection is not None:
        return False
    place = Path(str(connection.settings_dict["NAME"]))
    if not place.is_absolute() or place.exists() or fingerprint() != FITS.read_text().strip():
        return False
    draft = place.with_suffix(".new")
    draft.write_bytes(gzip.decompress(EMPTY.read_bytes()))
    _begin_in_wal(draft)
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    draft.replace(place)
    return True


def _begin_in_wal(database: Path) -> None:
    """Set write-ahead logging before anybody opens it.

    Two connections that both make this change at once wait for each other, and SQLite refuses
    one of them with "database is locked" without waiting at all.
    """
    connection = sqlite3.connect(database)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def keep(database: Path) -> None:
    """Make `database`, which the migrations have just made, the one that ships."""
    small = database.with_suffix(".small")
    connection = sqlite3.connect(database)
    try:
        connection.execute("VACUUM INTO ?", (str(small),))
    finally:
        connection.close()
    SHIPPED.mkdir(exist_ok=True)
    EMPTY.write_bytes(gzip.compress(small.read_bytes(), mtime=0))
    FITS.write_text(f"{fingerprint()}\n")


def _migrations() -> Iterator[Path]:
    for app in apps.get_app_configs():
        module, _explicit = MigrationLoader.migrations_module(app.label)
        found = find_spec(module) if module and find_spec(module.rpartition(".")[0]) else None
        for folder in (found.submodule_search_locations or ()) if found else ():
            yield from sorted(Path(folder).glob("[0-9]*.py"))
