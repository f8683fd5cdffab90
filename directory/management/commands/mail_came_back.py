"""Say which addresses mail came back from, one a line on standard input: `mail_came_back`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from core.enums import Channel
from directory.actions.bounces import came_back
from directory.actions.team_contacts import digest_of


class Command(BaseCommand):
    """Note addresses that do not work."""

    help = "Read addresses that mail came back from, one a line, and have their listings checked."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, note, and say how many were addresses of groups."""
        lines = [line.strip() for line in sys.stdin if line.strip()]
        known = 0
        for line in lines:
            channel = Channel.EMAIL if "@" in line else Channel.SMS
            known += came_back(digest=digest_of(channel, line), now=clock.now())
        self.stdout.write(f"{len(lines)} addresses read, {known} of them are those of groups")
