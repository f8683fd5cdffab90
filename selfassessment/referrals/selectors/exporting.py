"""Which cases are taken out as a file, with everything that belongs to them?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from core.clock import LONDON
from selfassessment.referrals.models import Case, Event, Outcome, ReferralLine
from selfassessment.referrals.selectors.outcomes import of_lines

MOST = 2000


@dataclass(frozen=True)
class Taken:
    """Cases with lines, events and outcomes."""

    cases: Sequence[Case]
    outcomes: Mapping[UUID, Sequence[Outcome]]


def number_between(first: date, last: date, *, samples: bool) -> int:
    """Return how many cases came in."""
    return _between(first, last, samples).count()


def taken_between(first: date, last: date, *, samples: bool) -> Taken:
    """Return the cases of these days; a fixed number of queries, at most MOST cases."""
    return _taken(_between(first, last, samples).order_by("received_at")[:MOST])


def taken_alone(case: Case) -> Taken:
    """Return one case with everything that belongs to it."""
    return _taken(Case.objects.filter(pk=case.pk))


def _taken(rows: QuerySet[Case]) -> Taken:
    lines_in_order = ReferralLine.objects.order_by("priority", "need")
    lines_in_order = lines_in_order.prefetch_related("departures")
    cases = list(
        rows.select_related("person").prefetch_related(
            Prefetch("lines", queryset=lines_in_order),
            Prefetch("events", queryset=Event.objects.order_by("number")),
        )
    )
    lines = [line for case in cases for line in case.lines.all()]
    return Taken(cases, of_lines(lines))


def _between(first: date, last: date, samples: bool) -> QuerySet[Case]:
    begin = datetime.combine(first, time.min, LONDON)
    end = datetime.combine(last, time.max, LONDON)
    rows = Case.objects.filter(received_at__gte=begin, received_at__lte=end)
    return rows if samples else rows.filter(is_sample=False)
