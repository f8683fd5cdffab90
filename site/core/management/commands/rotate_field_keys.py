"""How are private answers and contact details moved to a new key?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from core.encryption.keyring import keyring
from core.encryption.rotation import Tally, elsewhere, models_with_sealed_fields, rotate


class Command(BaseCommand):
    """Seal everything anew with the first key of WAYMARK_FIELD_KEYS."""

    help = "Seal private fields anew with the first key of WAYMARK_FIELD_KEYS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --check."""
        parser.add_argument(
            "--check", action="store_true", help="Only count which keys are in use; change nothing."
        )

    def handle(self, *_: Any, check: bool, **__: Any) -> None:
        """Rotate, then say which keys are still needed. Fail when a value does not open."""
        whole = Tally()
        console = Console(file=sys.stderr)
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=console, transient=True) as progress:
            for model, names in models_with_sealed_fields():
                task = progress.add_task(model._meta.label, total=model._default_manager.count())
                for tally in rotate(model, names, only_count=check):
                    _add(whole, tally)
                    progress.advance(task, 200)
        for rotation in elsewhere():
            _add(whole, rotation(check))
        self.stdout.write(_sentence(whole, check))
        if whole.broken:
            raise CommandError(
                f"{whole.broken} values do not open with any listed key. Keep the old keys, and "
                "look for the missing one before anything else."
            )


def _add(whole: Tally, part: Tally) -> None:
    whole.by_key.update(part.by_key)
    whole.resealed += part.resealed
    whole.broken += part.broken


def _sentence(tally: Tally, check: bool) -> str:
    current = keyring().current
    if check:
        used = ", ".join(f"{key}: {number}" for key, number in sorted(tally.by_key.items()))
        return f"Values by key: {used or 'none'}. Current key: {current}."
    return f"{tally.resealed} values sealed anew with the key {current}."
