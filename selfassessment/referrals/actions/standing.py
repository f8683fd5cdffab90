"""What keeps the standing of a case right after its lines changed?"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Min, Q
from django.db.models.functions import Coalesce

from core.bank_holidays import england
from core.clock import day_of
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, DeskSettings, Event, Family, FollowUp
from selfassessment.referrals.rules import clocks
from selfassessment.referrals.rules.standing import ENDINGS, Clocks, LineFacts, standing
from selfassessment.referrals.selectors import desk_hours
from selfassessment.referrals.selectors.line_facts import last_day, line_facts
from selfassessment.referrals.types import Promise


def of_new(
    priorities: Iterable[int],
    *,
    promised: Promise,
    desk: DeskSettings,
    flagged_at: datetime | None,
) -> dict[str, Any]:
    """Return where a case stands that comes in with lines of these priorities, by field.

    The same as `refresh` says of it afterwards, asking nothing of the database.
    """
    hours, flag = desk.hours(england()), None
    if flagged_at:
        flag = clocks.open_minutes_after(hours, flagged_at, desk.safety_within_minutes).date()
    now = Clocks(promised.read_by, promised.contact_by, desk.allowed(), hours, flag_by=flag)
    return vars(standing([LineFacts("received", priority) for priority in priorities], now))


def refresh(case: Case) -> None:
    """Work out and store where a case stands; in the transaction of the change."""
    first = Event.objects.filter(case=case).aggregate(
        moved=Min("at", filter=Q(kind=EventKind.MOVED) & ~Q(to_state="withdrawn")),
        tried=Min(Coalesce("happened_at", "at"), filter=Q(kind=EventKind.ATTEMPT)),
    )
    found = standing(line_facts(case).values(), _clocks(case))
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
        "triaged_on": last_day(first["moved"]),
        "tried_on": last_day(first["tried"]),
    }
    Case.objects.filter(pk=case.pk).update(**values)
    for name, value in values.items():
        setattr(case, name, value)


def _clocks(case: Case) -> Clocks:
    settings, hours = DeskSettings.load(), desk_hours()
    allowed = settings.allowed()
    plan = Family.objects.filter(places__case=case).values_list("review_by", flat=True).first()
    flag = None
    if case.safety_hold and case.hold_taken_at:
        flag = clocks.working_day_after(hours, day_of(case.hold_taken_at), allowed.safety)
    elif case.safety_hold:
        minutes = settings.safety_within_minutes
        flag = clocks.open_minutes_after(hours, case.flag_since, minutes).date()
    return Clocks(
        case.read_by_date, case.contact_by_date, allowed, hours, plan_by=plan, flag_by=flag
    )
