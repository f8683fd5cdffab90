"""What was a person given at the end, and what do we want to know of it now?"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from selfassessment.referrals.models import Case, FollowUp, HandedActivity
from selfassessment.referrals.rules import clocks

# So many weeks after the end people are asked which activities they went to.
ASKED_AT = (4, 12)


def to_answer(case: Case, now: datetime) -> QuerySet[FollowUp]:
    """Return the looks back that a person can answer themselves: due, and about activities."""
    today = now.astimezone(clocks.LONDON).date()
    return FollowUp.objects.filter(
        Exists(HandedActivity.objects.filter(line=OuterRef("line"))),
        line__case=case,
        weeks__in=ASKED_AT,
        due_on__lte=today,
        done_at__isnull=True,
    ).select_related("line__case")


def handed_of(case: Case) -> list[HandedActivity]:
    """Return the activities of a case, each once."""
    found = HandedActivity.objects.filter(case=case).order_by("at", "place")
    return list({one.short_code: one for one in found}.values())
