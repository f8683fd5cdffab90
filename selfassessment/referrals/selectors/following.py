"""What was a person given at the end, and what do we want to know of it now?"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from core.clock import day_of
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, FollowUp, HandedActivity, ReferralLine
from selfassessment.referrals.rules.standing import NOT_OPEN, STAGES

# So many weeks after the end people are asked which activities they went to.
ASKED_AT = (4, 12)


_OVER = tuple(state for stage in NOT_OPEN for state in STAGES[stage])


def turn_of(line: ReferralLine) -> int:
    """Return how often a line was begun: once, and once more each time the person came back."""
    back = Event.objects.filter(line=line, kind=EventKind.MOVED, from_state__in=_OVER)
    return 1 + back.exclude(to_state__in=_OVER).count()


def still_to_come(line: ReferralLine) -> int:
    """Return how many follow-ups of a line are not done."""
    return FollowUp.objects.filter(line=line, done_at__isnull=True).count()


def to_answer(case: Case, now: datetime) -> QuerySet[FollowUp]:
    """Return the looks back that a person can answer themselves: due, and about activities."""
    today = day_of(now)
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
