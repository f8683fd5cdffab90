"""`manage.py keep_new_database`: make anew the empty database that new sites begin with."""

import base64
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from core.new_database import EMPTY, keep


class Command(BaseCommand):
    """Run every migration on a new SQLite database and keep the outcome with the code."""

    help = "Needed after each new migration; a test says when."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate a database of its own, and write it to core/data."""
        with tempfile.TemporaryDirectory() as folder:
            ours = {
                "DJANGO_SETTINGS_MODULE": "config.settings.production",
                "DATABASE_URL": "",
                "WAYMARK_DATA": folder,
                "WAYMARK_SECRET_KEY": secrets.token_urlsafe(48),
                "WAYMARK_FIELD_KEYS": f"new:{base64.b64encode(secrets.token_bytes(32)).decode()}",
            }
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--verbosity=0"],
                env={**os.environ, **ours},
                check=True,
            )
            [database] = Path(folder).glob("*.sqlite3")
            keep(database)
        self.stdout.write(f"Kept: {EMPTY.stat().st_size // 1024} KB.")
