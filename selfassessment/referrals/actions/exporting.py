"""What writes down that referrals were taken out of the site?"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import actor_name, record
from core.models import AuditEvent
from selfassessment.referrals.models import Case

AT_ONCE = 500


def note_return(*, name: str, detail: Mapping[str, str], by: User, now: datetime) -> None:
    """Write down that a table of numbers was taken out."""
    record(actor=by, verb="return.exported", subject=by, now=now, detail={"name": name, **detail})


def note_cases(
    *, cases: Iterable[Case], name: str, detail: Mapping[str, str], by: User, now: datetime
) -> None:
    """Write down, for each case, that it was taken out, and once what was taken out."""
    with transaction.atomic():
        rows = [
            AuditEvent(
                at=now,
                actor=actor_name(by),
                verb="case.exported",
                subject_type=Case._meta.label_lower,
                subject_key=str(case.pk),
                detail={"name": name},
            )
            for case in cases
        ]
        AuditEvent.objects.bulk_create(rows, batch_size=AT_ONCE)
        record(
            actor=by,
            verb="cases.exported",
            subject=by,
            now=now,
            detail={"name": name, "cases": str(len(rows)), **detail},
        )
