"""Count how often a listing is opened and used, without a person (how: `core.tallies`)."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Sum

from core import clock
from core.clock import LONDON, day_of
from core.tallies import Tally
from directory.enums import Opening
from directory.models import ListingTally, ServiceCheck
from directory.selectors.listing_tallies import LATELY

FORGET_AFTER = timedelta(days=400)
AT_ONCE = 500
_Key = tuple[date, str, str]


def note(code: str, what: Opening) -> None:
    """Count that something was done with a listing; written after the response has gone."""
    if settings.WAYMARK_COUNT_LISTINGS:
        _tally.note([(clock.today(), code, what.value)])


@transaction.atomic
def _add(counts: Mapping[_Key, int]) -> None:
    rows = {key: dict(zip(("day", "short_code", "what"), key, strict=True)) for key in counts}
    new = [ListingTally(**row) for row in rows.values()]
    ListingTally.objects.bulk_create(new, ignore_conflicts=True)
    for key, number in counts.items():
        ListingTally.objects.filter(**rows[key]).update(count=F("count") + number)


_tally: Tally[_Key] = Tally(_add)
write, write_when_due, forget_waiting = _tally.write, _tally.write_when_due, _tally.forget_waiting


def tidy(*, now: datetime) -> int:
    """Delete counts that are older than a year; return how many rows."""
    deleted, _ = ListingTally.objects.filter(day__lt=day_of(now) - FORGET_AFTER).delete()
    return deleted


@transaction.atomic
def count_readers(*, now: datetime) -> int:
    """Write beside each listing how often it was opened lately; return how many changed.

    Lists of thousands are ordered by this number; adding up the days each time takes too long.
    """
    lately = ListingTally.objects.filter(
        day__gt=now.astimezone(LONDON).date() - LATELY, what=Opening.OPENED
    )
    counted = dict(lately.values_list("short_code").annotate(Sum("count")))
    changed = []
    rows = ServiceCheck.objects.annotate(code=F("service__short_code"))
    for pk, code, readers in rows.values_list("pk", "code", "readers"):
        number = counted.get(code, 0)
        if number != readers:
            changed.append(ServiceCheck(pk=pk, readers=number))
    ServiceCheck.objects.bulk_update(changed, ["readers"], batch_size=AT_ONCE)
    return len(changed)
