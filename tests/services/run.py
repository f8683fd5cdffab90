"""Start a PostgreSQL and an Elasticsearch of our own, run suite and drills on them, stop them."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.services import elasticsearch, postgresql
from tests.services.distribution import NoServerError

ROOT = Path(__file__).resolve().parents[2]
# What touches a database or an index. The rest (tests/unit, the components) touches neither, and
# `make check` has run it.
SUITE = ["tests/quality", "tests/contracts/search", "tests/integration"]
# Scripts of pages and who may open what are the same on every database, and take long.
SUITE += ["--ignore=tests/integration/locales", "--ignore=tests/integration/access"]
# So are the pages of the workshop that show, draw and try documents.
SHOWING = (
    *("seeing_*", "pages_open", "overview", "surroundings", "untranslated", "conditions_*"),
    *("editing_*", "publishing_pages", "services", "words", "saved_people", "found_once"),
)
SUITE += [f"--ignore-glob=tests/integration/workshop/test_{name}.py" for name in SHOWING]
# What may be typed, and which band an answer falls into, is decided before any row is written.
DECIDED = (
    *("hostile/test_journey_input", "journeys/test_bands_on_the_page"),
    "journeys/test_measures_said",
)
SUITE += [f"--ignore=tests/integration/{name}.py" for name in DECIDED]
# This one asks a SQLite file of its own.
ON_DISK = "test_no_byte_of_the_person_is_left_in_any_file"
SUITE += [f"--deselect=tests/integration/referrals/test_erasure.py::{ON_DISK}"]
SUITE += ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
SUITE += ["-m", "not browser and not drill and not nightly"]
# One after the other: beside three nodes a site whose workers are killed gets no time.
DRILLS = ["-s", "-m", "drill", "tests/drills"]
# Ending in peace has nothing to do with the database.
TOLD_TO_STOP = "test_a_worker_that_is_told_to_stop_ends_with_one_line"
DRILLS += [f"--deselect=tests/drills/test_worker_process.py::{TOLD_TO_STOP}"]


def main() -> int:
    """Run everything and return the first exit status that is not 0."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers are stopped then, too
    try:
        with postgresql.started() as database:
            code = _suite(database) or _pytest(DRILLS, **_on(database))
    except (NoServerError, postgresql.NoServerError) as refused:
        print(refused, file=sys.stderr)
        return 1
    if code == 0:
        print("PostgreSQL and Elasticsearch: the suite and the drills pass.")
    return code


def _suite(database: str) -> int:
    """Run the suite; the node is gone again when the drills want the machine for theirs."""
    with ThreadPoolExecutor() as beside:
        migrated = beside.submit(_migrate, f"{database}/{postgresql.TEMPLATE}")
        with elasticsearch.given_or_started() as addresses:
            migrated.result()
            return _pytest(SUITE, **_on(database), WAYMARK_TEST_ELASTICSEARCH=addresses)


def _on(database: str) -> dict[str, str]:
    """Return what tells a suite which server it is on, and what its databases begin as."""
    template = postgresql.TEMPLATE
    return {"DATABASE_URL": f"{database}/postgres", "WAYMARK_TEST_TEMPLATE": template}


def _pytest(words: list[str], **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "-q", *words]
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=False
    ).returncode


def _migrate(database: str) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": database}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True)


if __name__ == "__main__":
    sys.exit(main())
