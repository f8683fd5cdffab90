"""`manage.py use_configuration NAME`: change a running site to another council's rules."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.held_configuration import hold
from selfassessment.actions.configurations import OwnJourneys, Told, compared, use
from selfassessment.overlay import folder_of, names

MOST = 40


class Command(BaseCommand):
    """Show what a configuration changes, and publish it as a new version."""

    help = "Publish the journeys as a configuration has them, after the validator looked at them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, and whether to look only."""
        parser.add_argument("name", choices=names())
        parser.add_argument("--look", action="store_true", help="say what would change, no more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, say, publish, and write down the choice for the next start."""
        folder = folder_of(options["name"])
        told = list(compared(folder, now=clock.now()))
        for one in told:
            self._say(one)
        if any(one.errors for one in told):
            raise CommandError("Not published: the validator found errors, see above.")
        if options["look"]:
            return
        try:
            shipment = use(folder, now=clock.now())
        except OwnJourneys as error:
            raise CommandError(str(error)) from error
        hold(options["name"])
        self.stdout.write(f"Published: {', '.join(map(str, shipment.versions))}.")
        self.stdout.write(
            "Now run load_geography for the postcodes of the area and restart web server and "
            "worker: name, telephone number and districts come with the start. Where a variable "
            f"WAYMARK_CONFIGURATION is set, set it to {options['name']} or take it away. Listings, "
            "cases and people stay as they are."
        )

    def _say(self, told: Told) -> None:
        self.stdout.write(f"\n{told.journey}: {len(told.changes)} changes")
        self._list(told.changes)
        if told.moved:
            self.stdout.write("Who ends elsewhere:")
            self._list(told.moved)
        if told.how_far:
            self.stdout.write(told.how_far)
        for finding in told.errors:
            self.stderr.write(str(finding))

    def _list(self, lines: tuple[str, ...]) -> None:
        for line in lines[:MOST]:
            self.stdout.write(f"  {line}")
        if len(lines) > MOST:
            self.stdout.write(f"  and {len(lines) - MOST} more")
