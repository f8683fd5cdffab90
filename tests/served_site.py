"""A real site in its own folder, served by gunicorn, whose processes a drill may kill."""

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.services.postgresql import own_database

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ServedSite:
    """Settings of production, data in a temporary folder, two workers."""

    def __init__(self) -> None:
        """Make the environment; nothing runs yet."""
        self.port = free_port()
        self.data = Path(tempfile.mkdtemp(prefix="waymark-drill-"))
        self.env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
            "WAYMARK_DATA": str(self.data),
            "WAYMARK_SECRET_KEY": "drill-" + "0" * 50,
            "WAYMARK_FIELD_KEYS": "drill:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
            "WAYMARK_PROXIES": "1",
            "PORT": str(self.port),
        }
        own_database(self.env)
        self.server: subprocess.Popen[bytes] | None = None

    def manage(self, *words: str) -> str:
        """Run one of Django's commands and return what it printed."""
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=self.env,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def python(self, program: str) -> str:
        """Run a Python program with Django set up and return what it printed."""
        return self.manage("shell", "--no-imports", "-c", program)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py"]
        self.server = subprocess.Popen(
            [*command, "config.wsgi:application"], cwd=ROOT, env=self.env, start_new_session=True
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/healthz", timeout=2)
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("The site did not start.")

    @property
    def address(self) -> str:
        """Return the address of the site."""
        return f"http://127.0.0.1:{self.port}"

    def kill_a_worker(self, chance: random.Random) -> bool:
        """Kill one worker with -9; return whether there was one."""
        assert self.server is not None
        listed = subprocess.run(
            ["pgrep", "-P", str(self.server.pid)], capture_output=True, text=True, check=False
        )
        workers = [int(pid) for pid in listed.stdout.split()]
        if not workers:
            return False
        try:
            os.kill(chance.choice(workers), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def kill_everything(self) -> None:
        """Kill the whole server with -9."""
        assert self.server is not None
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()
