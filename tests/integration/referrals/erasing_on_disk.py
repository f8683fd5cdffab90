"""A site of its own in a folder: take a referral in, work on it, erase it. Run by a test.

Prints, as JSON, the plain and the sealed words that were in the database before.
"""

# ruff: noqa: PLC0415, S608 - Django has to be set up first; the names are from here

import json
import sys
from pathlib import Path

import django


def main() -> None:
    """Do it all in the folder of WAYMARK_DATA."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from core import clock, new_database

    Path(settings.WAYMARK_DATA).mkdir(exist_ok=True)
    if not new_database.lay_out(connection):
        call_command("migrate", verbosity=0)
    from core.actions.messages import enqueue, send_due
    from core.messages.backends.memory import MemoryBackend
    from selfassessment.referrals.actions import cases, person
    from selfassessment.referrals.models import Case
    from tests.factories.referrals import person as details
    from tests.factories.referrals import submission

    now = clock.now()
    sent = submission(
        person=details(name="Zulekha Erasable", text_ok=True, safe_times=""), safety=("hurt",)
    )
    kept = submission(person=details(name="Kept Sample"))
    case = Case.objects.get(pk=cases.receive(submission=sent, now=now).case_id)
    cases.receive(submission=kept, now=now)
    cases.add_note(case=case, text="Zulekha likes chess", by=None, now=now)  # type: ignore[arg-type]
    person.change_contact(case=case, changes={"phone": "0116 496 0777"}, now=now)
    words = {"subject": "Zulekha", "body": "Dear Zulekha Erasable", "language": "en"}
    key = f"person:{case.pk}:other::email"
    enqueue(channel="email", to="z@example.org", unique_key=key, now=now, **words)
    send_due(now=now, backend=MemoryBackend())
    before = sealed(str(case.pk))
    if "--erase" in sys.argv:
        call_command("erase_person", str(case), stdout=sys.stderr)
    connection.close()
    sys.stdout.write(json.dumps(before))


def sealed(case: str) -> list[str]:
    """Return every sealed text in the rows of the case, and the blind indexes of its person."""
    from django.db import connection

    key = case.replace("-", "")
    whose = {
        "referrals_case": f"id = '{key}'",
        "referrals_event": f"case_id = '{key}'",
        "referrals_referralline": f"case_id = '{key}'",
        "referrals_person": f"id = (SELECT person_id FROM referrals_case WHERE id = '{key}')",
        "referrals_personmatch": "person_id = (SELECT person_id FROM referrals_case "
        f"WHERE id = '{key}')",
        "core_outboxmessage": f"unique_key LIKE '%{case}%'",
    }
    found = []
    with connection.cursor() as cursor:
        for table, where in whose.items():
            cursor.execute(f"SELECT * FROM {table} WHERE {where}")
            for row in cursor.fetchall():
                texts = [value for value in row if isinstance(value, str)]
                found += [text for text in texts if text.startswith("wm1:")]
                if table == "referrals_personmatch":
                    found += [text for text in texts if len(text) == 64]
    return found


if __name__ == "__main__":
    main()
