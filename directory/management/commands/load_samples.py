"""Load the headings and the made-up listings of the demonstration: `load_samples`."""

from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from directory.actions.samples import load_samples
from directory.actions.taxonomy import load_taxonomy


class Command(BaseCommand):
    """Load what is missing; a second run changes nothing."""

    help = "Load the headings and the sample listings. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how much."""
        headings = load_taxonomy()
        listings = load_samples(now=clock.now())
        self.stdout.write(f"{headings} headings and {listings} sample listings loaded")
