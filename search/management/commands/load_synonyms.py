"""`manage.py load_synonyms`: the other words that ship with the site."""

from typing import Any

from django.core.management.base import BaseCommand

from search.actions.synonyms import load_shipped


class Command(BaseCommand):
    """Load what is missing; a second run changes nothing."""

    help = "Load the synonyms that ship. Running it twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how many."""
        self.stdout.write(f"{load_shipped()} synonyms loaded")
