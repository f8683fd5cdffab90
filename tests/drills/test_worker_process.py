"""The worker as a process: it ends in peace, and its death loses and doubles nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.drills.post_box import BOOK
from tests.services.postgresql import own_database

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.drill
LETTERS = 600 if os.environ.get("LONG") else 120
# Killed when so many of the letters have left.
KILLED_AT = [LETTERS // 20, LETTERS // 6, LETTERS // 3, LETTERS // 2]

PUT = f"""
from core import clock
from core.actions.messages import enqueue
for number in range({LETTERS}):
    enqueue(channel="email", to="sample@example.org", subject="Hello", body=str(number),
            language="en", unique_key=str(number), now=clock.now())
"""
# What was in the hands of a worker that died is tried again after ten minutes; here at once.
BACK = """
from core.models import OutboxMessage
OutboxMessage.objects.filter(status="sending").update(status="waiting")
"""
WORK = """
from django.core.management import call_command
call_command("worker", "--pause=0.1")
"""
FINISH = """
from core import clock
from core.actions.messages import send_due
from core.models import OutboxMessage
while send_due(now=clock.now()).total:
    pass
print(OutboxMessage.objects.exclude(status="sent").count())
"""


class Site:
    """A site of its own folder, driven by commands."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.develop",
            "WAYMARK_DATA": str(folder),
            "WAYMARK_MESSAGE_BACKEND": "tests.drills.post_box.PostBox",
        }
        own_database(self.environment)
        self.book = folder / BOOK

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.Popen(
            command, env=self.environment, text=True, stdout=subprocess.PIPE, cwd=ROOT
        )

    def python(self, program: str) -> subprocess.Popen[str]:
        return self.start("shell", "--no-imports", "-c", program)

    def finished(self, process: subprocess.Popen[str]) -> str:
        out, _ = process.communicate(timeout=300)
        assert process.returncode == 0, out
        return out

    def bodies(self) -> list[str]:
        """Return the words of each message that left, as often as it left."""
        if not self.book.exists():
            return []
        lines = self.book.read_text("utf-8").splitlines(keepends=True)
        return [json.loads(line)[1] for line in lines if line.endswith("\n")]

    def wait_for_letters(self, least: int, worker: subprocess.Popen[str]) -> None:
        pause = threading.Event()
        while len(self.bodies()) < least:
            assert worker.poll() is None, "the worker ended by itself"
            pause.wait(0.01)


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that sites begin with; on PostgreSQL the database is laid out already."""
    folder = tmp_path_factory.mktemp("laid-out")
    if not os.environ.get("DATABASE_URL"):
        site = Site(folder)
        site.finished(site.start("set_up"))
    return folder


@pytest.fixture
def site(tmp_path: Path, laid_out: Path) -> Site:
    shutil.copytree(laid_out, tmp_path, dirs_exist_ok=True)
    return Site(tmp_path)


def test_a_worker_killed_while_sending_loses_and_doubles_nothing(site: Site) -> None:
    began = time.monotonic()
    for number, least in enumerate(KILLED_AT):
        worker = site.python((PUT if number == 0 else BACK) + WORK)
        site.wait_for_letters(least, worker)
        worker.kill()
        worker.communicate()
    left = site.finished(site.python(BACK + FINISH))
    print(f"\n{len(KILLED_AT)} kills in {time.monotonic() - began:.0f} s, {LETTERS} messages")
    assert left.split()[-1] == "0"
    # As often as each was handed over, not as often as it is in a list of names.
    assert sorted(site.bodies()) == sorted(str(number) for number in range(LETTERS))


def test_a_worker_that_is_told_to_stop_ends_with_one_line(site: Site) -> None:
    worker = site.python(PUT + WORK)
    site.wait_for_letters(1, worker)
    worker.send_signal(signal.SIGTERM)
    out, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert out.strip().endswith("Worker stopped after finishing its work in hand.")
