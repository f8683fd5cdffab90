"""The copy of everything that a person may ask for; that it was made is written down."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core.audit import record
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event
from selfassessment.referrals.selectors.copy import Copy, copy_of


def copy_for_person(*, case: Case, by: Any, now: datetime) -> Copy:
    """Return the copy; `by` is the member of staff, or None for a command."""
    with transaction.atomic():
        made = copy_of(case, now)
        Event.objects.create(case=case, kind=EventKind.EXPORTED, at=now, actor=by)
        record(actor=by, verb="case.copied", subject=case, now=now)
    return made
