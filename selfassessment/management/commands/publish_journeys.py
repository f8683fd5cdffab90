"""`manage.py publish_journeys`: publish the journeys that ship with the site."""

from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from core.held_configuration import hold_or_stop
from selfassessment.actions.shipping import ship


class Command(BaseCommand):
    """Publish the shipped journeys; what was changed on this site stays as it is."""

    help = "Publish the journeys that ship with the site, unless the site has its own."

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish, and say which versions are current, or that the site keeps its own."""
        hold_or_stop()
        shipment = ship(now=clock.now())
        if shipment.kept:
            self.stdout.write(
                "The journeys were changed on this site, so they stay as they are. "
                f"Texts added to the workshop: {shipment.added}."
            )
        else:
            self.stdout.write(f"Published: {', '.join(map(str, shipment.versions))}.")
