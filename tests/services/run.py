"""Start a PostgreSQL and an Elasticsearch of our own, run suite and drills on them, stop them."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.services import elasticsearch, postgresql
from tests.services.distribution import NoServerError

ROOT = Path(__file__).resolve().parents[2]
# What touches a database or an index. The rest (tests/unit, the components) touches neither, and
# `make check` has run it.
SUITE = ["tests/integration", "tests/contracts/search", "tests/quality"]
# Scripts of pages and who may open what are the same on every database, and take long.
SUITE += ["--ignore=tests/integration/locales", "--ignore=tests/integration/access"]
# So are the pages of the workshop that show, draw and try documents.
SHOWING = ("seeing_*", "pages_open", "overview", "surroundings", "untranslated", "conditions_*")
SUITE += [f"--ignore-glob=tests/integration/workshop/test_{name}.py" for name in SHOWING]
SUITE += ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
SUITE += ["-m", "not browser and not drill and not nightly"]
# The drill of the worker brings its own database: `make drill` has it.
DRILLS = ["-s", "-m", "drill", "tests/drills", "--ignore=tests/drills/test_worker_process.py"]


def main() -> int:
    """Run everything and return the first exit status that is not 0."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # servers are stopped then, too
    try:
        with postgresql.started() as database:
            code = _suite(database) or _pytest(DRILLS, DATABASE_URL=f"{database}/postgres")
    except (NoServerError, postgresql.NoServerError) as refused:
        print(refused, file=sys.stderr)
        return 1
    if code == 0:
        print("PostgreSQL and Elasticsearch: the suite and the drills pass.")
    return code


def _suite(database: str) -> int:
    """Run the suite; the node is gone again when the drills want the machine for theirs."""
    with elasticsearch.given_or_started() as addresses:
        _migrate(f"{database}/{postgresql.TEMPLATE}")
        return _pytest(
            SUITE,
            DATABASE_URL=f"{database}/postgres",
            WAYMARK_TEST_TEMPLATE=postgresql.TEMPLATE,
            WAYMARK_TEST_ELASTICSEARCH=addresses,
        )


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
