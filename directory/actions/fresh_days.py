"""What is done each day about freshness: who is held, who is asked, how the day looked."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce

from core.clock import LONDON
from directory.actions.asking import Asked, ask, forget_old
from directory.enums import Origin
from directory.models import FreshnessDay, Service, ServiceCheck
from directory.rules.freshness import PATIENCE, RELIABLE_FOR
from directory.selectors.held import best_of_each
from directory.staff_enums import FreshBy

AT_ONCE = 500
KEPT_FOR = timedelta(days=3 * 366)


def each_day(*, now: datetime) -> Asked:
    """Ask the groups that are due, hold the best of each ward, and write down the day."""
    asked = ask(now=now)
    hold_best()
    write_day(now=now)
    forget_old(now=now)
    return asked


@transaction.atomic
def hold_best() -> int:
    """Mark the three best listings of each ward and heading; return how many marks changed."""
    best = best_of_each()
    marked = set(ServiceCheck.objects.filter(is_held=True).values_list("service_id", flat=True))
    for keys, is_held in ((best - marked, True), (marked - best, False)):
        for some in _parts(sorted(keys)):
            ServiceCheck.objects.filter(service_id__in=some).update(is_held=is_held)
    return len(best ^ marked)


@transaction.atomic
def write_day(*, now: datetime) -> int:
    """Count the listings by heading, ward and who keeps them; the same day again counts anew."""
    today = now.astimezone(LONDON).date()
    rows = [FreshnessDay(day=today, **row) for row in _counts(today)]
    FreshnessDay.objects.filter(day=today).delete()
    FreshnessDay.objects.filter(day__lt=today - KEPT_FOR).delete()
    FreshnessDay.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _counts(today: date) -> Iterator[dict[str, Any]]:
    listed = Service.objects.listed().order_by()
    yield {"by": FreshBy.ALL, "code": "", **listed.aggregate(**_numbers(today))}
    of_sources = listed.filter(check_row__origin=Origin.SOURCE)
    rest = listed.exclude(check_row__origin=Origin.SOURCE)
    heading = Coalesce("categories__term__parent__code", "categories__term__code")
    for by, rows, code in (
        (FreshBy.HEADING, listed, heading),
        (FreshBy.WARD, listed, F("location__ward")),
        (FreshBy.SOURCE, rest, F("check_row__origin")),
        (FreshBy.SOURCE, of_sources, F("source_records__source")),
    ):
        for row in rows.values(code=code).annotate(**_numbers(today)):
            if row["code"]:
                yield {"by": by, **row}


def _numbers(today: date) -> dict[str, Count]:
    checked = Q(check_row__checked_on__gte=today - RELIABLE_FOR)
    silent = Q(check_row__next_check__lt=today - PATIENCE)
    return {
        "total": Count("pk", distinct=True),
        "fresh": Count("pk", distinct=True, filter=checked & ~silent),
        "unanswered": Count("pk", distinct=True, filter=silent),
        "never": Count("pk", distinct=True, filter=Q(check_row__checked_on__isnull=True)),
    }


def _parts(keys: list[int]) -> Iterator[list[int]]:
    rest = iter(keys)
    while part := list(islice(rest, AT_ONCE)):
        yield part
