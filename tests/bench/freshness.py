"""How long does a day's work on freshness take? `python -m tests.bench.freshness` alone.

Alone it makes its own site with 100,000 listings (or as many as its argument says).
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("WAYMARK_DATA", tempfile.mkdtemp(prefix="waymark-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"

    import django

    django.setup()

from core import clock
from core.enums import Channel
from core.models import OutboxMessage
from directory.actions.fresh_days import each_day
from directory.actions.team_contacts import new_contact
from directory.enums import Origin
from directory.models import (
    CheckMessage,
    CheckRound,
    FreshnessDay,
    Organisation,
    Service,
    ServiceCheck,
    TeamContact,
)
from tests.bench.figures import Figure, seconds

BUDGET = 60.0
IN_A_GROUP = 4
LANGUAGES = ("en", "gu", "pl", "ur")
DAYS_SPREAD = 182


def of_freshness() -> Iterator[Figure]:
    """Yield how long the daily job takes on an ordinary day, and on the worst one."""
    size = _kept_by_groups()
    yield from _a_day(f"Freshness job, {size:,} listings")
    yield from _a_day("The same again on that day")
    _forget()
    ServiceCheck.objects.update(next_check=clock.today())
    yield from _a_day("Freshness job, all of them due")
    _forget()


def _a_day(name: str) -> Iterator[Figure]:
    """Yield how long the job takes, and how much of that it is the processor's (others use it)."""
    before, worked = CheckMessage.objects.count(), time.process_time()
    taken = seconds(lambda: each_day(now=clock.now()))
    worked = time.process_time() - worked
    made = CheckMessage.objects.count() - before
    yield Figure(f"{name}, {made:,} messages", taken, BUDGET, "s")
    yield Figure(f"{name}, processor", worked, BUDGET, "s")


def _forget() -> None:
    CheckMessage.objects.all().delete()
    CheckRound.objects.all().delete()
    FreshnessDay.objects.all().delete()
    OutboxMessage.objects.all().delete()


def _kept_by_groups() -> int:
    """Let every listing have a group with an address, four listings to a group."""
    now, today = clock.now(), clock.today()
    keys = list(Service.objects.sources().order_by("pk").values_list("pk", flat=True))
    locale = Service.objects.sources()[0].locale
    groups = [
        Organisation(name=f"Group {number}", locale=locale, short_code=f"g{number:06d}"[:7])
        for number in range(0, len(keys), IN_A_GROUP)
    ]
    Organisation.objects.bulk_create(groups, batch_size=500)
    TeamContact.objects.bulk_create(
        [
            new_contact(
                owner=group,
                channel=Channel.EMAIL,
                value=f"group{number}@example.org",
                language=LANGUAGES[number % len(LANGUAGES)],
                now=now,
            )
            for number, group in enumerate(groups)
        ],
        batch_size=200,
    )
    for number, group in enumerate(groups):
        part = keys[number * IN_A_GROUP : (number + 1) * IN_A_GROUP]
        Service.objects.filter(pk__in=part).update(organisation=group)
    rows = list(ServiceCheck.objects.all())
    for number, row in enumerate(rows):
        row.origin = Origin.GROUP
        row.next_check = today + timedelta(days=number % DAYS_SPREAD)
        row.checked_on = row.next_check - timedelta(days=DAYS_SPREAD)
    ServiceCheck.objects.bulk_update(rows, ["origin", "next_check", "checked_on"], batch_size=500)
    return len(keys)


def main() -> None:
    """Make a site, and print the figures."""
    set_up()
    make_listings(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, now=clock.now())
    for figure in of_freshness():
        print(figure.line(), flush=True)


if __name__ == "__main__":
    from tests.bench.measures import set_up
    from tests.factories.listings import make_listings

    main()
