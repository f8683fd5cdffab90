"""The SQLite backend of Django, but for where the tables of the test database come from."""

import gzip
import sqlite3
from typing import Any

from django.conf import settings
from django.db.backends.sqlite3 import base, creation

from core import new_database


class DatabaseCreation(creation.DatabaseCreation):
    """Take the database that ships while it fits the migrations; else migrate, as ever."""

    def create_test_db(self, *args: Any, **options: Any) -> str:
        """Make the test database and return its name."""
        if new_database.fingerprint() != new_database.FITS.read_text().strip():
            return super().create_test_db(*args, **options)
        name = f"file:memorydb_{self.connection.alias}?mode=memory&cache=shared"
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        shipped = sqlite3.connect(":memory:")
        shipped.deserialize(gzip.decompress(new_database.EMPTY.read_bytes()))
        shipped.backup(self.connection.connection)
        shipped.close()
        return name


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite with tables that are there already."""

    creation_class = DatabaseCreation
