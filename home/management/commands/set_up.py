"""`manage.py set_up`: catalogues, database and demonstration content, in one go."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from core import new_database
from core.held_configuration import hold_or_stop
from locales.catalogues import compile_all


class Command(BaseCommand):
    """Bring a site up to date in one process: starting Wagtail thrice takes longer than the work.

    Catalogues come first, before any text of this process is translated.
    """

    help = "Compile the catalogues, bring the database up to date, fill a demonstration site."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the three steps and say which one is running."""
        hold_or_stop()
        self.stdout.write(f"Compiled {compile_all()} catalogues.")
        self.stdout.write("Making the database …")
        self.stdout.flush()
        if not new_database.lay_out(connection):
            call_command("migrate", verbosity=0)
        if settings.WAYMARK_DEMONSTRATION:
            call_command("demonstration", verbosity=options["verbosity"])
