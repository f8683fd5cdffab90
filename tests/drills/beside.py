"""`python -m tests.drills.beside search|write`: search, or write, without pause beside a site.

A line on the standard input is a command, answered with a line of JSON; its end is the end.
"""

import hashlib
import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import DatabaseError, transaction  # noqa: E402

from core import clock  # noqa: E402
from directory.actions.cards import refresh, refresh_all  # noqa: E402
from directory.enums import Status  # noqa: E402
from directory.models import Service  # noqa: E402
from search import backend  # noqa: E402
from search.actions.rebuild import rebuild_copy  # noqa: E402
from search.engines.protocol import EngineAway, IndexBusy, IndexMissing  # noqa: E402
from search.query import DirectoryQuery  # noqa: E402
from tests.drills.words import STEADY, STEADY_WORDS  # noqa: E402
from tests.factories.listings import make_listings  # noqa: E402

MADE = 120
PAUSE = 0.1
ARCHIVED_EACH = 5
Command = Callable[[Any], object]


def prepare() -> None:
    """Make what needs no search: tables, files, and listings, one with the name looked for."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    make_listings(MADE, now=clock.now())
    steady = Service.objects.sources().earliest("pk")
    steady.name = STEADY
    steady.save()
    refresh_all(now=clock.now())


class Searching:
    """Asks for one listing again and again; answers questions about others."""

    def __init__(self) -> None:
        """Find the listing."""
        found = Service.objects.sources().get(name=STEADY)
        self.steady = found.public_id
        self.told: list[tuple[float, float, str, bool]] = []

    def step(self) -> None:
        """Search once; tell when, how long, who answered, and whether it was right."""
        words = STEADY_WORDS[len(self.told) % len(STEADY_WORDS)]
        began = time.monotonic()
        try:
            found = backend.search(DirectoryQuery(text=words, facets=("category", "day")))
        except Exception as failure:  # noqa: BLE001 - whatever it is, it is told
            engine, right = repr(failure), False
        else:
            engine, right = found.engine, self.steady in [hit.public_id for hit in found.hits]
        self.told.append((began, time.monotonic() - began, engine, right))

    def commands(self) -> dict[str, Command]:
        """Return what can be asked."""
        return {"told": lambda _: self.told, "find": find, "rebuild": rebuild}


def find(words: list[str]) -> list[dict[str, Any]]:
    """Say for each word who answered, and which listings have that word, unaltered."""
    answers = []
    for word in words:
        found = backend.search(DirectoryQuery(text=word))
        ids = [] if found.did_you_mean else [hit.public_id for hit in found.hits]
        answers.append({"engine": found.engine, "ids": ids})
    return answers


def rebuild(_: object) -> list[int]:
    """Make every copy of the index anew; return their sizes, or none when one was away."""
    try:
        return [rebuild_copy(copy) for copy in backend.copies()]
    except (EngineAway, IndexBusy, IndexMissing):
        return []


class Writing:
    """Renames listings, and withdraws some, each in a transaction of its own."""

    def __init__(self) -> None:
        """Find the listings to write to."""
        others = Service.objects.sources().exclude(name=STEADY).order_by("pk")
        self.keys = list(others.values_list("pk", flat=True))
        self.begun = time.monotonic()
        self.said: dict[str, tuple[str, bool]] = {}
        self.told: list[tuple[float, float]] = []
        self.failures: list[str] = []

    def step(self) -> None:
        """Write once. What is said afterwards is committed."""
        began, number = time.monotonic(), len(self.told) + len(self.failures)
        # Each listing is renamed, and some turns later every fifth of them is withdrawn.
        withdrawn = number % ARCHIVED_EACH == ARCHIVED_EACH - 1
        service = Service.objects.get(pk=self.keys[(number - 4 * withdrawn) % len(self.keys)])
        word = _word(f"{self.begun}-{number}")
        service.status = Status.ARCHIVED if withdrawn else Status.ACTIVE
        if not withdrawn:
            service.name = f"{word} walking company"
        try:
            with transaction.atomic():
                service.save()
                refresh(public_ids=[service.public_id], now=clock.now())
        except DatabaseError as failure:
            self.failures.append(repr(failure))
            return
        self.said[service.public_id] = (service.name.split()[0], not withdrawn)
        self.told.append((began, time.monotonic() - began))

    def commands(self) -> dict[str, Command]:
        """Return what can be asked."""
        return {
            "told": lambda _: {
                "writes": self.told,
                "failures": self.failures,
                "said": self.said,
            }
        }


def _word(seed: str) -> str:
    """Return a word so unlike the others that no typing error leads from one to another."""
    digits = hashlib.sha256(seed.encode()).hexdigest()[:14]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


def go_on(one: Searching | Writing) -> None:
    """Take steps until the input ends, and answer what is asked there."""
    enough, resting, in_hand = threading.Event(), threading.Event(), threading.Lock()

    def steps() -> None:
        while not enough.wait(PAUSE):
            with in_hand:
                if not resting.is_set():
                    one.step()

    going = threading.Thread(target=steps)
    going.start()
    try:
        for line in sys.stdin:
            name, value = json.loads(line)
            if name == "rest":
                resting.set()
                with in_hand:
                    pass
            elif name == "go on":
                resting.clear()
            print(json.dumps(one.commands().get(name, lambda _: None)(value)), flush=True)
    finally:
        enough.set()
        going.join()


if __name__ == "__main__":
    if sys.argv[1] == "prepare":
        prepare()
    else:
        go_on(Searching() if sys.argv[1] == "search" else Writing())
