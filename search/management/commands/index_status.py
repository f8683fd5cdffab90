"""Command: say how each copy of the search index stands."""

from typing import Any

from django.core.management.base import BaseCommand

from search.selectors import statuses


class Command(BaseCommand):
    """Print listings in the index and changes waiting."""

    help = "Say how many listings the search index holds and how many changes wait."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each copy."""
        for status in statuses():
            self.stdout.write(status.in_words)
