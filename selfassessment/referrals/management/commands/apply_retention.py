"""Erase the cases whose time is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core import clock
from core.tasks.wiping import wipe_free_space
from selfassessment.referrals.actions.erasing import due, erase_due


class Command(BaseCommand):
    """Do now what the worker does each night, or only say what it would do."""

    help = "Erase referrals whose time is over by the settings in the admin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="Only name the cases.")

    def handle(self, *_: Any, dry_run: bool, **__: Any) -> None:
        """Erase, or name what would be erased."""
        now = clock.now()
        if dry_run:
            named = [str(case) for case in due(now)]
            self.stdout.write("\n".join([*named, f"{len(named)} cases would be erased."]))
            return
        done = erase_due(now=now, limit=1_000_000)
        if done:
            wipe_free_space()
        self.stdout.write(f"{done} cases erased.")
