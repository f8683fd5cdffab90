"""`manage.py demonstration`: fill a site with the demonstration's content."""

import time
from typing import Any

from django.core.management.base import BaseCommand
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from core import clock
from core.held_configuration import hold_or_stop
from home.demonstration import steps


class Command(BaseCommand):
    """Set up accounts, places, listings, journeys, pages, sample referrals and the index."""

    help = "Fill the site with the demonstration's content. A second run changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the steps one after the other, with a progress bar."""
        hold_or_stop()
        began = time.monotonic()
        todo = list(steps())
        columns = (
            TextColumn("{task.description:36}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns) as progress:
            task = progress.add_task("Demonstration content", total=len(todo))
            for step in todo:
                progress.update(task, description=step.name)
                step.run(clock.now())
                progress.advance(task)
                if options["verbosity"] > 1:
                    progress.console.print(f"{time.monotonic() - began:6.1f} s  {step.name}")
        seconds = time.monotonic() - began
        self.stdout.write(f"The demonstration's content is ready ({seconds:.0f} s).")
