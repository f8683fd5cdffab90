"""Bring the records of an outside source into the directory: `import_listings libraries`."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from directory.actions.imports import take
from directory.importers import clubs, libraries, nhs, trafford
from directory.types import OutsideListing, OutsideSource

Reader = Callable[[Path], Iterator[OutsideListing]]
SOURCES: dict[str, tuple[OutsideSource, Reader, Path | None]] = {
    "libraries": (libraries.SOURCE, libraries.listings, libraries.FILE),
    "nhs": (nhs.SOURCE, nhs.listings, nhs.FILE),
    "clubs": (clubs.SOURCE, clubs.listings, clubs.FILE),
    "trafford": (trafford.SOURCE, trafford.listings, None),
}


class Command(BaseCommand):
    """Import one source; a second run changes nothing."""

    help = "Import the listings of an outside source. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the source and, if it is not the shipped one, the file."""
        parser.add_argument("source", choices=sorted(SOURCES))
        parser.add_argument("--file", type=Path, help="A file in the format of the source")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file and say what was done."""
        source, read, shipped = SOURCES[options["source"]]
        path: Path | None = options["file"] or shipped
        if path is None:
            raise CommandError("This source does not ship with the site: name its --file")
        if not path.exists():
            raise CommandError(f"There is no file {path}")
        counts = take(source=source, listings=read(path), now=clock.now())
        self.stdout.write(
            f"{source.name}: {counts.created} new, {counts.changed} changed, "
            f"{counts.unchanged} as before, {counts.gone} no longer there, "
            f"{counts.passed_over} passed over"
        )
