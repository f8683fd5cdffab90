"""Command: make the search index anew, while searching goes on."""

from typing import Any

from django.core.management.base import BaseCommand
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from search import registry
from search.actions.rebuild import rebuild


class Command(BaseCommand):
    """Rebuild the search index from the database and swap it in."""

    help = "Make the search index anew from the database, while searching goes on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Show how far it is, and say at the end what was done."""
        total = sum(1 for _ in registry.source().all_ids())
        columns = (
            TextColumn("[progress.description]{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        quiet = options["verbosity"] == 0
        with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
            task = bar.add_task("Indexing listings", total=total)
            size = rebuild(on_document=lambda: bar.advance(task))
        if not quiet:
            self.stdout.write(f"Search index rebuilt: {size} listings.")
