"""How is the worker started?"""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from core.tasks.worker import Worker


class Command(BaseCommand):
    """Run background tasks, schedules, sweeps and messages until a signal comes."""

    help = "Run background tasks, schedules and messages until SIGTERM or Ctrl+C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --once and --pause."""
        parser.add_argument("--once", action="store_true", help="One round, then end.")
        parser.add_argument("--pause", type=float, default=1.0, help="Seconds between rounds.")

    def handle(self, *_: Any, once: bool, pause: float, **__: Any) -> None:
        """Start, and end with one line that says what was done."""
        worker = Worker(pause=max(pause, 0.05))
        if once:
            went_well = worker.round()
            self.stdout.write("One round done." if went_well else "One round done, with failures.")
            return

        def stop(signum: int, frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        worker.run()
        self.stdout.write("Worker stopped after finishing its work in hand.")
