"""What counts of the lines of a case for its clocks, and for what its person is promised?"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from core.clock import day_of
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, HandOver
from selfassessment.referrals.rules.standing import LineFacts
from selfassessment.referrals.selectors.attempts import begun_again, tried_by_line

# Whoever wrote one of these down has looked at the line.
_WORK = (
    *(EventKind.NOTE, EventKind.ATTEMPT, EventKind.OUTCOME, EventKind.FOLLOWED_UP),
    *(EventKind.HOME, EventKind.FAMILY),
)


def last_day(*moments: datetime | None) -> date | None:
    """Return the day of the last moment there is; None for none."""
    last = max((moment for moment in moments if moment), default=None)
    return day_of(last) if last else None


def line_facts(case: Case) -> dict[UUID, LineFacts]:
    """Return what counts of each line; five queries, however many lines there are."""
    lines = list(case.lines.select_related("further_need"))
    waiting = HandOver.objects.filter(
        line__case=case, ended_at__isnull=True, acknowledged_at__isnull=True
    )
    acknowledge_by = dict(waiting.values_list("line", "acknowledge_by"))
    begun = begun_again([case])
    tried = tried_by_line([case], begun)
    done = Event.objects.filter(case=case, kind__in=_WORK).order_by()
    worked = dict(done.values_list("line").annotate(last=Max("at")))
    found = {}
    for line in lines:
        needed = getattr(line, "further_need", None)
        found[line.pk] = LineFacts(
            line.state,
            line.priority,
            acknowledge_by.get(line.pk),
            needed.read_by_date if needed else None,
            needed.contact_by_date if needed else None,
            since=day_of(line.state_since),
            worked_on=last_day(worked.get(None), worked.get(line.pk)),
            tried_on=last_day(*(one.at for one in tried.get(line.pk, ()))),
            begun_again=None if needed else last_day(begun.get(line.pk)),
        )
    return found
