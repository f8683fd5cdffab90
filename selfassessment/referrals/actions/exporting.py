"""What writes down that referrals were taken out of the site?

A case that is taken out alone has it in its own history too; a file of two thousand has it in the
audit trail, for each case.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import actor_name, record
from core.models import AuditEvent
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event

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


def note_one(*, case: Case, detail: Mapping[str, str], by: User, now: datetime) -> None:
    """Write down that one case was taken out from its page, in its history as well."""
    with transaction.atomic():
        Event.objects.create(
            case=case, kind=EventKind.OPENED, at=now, actor=by, sealed_note="Taken out as a file"
        )
        note_cases(cases=[case], name="case", detail=detail, by=by, now=now)
