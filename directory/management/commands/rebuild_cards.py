"""Build the stored cards of all listings afresh: `rebuild_cards`."""

from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import Progress

from core import clock
from directory.actions.cards import refresh_all


class Command(BaseCommand):
    """Build every card."""

    help = "Build the stored cards of all listings afresh."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, with a progress bar, and say how many."""
        with Progress(transient=True) as bar:
            task = bar.add_task("Cards", total=None)
            shown = refresh_all(
                now=clock.now(),
                progress=lambda done, total: bar.update(task, completed=done, total=total),
            )
        self.stdout.write(f"Cards of {shown} listings built")
