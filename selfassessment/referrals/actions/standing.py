"""What keeps the standing of a case right after its lines changed?"""

from datetime import date, datetime

from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce

from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, Family, FollowUp, HandOver
from selfassessment.referrals.rules import clocks
from selfassessment.referrals.rules.standing import ENDINGS, LineFacts, standing


def refresh(case: Case) -> None:
    """Work out and store where a case stands; in the transaction of the change."""
    waiting = dict(
        HandOver.objects.filter(
            line__case=case, ended_at__isnull=True, acknowledged_at__isnull=True
        ).values_list("line", "acknowledge_by")
    )
    rows = case.lines.values_list(
        *("pk", "state", "priority", "further_need__read_by_date", "further_need__contact_by_date")
    )
    facts = [
        LineFacts(state, priority, waiting.get(pk), read_by, contact_by)
        for pk, state, priority, read_by, contact_by in rows
    ]
    first = Event.objects.filter(case=case).aggregate(
        moved=Min("at", filter=Q(kind=EventKind.MOVED) & ~Q(to_state="withdrawn")),
        tried=Min(Coalesce("happened_at", "at"), filter=Q(kind=EventKind.ATTEMPT)),
    )
    plan = Family.objects.filter(places__case=case).values_list("review_by", flat=True).first()
    found = standing(
        facts,
        read_by=case.read_by_date,
        contact_by=case.contact_by_date,
        tried=first["tried"] is not None,
        plan_by=plan,
    )
    ended = case.lines.filter(state__in=ENDINGS).exclude(ended_as=F("state"))
    ended.update(ended_as=F("state"))
    due = FollowUp.objects.filter(line__case=case, done_at__isnull=True)
    values = {
        "stage": found.stage,
        "due_on": found.due_on,
        "priority": found.priority,
        "is_open": found.is_open,
        "waits_for_provider": found.waits_for_provider,
        "follow_up_on": due.aggregate(first=Min("due_on"))["first"],
        "triaged_on": _day(first["moved"]),
        "tried_on": _day(first["tried"]),
    }
    Case.objects.filter(pk=case.pk).update(**values)
    for name, value in values.items():
        setattr(case, name, value)


def _day(moment: datetime | None) -> date | None:
    return moment.astimezone(clocks.LONDON).date() if moment else None
