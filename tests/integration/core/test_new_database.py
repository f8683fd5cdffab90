"""A new site begins with the database that ships, and only while that fits its migrations."""

import gzip
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from config.settings.storage import sqlite
from core import new_database


@pytest.fixture
def shipped(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    place = tmp_path / "shipped.sqlite3"
    place.write_bytes(gzip.decompress(new_database.EMPTY.read_bytes()))
    opened = sqlite3.connect(place)
    yield opened
    opened.close()


def new_connection(place: Path) -> DatabaseWrapper:
    return DatabaseWrapper({**connection.settings_dict, **sqlite(str(place))})


def test_the_shipped_database_fits_the_migrations() -> None:
    assert new_database.FITS.read_text().strip() == new_database.fingerprint(), (
        "A migration was added or changed: run `manage.py keep_new_database`."
    )


@pytest.mark.django_db
def test_no_migration_waits_in_the_shipped_database(shipped: sqlite3.Connection) -> None:
    applied = set(shipped.execute("SELECT app, name FROM django_migrations"))
    assert set(MigrationLoader(None).graph.nodes) <= applied


def test_the_shipped_database_is_whole_and_holds_nobody(shipped: sqlite3.Connection) -> None:
    assert shipped.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert shipped.execute("SELECT count(*) FROM accounts_user").fetchone() == (0,)


def test_a_new_site_gets_it(tmp_path: Path) -> None:
    place = tmp_path / "new.sqlite3"
    assert new_database.lay_out(new_connection(place))
    opened = sqlite3.connect(place)
    assert opened.execute("SELECT count(*) FROM wagtailcore_site").fetchone() == (1,)
    opened.close()


def test_the_first_connections_of_a_new_site_have_nothing_left_to_change(tmp_path: Path) -> None:
    place = tmp_path / "new.sqlite3"
    new_database.lay_out(new_connection(place))
    opened = sqlite3.connect(place)
    assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    opened.close()
    assert sorted(tmp_path.iterdir()) == [place]


def test_a_database_that_is_there_is_never_touched(tmp_path: Path) -> None:
    place = tmp_path / "old.sqlite3"
    place.write_bytes(b"kept")
    assert not new_database.lay_out(new_connection(place))
    assert place.read_bytes() == b"kept"


def test_other_migrations_than_shipped_run_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_database, "fingerprint", lambda: "another")
    assert not new_database.lay_out(new_connection(tmp_path / "new.sqlite3"))
    assert not list(tmp_path.iterdir())
