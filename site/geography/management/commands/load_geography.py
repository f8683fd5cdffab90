"""Command: load the places, postcodes and deprivation that ship with the site."""

from typing import Any

from django.core.management.base import BaseCommand

from core.clock import now
from core.held_configuration import hold_or_stop
from geography.actions import shipped
from geography.management.progress import bar


class Command(BaseCommand):
    """Load the shipped data once; a second run changes nothing."""

    help = "Load the postcodes, areas, place names and deprivation that ship with the site."

    def handle(self, *args: Any, **options: Any) -> None:
        hold_or_stop()
        with bar("Places and postcodes") as progress:
            loaded = shipped.load(now=now(), progress=progress)
        if loaded.was_there:
            self.stdout.write("Places and postcodes are loaded already.")
        else:
            self.stdout.write(f"Loaded {loaded.row_count:,} places, postcodes and areas.")
