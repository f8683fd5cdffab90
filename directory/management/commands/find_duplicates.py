"""Look through the directory for listings that may be one: `find_duplicates`."""

from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from directory.actions.duplicates import find_duplicates
from directory.models import DuplicateSearch


class Command(BaseCommand):
    """Compare all listings."""

    help = "Look for listings that may be one and the same. Staff decide in the admin."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and say how many pairs wait."""
        began = perf_counter()
        search = DuplicateSearch.objects.create(asked_at=clock.now())
        found = find_duplicates(search=search, now=clock.now())
        self.stdout.write(
            f"{search.listings} listings, {search.scored} pairs compared in "
            f"{perf_counter() - began:.1f} s: {found} likely duplicates to look at"
        )
