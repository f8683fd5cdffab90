"""Do by hand what the worker does each day about freshness: `ask_groups`."""

from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from directory.actions.fresh_days import each_day


class Command(BaseCommand):
    """Ask the groups that are due, and write down how fresh the directory is."""

    help = "Write to the groups whose listings are due. A second run on the same day does nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and say what was done."""
        asked = each_day(now=clock.now())
        self.stdout.write(
            f"{asked.opened} listings begun to be asked about, {asked.ended} settled, "
            f"{asked.messages} messages written"
        )
