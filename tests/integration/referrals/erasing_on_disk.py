"""A site of its own in a folder: somebody tells everything and is erased, twice. Run by a test.

The first is erased by the command, the second by the button, after which the worker wipes. All
files of the folder are read before and after. Prints as JSON, for each way, how many sealed values
there were, which current ones were in no file before, and what is in which file afterwards.
"""

# ruff: noqa: PLC0415 - Django has to be set up first

import json
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django


def main() -> None:
    """Do it all in the folder of WAYMARK_DATA."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from core import clock, new_database
    from directory.actions.cards import refresh_all
    from search.actions.rebuild import rebuild
    from selfassessment.actions.publishing import publish_shipped
    from selfassessment.referrals.actions import cases
    from tests.factories.listings import make_listings
    from tests.factories.referrals import submission

    Path(settings.WAYMARK_DATA).mkdir(exist_ok=True)
    if not new_database.lay_out(connection):
        call_command("migrate", verbosity=0)
    publish_shipped(now=clock.now())
    make_listings(3, now=clock.now())
    refresh_all(now=clock.now())
    rebuild()
    cases.receive(submission=submission(), now=clock.now())
    # A served site has other processes with the file open: the log is not dropped by itself.
    beside = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    beside.execute("SELECT count(*) FROM referrals_case").fetchone()
    sys.stdout.write(json.dumps({"command": told(by_command), "button": told(by_button)}))


def told(erase: Callable[[Iterable[Any]], None]) -> dict[str, Any]:
    """Let somebody tell everything, ask on the status page, and be erased."""
    from django.conf import settings
    from django.db import connection

    from core.messages.backends.file import FileBackend
    from tests.factories.whole_person import MARK, SEEN, tell_everything
    from tests.fixtures import holdings

    folder = Path(settings.WAYMARK_DATA)
    others, sealed, found = holdings.sealed(), set[bytes](), {}
    for case in tell_everything(FileBackend()):
        found[case.pk] = case
        sealed |= holdings.sealed() - others
    ask_where_it_stands(found.values())
    now = b"".join(contents(folder).values())
    unfound = [one for one in holdings.sealed() - others if one not in now]
    letters = sum(MARK in file.read_text() for file in (folder / "messages").glob("*.json"))
    erase(found.values())
    connection.close()
    needles = [*sealed, *(word.encode() for word in (MARK, *SEEN))]
    left = [
        (name, needle.decode())
        for name, data in contents(folder).items()
        for needle in needles
        if needle in data or needle.lower() in data
    ]
    return {"sealed": len(sealed), "unfound": len(unfound), "letters": letters, "left": left}


def ask_where_it_stands(cases: Iterable[Any]) -> None:
    """Ask on the status page, with a wrong code and the right one: limits leave something."""
    from django.test import Client
    from django.urls import reverse

    from selfassessment.referrals.whereabouts import code_to_show

    for case in cases:
        for code in ("ABCDEFGH", code_to_show(case)):
            where = {"reference": str(case), "code": code}
            Client(headers={"host": "localhost"}).post(reverse("refer:status"), where, follow=True)


def by_command(cases: Iterable[Any]) -> None:
    """Erase as an operator does."""
    from django.core.management import call_command

    call_command("erase_person", *(str(case) for case in cases), stdout=sys.stderr)


def by_button(cases: Iterable[Any]) -> None:
    """Erase as the desk does; the worker takes its turn afterwards."""
    from django.test import Client
    from django.urls import reverse

    from core.tasks.worker import Worker
    from tests.factories.whole_person import staff

    desk = Client(headers={"host": "localhost"})
    desk.force_login(staff().desk)
    for case in cases:
        address = reverse("referrals:rights-erase", args=[case.pk])
        assert desk.post(address, {"reference": str(case)}).status_code == 302
    Worker()._run_tasks()


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file: database, log, index, uploads, letters, unzipped cache."""
    found = {}
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            found[str(file.relative_to(folder))] = data + _unzipped(file, data)
    return found


def _unzipped(file: Path, data: bytes) -> bytes:
    if file.suffix != ".djcache":
        return b""
    start = data.index(b"x\x9c") if b"x\x9c" in data else data.index(b"x")
    return zlib.decompress(data[start:])


if __name__ == "__main__":
    main()
