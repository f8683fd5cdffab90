"""Let eight people of the desk begin a family of the same child at once. Run by a test.

As a program it makes a site of its own in a folder, and prints as JSON how many families there
are after so many rounds, and what became of the tries.
"""

# ruff: noqa: PLC0415 - Django has to be set up first
import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import django

AT_ONCE = 8


def main(rounds: int) -> None:
    """Make the site, begin the families, and tell what came of it."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from core import new_database

    Path(settings.WAYMARK_DATA).mkdir(exist_ok=True)
    if not new_database.lay_out(connection):
        call_command("migrate", verbosity=0)
    connection.close()
    sys.stdout.write(json.dumps(begin_at_once(rounds)))


def begin_at_once(rounds: int) -> dict[str, int]:
    """Let each round begin families of a child that was referred twice; count what came of it."""
    from accounts.models import User
    from selfassessment.referrals.models import Family

    lead = User.objects.create_user("lead@example.org", "secret")
    came: Counter[str] = Counter()
    for number in range(rounds):
        cases = [_child(number), _child(number)]
        barrier = Barrier(AT_ONCE)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            sent = [
                pool.submit(_begin, cases[place % 2], lead.pk, barrier) for place in range(AT_ONCE)
            ]
            came.update(one.result() for one in sent)
    return {"families": Family.objects.count(), **came}


def _child(number: int) -> str:
    from core import clock
    from selfassessment.referrals.actions.cases import receive
    from selfassessment.referrals.types import NeedLine
    from tests.factories.referrals import person, submission

    who = person(name="Asha Sample", phone=f"0116 496 {number:04}", address=f"{number} Made Up Row")
    sent = submission(needs=(NeedLine("family", "family_help", "desk"),), about="child", person=who)
    return str(receive(submission=sent, now=clock.now()).case_id)


def _begin(case_id: str, lead_id: int, barrier: Barrier) -> str:
    """Begin a family when all the others are ready; return what came of it."""
    from django.db import connection

    from accounts.models import User
    from core import clock
    from selfassessment.referrals.actions import families
    from selfassessment.referrals.models import Case

    try:
        case, lead = Case.objects.get(pk=case_id), User.objects.get(pk=lead_id)
        now = clock.now()
        barrier.wait()
        families.start(
            case=case, lead=lead, agreed_on=now.date(), agreed_by="Mother", by=lead, now=now
        )
    except (families.FamilyIsLikely, families.HasFamily) as refused:
        return type(refused).__name__
    else:
        return "begun"
    finally:
        connection.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
