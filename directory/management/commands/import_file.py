"""Bring a CSV, XLSX or Open Referral UK file or feed into the directory: `import_file FILE …`."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from core import clock
from directory.actions.imports import take
from directory.enums import Kind
from directory.importers.feeds import fetch_list
from directory.importers.fetching import CannotFetch
from directory.importers.file_listings import Choices, FileRead, Line, listings_in
from directory.importers.tables import CannotRead
from directory.models import TaxonomyTerm
from directory.rules.import_fields import BY_CODE
from directory.rules.import_findings import Weight, in_order
from directory.selectors.headings import headings_by_word
from directory.selectors.placing import placed
from directory.types import OutsideSource

LARGEST = 25_000_000
LINES_SHOWN = 50


class Command(BaseCommand):
    """Import one file; a second run changes nothing."""

    help = "Import a CSV, XLSX or Open Referral UK file. Running it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, where it comes from, and what to do about columns and edits."""
        parser.add_argument("file", help="A file, or an address that begins with https://")
        parser.add_argument("--source", required=True, help="A short code that stays the same")
        parser.add_argument("--name", required=True, help="What the source is called, in public")
        parser.add_argument("--licence", required=True, help="Under which licence it is given")
        parser.add_argument("--url", default="", help="Where the source stands")
        parser.add_argument(
            "--column", action="append", default=[], help="Heading=field; again for each column"
        )
        parser.add_argument("--kind", choices=Kind.values, default=Kind.ACTIVITY)
        parser.add_argument("--heading", default="", help="Code of the heading where none is named")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done")
        parser.add_argument(
            "--personal-too", action="store_true", help="Publish personal e-mail addresses as well"
        )
        parser.add_argument(
            "--over-edits", action="store_true", help="Write over what was edited here"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, say what was found and what was done."""
        dry: bool = options["dry_run"]
        content, choices = self._content(options["file"]), _choices(options)
        try:
            report = listings_in(content, choices, headings_by_word())
            lines = list(report.lines)
        except CannotRead as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            counts = take(
                source=_source(options),
                listings=placed([line.listing for line in lines if line.listing]),
                now=clock.now(),
                cards=not dry,
                over_edits=options["over_edits"],
            )
            # All is done and taken back, so that what is said is true.
            transaction.set_rollback(dry)
        self._say(report, lines)
        self.stdout.write(
            f"{'Would be' if dry else 'Done'}: {len(lines)} rows read, "
            f"{counts.created} new, {counts.changed} changed, {counts.unchanged} as before, "
            f"{counts.gone} no longer there, {counts.passed_over} not to be listed again, "
            f"{counts.kept_edits} with edits of ours kept"
        )

    def _content(self, named: str) -> bytes:
        if not named.startswith(("https://", "http://")):
            return _read(named)
        try:
            return fetch_list(
                named, allowed=settings.WAYMARK_FETCH_HOSTS, told=self._tell_how_far
            ).content
        except CannotFetch as error:
            raise CommandError(str(error)) from error

    def _tell_how_far(self, done: int, everything: int) -> None:
        self.stdout.write(f"{done} of {everything} answers of the feed have come")

    def _say(self, report: FileRead, lines: Sequence[Line]) -> None:
        for note in report.notes:
            self.stdout.write(note)
        for heading, code in report.columns.items():
            if heading != code:
                label = BY_CODE[code].label if code else "not read"
                self.stdout.write(f"Column “{heading}”: {label}")
        found = [(line.number, finding) for line in lines for finding in line.findings]
        for text, number in in_order(finding for _, finding in found):
            self.stdout.write(f"{number} times: {text}")
        grave = [one for one in found if one[1].weight != Weight.NOTE]
        for number, finding in grave[:LINES_SHOWN]:
            shown = f" ({finding.detail})" if finding.detail else ""
            self.stdout.write(f"Row {number}: {finding.text}{shown}")
        if len(grave) > LINES_SHOWN:
            self.stdout.write(f"… and {len(grave) - LINES_SHOWN} lines more")


def _read(named: str) -> bytes:
    path = Path(named)
    if not path.is_file():
        raise CommandError(f"There is no file {path}")
    if path.stat().st_size > LARGEST:
        raise CommandError("The file is larger than 25 MB. Give it in parts.")
    return path.read_bytes()


def _source(options: dict[str, Any]) -> OutsideSource:
    key: str = options["source"]
    if not key.replace("_", "").replace("-", "").isalnum() or len(key) > 40:
        raise CommandError("--source is a short code of letters and digits, such as sport_club")
    return OutsideSource(
        key=key,
        name=options["name"][:200],
        licence=options["licence"][:100],
        url=options["url"][:400],
    )


def _choices(options: dict[str, Any]) -> Choices:
    columns: dict[str, str] = {}
    for pair in options["column"]:
        heading, _, code = pair.rpartition("=")
        if not heading or (code and code not in BY_CODE):
            raise CommandError(f"--column {pair}: the fields are {', '.join(BY_CODE)}")
        columns[heading] = code
    heading = options["heading"]
    if heading and heading not in TaxonomyTerm.objects.by_code():
        raise CommandError(f"There is no heading with the code {heading}")
    return Choices(columns, options["kind"], heading, options["personal_too"])
