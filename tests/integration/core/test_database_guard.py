"""A connection that does not wait for the disk is refused when it is opened."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db.utils import ConnectionHandler

from core.database_guard import UnsafeDatabase

pytestmark = pytest.mark.django_db
SAFE = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Any]:
    handlers = []

    def opened_with(init_command: str) -> Any:
        database = {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(tmp_path / "test.sqlite3"),
            "OPTIONS": {"init_command": init_command},
        }
        handler = ConnectionHandler({"default": database})
        handlers.append(handler)
        handler["default"].connect()
        return handler["default"]

    yield opened_with
    for handler in handlers:
        handler.close_all()


def test_a_database_that_waits_for_the_disk_is_opened(opened: Any) -> None:
    assert opened(SAFE).is_usable()


@pytest.mark.parametrize(
    ("init_command", "fault"),
    [
        ("PRAGMA synchronous=FULL", "not WAL"),
        ("PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL", "power cut"),
        ("PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF", "power cut"),
    ],
)
def test_a_database_that_would_lose_rows_is_refused(
    opened: Any, init_command: str, fault: str
) -> None:
    with pytest.raises(UnsafeDatabase, match=fault):
        opened(init_command)
