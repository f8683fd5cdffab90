"""What keeps the standing of a case right after its lines changed?"""

from django.db.models import Min

from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, FollowUp, HandOver
from selfassessment.referrals.rules.standing import LineFacts, standing


def refresh(case: Case) -> None:
    """Work out and store where a case stands; in the transaction of the change."""
    waiting = dict(
        HandOver.objects.filter(
            line__case=case, ended_at__isnull=True, acknowledged_at__isnull=True
        ).values_list("line", "acknowledge_by")
    )
    facts = [
        LineFacts(state, priority, waiting.get(pk))
        for pk, state, priority in case.lines.values_list("pk", "state", "priority")
    ]
    tried = Event.objects.filter(case=case, kind=EventKind.ATTEMPT).exists()
    found = standing(facts, read_by=case.read_by_date, contact_by=case.contact_by_date, tried=tried)
    due = FollowUp.objects.filter(line__case=case, done_at__isnull=True)
    values = {
        "stage": found.stage,
        "due_on": found.due_on,
        "priority": found.priority,
        "is_open": found.is_open,
        "waits_for_provider": found.waits_for_provider,
        "follow_up_on": due.aggregate(first=Min("due_on"))["first"],
    }
    Case.objects.filter(pk=case.pk).update(**values)
    for name, value in values.items():
        setattr(case, name, value)
