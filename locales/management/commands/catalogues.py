"""`manage.py catalogues update|compile|check`: the texts of the interface and their languages."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from locales import catalogues
from locales.extraction import in_project


class Command(BaseCommand):
    """Update the catalogues from the code, compile them, or say what is wrong with them."""

    help = "Update, compile or check the catalogues. Needs no gettext tools."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one word: what to do."""
        parser.add_argument("what", choices=["update", "compile", "check"])

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and end with one line that says what was done."""
        root = Path(settings.LOCALE_PATHS[0]).parent
        if options["what"] == "compile":
            self.stdout.write(f"Compiled {catalogues.compile_all()} catalogues.")
        elif options["what"] == "update":
            found = in_project(root)
            for code in catalogues.translated_codes():
                added, dropped = catalogues.update(code, found)
                percent = catalogues.completeness(code)
                self.stdout.write(
                    f"{code}: {added} new, {dropped} dropped, {percent} % translated."
                )
        else:
            self._check(root)

    def _check(self, root: Path) -> None:
        problems = list(catalogues.problems(root))
        for problem in problems[:40]:
            self.stderr.write(problem)
        if problems:
            raise CommandError(f"{len(problems)} faults in the catalogues.")
        self.stdout.write("The catalogues are complete and up to date.")
