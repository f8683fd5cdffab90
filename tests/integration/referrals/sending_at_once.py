"""A site of its own in a folder: send each of many keys twenty times at once. Run by a test.

Prints, as JSON, which references each key was told, and how many cases there are then.
"""

# ruff: noqa: PLC0415 - Django has to be set up first
import json
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import django

AT_ONCE = 20


def main(keys: int) -> None:
    """Send them all, and tell what came of it."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from core import new_database

    Path(settings.WAYMARK_DATA).mkdir(exist_ok=True)
    if not new_database.lay_out(connection):
        call_command("migrate", verbosity=0)
    from core.models import OutboxMessage
    from selfassessment.referrals.models import Case

    connection.close()
    told = {}
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for _ in range(keys):
            key, barrier = uuid.uuid4(), Barrier(AT_ONCE)
            sent = [pool.submit(send, key, barrier) for _ in range(AT_ONCE)]
            told[str(key)] = sorted({one.result() for one in sent})
    found = {"told": told, "cases": Case.objects.count(), "messages": OutboxMessage.objects.count()}
    sys.stdout.write(json.dumps(found))


def send(key: uuid.UUID, barrier: Barrier) -> str:
    """Send one referral when all the others are ready, and return its reference."""
    from django.db import connection

    from core import clock
    from selfassessment.referrals.actions.cases import receive
    from tests.factories.referrals import submission

    barrier.wait()
    try:
        return receive(submission=submission(key=key), now=clock.now()).reference
    finally:
        connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
