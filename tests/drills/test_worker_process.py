"""The worker as a process: it ends in peace, and its death loses and doubles nothing."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.drill

PUT = """
from datetime import timedelta
from core import clock
from core.actions.messages import enqueue
for number in range(40):
    enqueue(channel="email", to="sample@example.org", subject="Hello", body=str(number),
            language="en", unique_key=str(number), now=clock.now())
"""
BACK = """
from core.models import OutboxMessage
OutboxMessage.objects.filter(status="sending").update(status="waiting")
"""
LEFT = """
from core.models import OutboxMessage
print(OutboxMessage.objects.exclude(status="sent").count())
"""


class Site:
    """A site of its own folder, driven by commands."""

    def __init__(self, folder: Path) -> None:
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.develop",
            "WAYMARK_DATA": str(folder),
            "WAYMARK_MESSAGE_BACKEND": "core.messages.backends.file.FileBackend",
        }
        self.environment.pop("DATABASE_URL", None)
        self.letters = folder / "messages"

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        return subprocess.Popen(
            command, env=self.environment, text=True, stdout=subprocess.PIPE, cwd=ROOT
        )

    def run(self, *arguments: str) -> str:
        process = self.start(*arguments)
        out, _ = process.communicate(timeout=300)
        assert process.returncode == 0, out
        return out

    def bodies(self) -> list[str]:
        return sorted(
            (json.loads(path.read_text(encoding="utf-8"))["body"])
            for path in self.letters.glob("*.json")
        )

    def wait_for_letters(self, least: int, worker: subprocess.Popen[str]) -> None:
        pause = threading.Event()
        while len(self.bodies()) < least:
            assert worker.poll() is None, "the worker ended by itself"
            pause.wait(0.01)


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    Site(folder).run("set_up")
    return folder


@pytest.fixture
def site(tmp_path: Path, migrated: Path) -> Site:
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    site = Site(tmp_path)
    site.run("shell", "-c", PUT)
    return site


def test_a_worker_killed_while_sending_loses_and_doubles_nothing(site: Site) -> None:
    for least in (3, 12, 25):
        worker = site.start("worker", "--pause=0.1")
        site.wait_for_letters(least, worker)
        worker.kill()
        worker.communicate()
        site.run("shell", "-c", BACK)
    site.run("worker", "--once")
    assert site.bodies() == sorted(str(number) for number in range(40))
    assert site.run("shell", "-c", LEFT).strip().endswith("0")


def test_a_worker_that_is_told_to_stop_ends_with_one_line(site: Site) -> None:
    worker = site.start("worker", "--pause=0.1")
    site.wait_for_letters(1, worker)
    worker.send_signal(signal.SIGTERM)
    out, _ = worker.communicate(timeout=60)
    assert worker.returncode == 0
    assert out.strip().endswith("Worker stopped after finishing its work in hand.")
