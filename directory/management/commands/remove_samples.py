"""Take every made-up listing, group and place away: `remove_samples`."""

from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from directory.actions.samples import remove_samples


class Command(BaseCommand):
    """Remove all samples."""

    help = "Remove every sample listing, group and place."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove, and say how many."""
        self.stdout.write(f"{remove_samples(now=clock.now())} sample listings removed")
