"""Command: import a file of postcodes."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.clock import now
from geography.actions import postcodes
from geography.formats.source import UnreadableFile
from geography.management.progress import bar


class Command(BaseCommand):
    """Import postcodes; a second run with the same file changes nothing."""

    help = (
        "Import postcodes from an extract of this project, OS Code-Point Open (zip or folder) "
        "or the ONS Postcode Directory (csv or zip)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the file or folder")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            with bar(path.name) as progress:
                done = postcodes.import_file(path, now=now(), progress=progress)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        if done.was_there:
            self.stdout.write(f"{path.name} is imported already.")
            return
        self.stdout.write(f"Imported {done.row_count:,} postcodes ({done.format_name}).")
        if done.unread:
            self.stdout.write(f"{done.unread:,} lines could not be read and were left out.")
