"""What brings a line from its discharge to its end, when nobody does?

A line is followed up from the day its first look back is due, and closed once the last one is
done or was due long ago. Nothing stays between discharge and end for ever.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Max, Q, QuerySet

from core.clock import day_of
from selfassessment.referrals.actions import looking_back, standing
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.lines import step
from selfassessment.referrals.models import Case, DeskSettings, ReferralLine
from selfassessment.referrals.rules.standing import NO_CLOCK, STAGES

_ALL_DONE = "The last follow-up is done."
_LONG_PAST = "The last follow-up was due long ago, and nobody wrote it down."
_AFTER = STAGES["follow_up"]


def go_on(*, now: datetime) -> int:
    """Plan, begin and end follow-ups; return how many lines were closed.

    Open cases without a clock get theirs: those from before there were clocks for all states.
    """
    for case in Case.objects.filter(is_open=True, due_on=NO_CLOCK):
        standing.refresh(case)
    _each(_unplanned(), lambda line: looking_back.plan(line=line, ended=line.state_since))
    today = day_of(now)
    due = Q(follow_ups__done_at__isnull=True, follow_ups__due_on__lte=today)
    _each(
        ReferralLine.objects.filter(due, state="discharged").distinct(),
        lambda line: step(line=line, to="follow_up", note="", by=None, now=now),
    )
    wait = timedelta(weeks=DeskSettings.load().close_after_weeks)
    looks = ReferralLine.objects.filter(state__in=_AFTER).annotate(
        waiting=Count("follow_ups", filter=Q(follow_ups__done_at__isnull=True)),
        last=Max("follow_ups__due_on"),
    )
    done = looks.filter(waiting=0, last__isnull=False)
    past = looks.filter(waiting__gt=0, last__lt=today - wait)
    return sum(
        _each(rows, lambda line, why=why: step(line=line, to="closed", note=why, by=None, now=now))  # type: ignore[misc]
        for rows, why in ((done, _ALL_DONE), (past, _LONG_PAST))
    )


def _unplanned() -> QuerySet[ReferralLine]:
    """Return the lines that were discharged and have no follow-up at all."""
    return ReferralLine.objects.filter(state__in=_AFTER, follow_ups__isnull=True)


def _each(rows: QuerySet[ReferralLine], work: Callable[[ReferralLine], object]) -> int:
    """Do a piece of work for each line in a transaction of its own, unless it moved meanwhile."""
    known = list(rows.values_list("pk", "case"))
    return sum(_one(key, case, work) for key, case in known)


def _one(key: UUID, case: UUID, work: Callable[[ReferralLine], object]) -> bool:
    with transaction.atomic():
        hold(case)
        still = ReferralLine.objects.filter(pk=key, state__in=_AFTER)
        line = still.select_related("case__person").first()
        if line is None:
            return False
        work(line)
    return True
