"""Command: make the search index anew, while searching goes on."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from search import backend, registry
from search.actions.rebuild import rebuild_copy
from search.engines.protocol import EngineAway, IndexBusy, SearchEngine


class Command(BaseCommand):
    """Rebuild the search index from the database and swap it in."""

    help = "Make the search index anew from the database, while searching goes on."

    def handle(self, *args: Any, **options: Any) -> None:
        """Show how far it is, and say at the end what was done with each copy."""
        away: list[str] = []
        for copy in backend.copies():
            try:
                size = _rebuild(copy, quiet=options["verbosity"] == 0)
            except EngineAway as failure:
                away.append(f"{copy.name} does not answer ({failure}); it was not rebuilt.")
                continue
            except IndexBusy:
                away.append(f"{copy.name} was written to all the while; run this again.")
                continue
            if options["verbosity"]:
                self.stdout.write(f"Search index rebuilt ({copy.name}): {size} listings.")
        if away:
            raise CommandError(" ".join(away))


def _rebuild(copy: SearchEngine, *, quiet: bool) -> int:
    total = sum(1 for _ in registry.source().all_ids())
    columns = (
        TextColumn("[progress.description]{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=quiet) as bar:
        task = bar.add_task(f"Indexing listings ({copy.name})", total=total)
        return rebuild_copy(copy, on_document=lambda: bar.advance(task))
