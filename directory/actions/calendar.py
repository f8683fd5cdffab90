"""Have listings follow when school terms or closed days change."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import audit, clock
from core.tasks.jobs import job
from core.tasks.queue import enqueue
from directory.actions.cards import refresh
from directory.enums import CalendarKind
from directory.models import CalendarPeriod, Service

JOB = "directory.calendar_changed"
AT_ONCE = 500


@transaction.atomic
def follow_calendar(
    *,
    period: CalendarPeriod,
    verb: str,
    by: User | None,
    now: datetime,
    before: str | None = None,
) -> None:
    """Write down a change of the calendar; the worker rebuilds what depends on it.

    `before` is the kind that the period was of; what followed that kind follows once more.
    """
    detail = {
        "kind": period.kind,
        "from": period.first_day.isoformat(),
        "to": period.last_day.isoformat(),
    }
    audit.record(actor=by, verb=verb, subject=period, now=now, detail=detail)
    for kind in dict.fromkeys((period.kind, before or period.kind)):
        enqueue(JOB, arguments={"kind": kind}, now=now)


@job(JOB)
def rebuild_for_calendar(*, kind: str) -> int:
    """Build the cards of the listings whose dates follow this kind of days. Returns how many."""
    services = Service.objects.known()
    if kind == CalendarKind.TERM:
        services = services.filter(schedules__term_time=True)
    else:
        services = services.filter(schedules__bank_holidays=False)
    keys = [str(key) for key in services.values_list("translation_key", flat=True).distinct()]
    return sum(
        refresh(public_ids=keys[start : start + AT_ONCE], now=clock.now())
        for start in range(0, len(keys), AT_ONCE)
    )
