"""Count what happens on the pages of a journey, without a person, a draft or an answer.

Counts wait in memory and are written after the response (`core.tallies`).
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F

from core import clock
from core.clock import day_of
from core.tallies import Tally
from selfassessment.engine.dropoff import Event
from selfassessment.models import StepTally
from selfassessment.models.tallies import Device

FORGET_AFTER = timedelta(days=400)
_Key = tuple[date, int, str, str, str, str, str]
_NAMES = ("day", "version_id", "page", "locale", "device", "event", "code")


def device_of(agent: str) -> Device:
    """Tell a phone from anything else by what the browser says of itself; no more is kept."""
    return Device.PHONE if "Mobi" in agent else Device.OTHER


def note(
    *, version: int, locale: str, agent: str, events: Iterable[tuple[Event, str, str]]
) -> None:
    """Count events: what happened, on which page, and the code of an error or nothing."""
    if not settings.WAYMARK_COUNT_STEPS:
        return
    day, device = clock.today(), device_of(agent)
    _tally.note(
        (day, version, page[:80], locale[:12], device.value, event.value, code[:40])
        for event, page, code in events
    )


@transaction.atomic
def _add(counts: Mapping[_Key, int]) -> None:
    for key, number in counts.items():
        row = dict(zip(_NAMES, key, strict=True))
        StepTally.objects.bulk_create([StepTally(**row)], ignore_conflicts=True)
        StepTally.objects.filter(**row).update(count=F("count") + number)


_tally: Tally[_Key] = Tally(_add)
write, write_when_due, forget_waiting = _tally.write, _tally.write_when_due, _tally.forget_waiting


def tidy(*, now: datetime) -> int:
    """Delete counts that are old; return how many rows."""
    deleted, _ = StepTally.objects.filter(day__lt=day_of(now) - FORGET_AFTER).delete()
    return deleted
