"""How long does a staged import of 20,000 rows take, and how much memory?

`python -m tests.bench.imports [rows]` alone makes its own site with as many other listings. The
benchmark runs it in a process of its own, so that the memory is that of a worker who imports.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import astuple
from pathlib import Path

if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("WAYMARK_DATA", tempfile.mkdtemp(prefix="waymark-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

    import django

    django.setup()

from core import clock
from directory.actions import staging
from directory.actions.import_jobs import apply_import, read_import, undo_import
from directory.importers.file_listings import Choices
from directory.models import ImportRun
from directory.types import OutsideListing, OutsideSource
from tests.bench.figures import Figure, seconds
from tests.factories.listings import numbered

ROWS = 20_000
READ_IN, APPLIED_IN, MEMORY = 60.0, 120.0, 400.0
HEADINGS = (
    *("id", "name", "summary", "categories", "group", "venue", "address", "postcode"),
    *("phone", "website", "day", "start", "end", "cost"),
)
SOURCE = OutsideSource("bench", "Made for the benchmark", "none")
CHANGED_EVERY = 10


def of_imports(rows: int) -> Iterator[Figure]:
    """Yield how long each step of an import takes, and the memory of the whole."""
    content = file_of(rows)
    run = _staged(content)
    yield _figure("Import read, to be looked at", rows, READ_IN, lambda: read_import(run.pk))
    yield _figure("Import taken in", rows, APPLIED_IN, _taking(run))
    again = _staged(file_of(rows, changed=True))
    yield _figure("The file again, a tenth changed, read", rows, READ_IN, _reading(again))
    yield _figure("The file again, a tenth changed, taken in", rows, APPLIED_IN, _taking(again))
    yield _figure("That taken back", rows, APPLIED_IN, _undoing(again))
    yield Figure(f"Memory of an import, {rows:,} rows", _memory(), MEMORY, "MB")


def file_of(rows: int, *, changed: bool = False) -> bytes:
    """Return a CSV file of listings that are not those of the site."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADINGS)
    for number, row in enumerate(numbered(2 * rows)):
        if number >= rows:
            table.writerow(_cells(number, row, changed and number % CHANGED_EVERY == 0))
    return written.getvalue().encode()


def _cells(number: int, row: OutsideListing, changed: bool) -> list[str]:
    place, contacts = row.place, dict(row.contacts)
    summary = f"{row.summary} Changed." if changed else row.summary
    return [
        *(str(number), row.name, summary, "; ".join(row.categories), row.organisation),
        *((place.name, place.address, place.postcode) if place else ("", "", "")),
        *(contacts.get("phone", ""), contacts.get("website", "")),
        *("Tuesday", "10:00", "11:00", "£2.50"),
    ]


def _figure(name: str, rows: int, budget: float, step: Callable[[], object]) -> Figure:
    return Figure(f"{name}, {rows:,} rows", seconds(step), budget, "s")


def _staged(content: bytes) -> ImportRun:
    choices = Choices({})
    return staging.stage(
        content=content,
        came_from="bench.csv",
        source=SOURCE,
        choices=choices,
        by=None,
        now=clock.now(),
    )


def _reading(run: ImportRun) -> Callable[[], object]:
    return lambda: read_import(run.pk)


def _taking(run: ImportRun) -> Callable[[], object]:
    def take() -> None:
        staging.take_in(run=run, by=None, now=clock.now())
        apply_import(run.pk)
        run.refresh_from_db()
        assert run.applied_at, run.state

    return take


def _undoing(run: ImportRun) -> Callable[[], object]:
    def undo() -> None:
        staging.take_back(run=run, by=None, now=clock.now())
        undo_import(run.pk)

    return undo


def _memory() -> float:
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    found = re.search(r"^VmHWM:\s+(\d+) kB", told, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def in_a_process_of_its_own(environment: dict[str, str], rows: int = ROWS) -> Iterator[Figure]:
    """Yield the figures of an import into the site that the environment names."""
    command = [sys.executable, "-m", "tests.bench.imports", str(rows), "in"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    for line in done.stdout.splitlines():
        if line.startswith("["):
            yield Figure(*json.loads(line))


def main() -> None:
    """Print the figures; alone, make a site first, and import into it from a fresh process."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    if "in" in sys.argv:
        for figure in of_imports(rows):
            print(json.dumps(list(astuple(figure))), flush=True)
        return
    set_up()
    make_listings(rows, now=clock.now())
    for figure in in_a_process_of_its_own(environment(), rows):
        print(figure.line(), flush=True)


if __name__ == "__main__":
    from tests.bench.measures import environment, set_up
    from tests.factories.listings import make_listings

    main()
