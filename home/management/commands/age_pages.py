"""`manage.py age_pages`: make the pages for children and young people by age."""

from typing import Any

from django.core.management.base import BaseCommand

from home.actions.age_pages import make_age_pages


class Command(BaseCommand):
    """Make the pages by age on a site that was set up before there were any."""

    help = "Make the pages by age, 0 to 19. Changes nothing on a site that has them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the pages and say how many."""
        self.stdout.write(f"{make_age_pages()} pages made.")
