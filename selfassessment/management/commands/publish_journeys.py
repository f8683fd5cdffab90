"""`manage.py publish_journeys`: publish the journeys that ship with the site."""

from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from selfassessment.actions.publishing import publish_shipped


class Command(BaseCommand):
    """Publish the shipped journeys; a second time changes nothing."""

    help = "Publish the journeys that ship with the site."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say which versions are current."""
        versions = publish_shipped(now=clock.now())
        self.stdout.write(f"Published: {', '.join(map(str, versions))}.")
