"""What plans the looks back after the end, and keeps what people answered?"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.actions import standing
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Event, FollowUp, ReferralLine
from selfassessment.referrals.rules import clocks

WEEKS = (4, 12, 26, 52)


class FollowUpIsDone(ValueError):
    """A follow-up was to be written down twice."""


def plan(*, line: ReferralLine, now: datetime) -> None:
    """Plan the looks back at a line that ended now; those that are there stay."""
    today = now.astimezone(clocks.LONDON).date()
    FollowUp.objects.bulk_create(
        (
            FollowUp(line=line, weeks=weeks, due_on=today + timedelta(weeks=weeks))
            for weeks in WEEKS
        ),
        ignore_conflicts=True,
    )


def write_down(
    *, follow_up: FollowUp, outcome: str, answers: Mapping[str, Any], by: User, now: datetime
) -> None:
    """Keep how a look back went; raise FollowUpIsDone the second time."""
    with transaction.atomic():
        locked = FollowUp.objects.select_for_update(of=("self",)).get(pk=follow_up.pk)
        if locked.done_at is not None:
            raise FollowUpIsDone
        locked.done_at, locked.done_by, locked.outcome = now, by, outcome
        locked.sealed_answers = dict(answers)
        locked.save()
        line = follow_up.line
        Event.objects.create(
            case=line.case,
            line=line,
            kind=EventKind.FOLLOWED_UP,
            at=now,
            actor=by,
            sealed_note=f"{locked.weeks} weeks: {locked.get_outcome_display()}",
        )
        record(actor=by, verb="line.followed_up", subject=line, now=now)
        standing.refresh(line.case)
