"""Where data lives: the data folder, the database, uploads and static files."""

from typing import Any

import environ

from config.settings import environment
from config.settings.apps import ROOT

WAYMARK_DATA = environment.folder(
    "WAYMARK_DATA",
    ROOT / "var",
    "Folder of the database, search index, uploads and keys.",
    "var, in the checkout",
)

_url = environment.text(
    "DATABASE_URL",
    "",
    "Address of a PostgreSQL database (postgres://user:password@host:5432/name). "
    "Without it: SQLite in the data folder.",
)


def sqlite(name: str) -> dict[str, Any]:
    """Return settings for an SQLite file that loses nothing it acknowledged.

    WAL with synchronous=FULL: with NORMAL a power cut eats acknowledged rows.
    """
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            # What is erased is overwritten, not only unlinked.
            "PRAGMA secure_delete=ON;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """Return settings for PostgreSQL with bounded waits for connections and statements."""
    return {
        **environ.Env.db_url_config(url),
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 60,
        "OPTIONS": {"connect_timeout": 5, "options": "-c statement_timeout=30000"},
    }


DATABASES = {"default": postgresql(_url) if _url else sqlite(str(WAYMARK_DATA / "waymark.sqlite3"))}

STATIC_URL = "/static/"
STATIC_ROOT = WAYMARK_DATA / "static"
# Only what browsers load: static/build holds the tools that make it.
STATICFILES_DIRS = [
    (name, ROOT / "static" / name) for name in ("css", "fonts", "img", "js", "standards")
]
MEDIA_URL = "/media/"
MEDIA_ROOT = WAYMARK_DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
