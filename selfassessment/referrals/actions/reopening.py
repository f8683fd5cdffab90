"""A case on which work goes on after its details were erased says so."""

from datetime import datetime
from typing import Any

from core.audit import record
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, Standing


def note_reopening(*, case: Case, by: Any, now: datetime) -> bool:
    """Say on a case that it is worked on again after its details were erased."""
    changed = Standing.objects.filter(
        case=case, erased_at__isnull=False, reopened_at__isnull=True
    ).update(reopened_at=now)
    if changed:
        Event.objects.create(case=case, kind=EventKind.REOPENED, at=now, actor=by)
        record(actor=by, verb="case.reopened", subject=case, now=now)
    return bool(changed)
