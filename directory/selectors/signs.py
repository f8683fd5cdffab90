"""What makes each of these listings need a check sooner or later?"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.clock import LONDON
from directory.enums import Answer, Origin, ScheduleKind
from directory.models import (
    CheckRound,
    ProblemReport,
    Schedule,
    Service,
    ServiceCategory,
    ServiceCheck,
)
from directory.rules.freshness import NO_SIGNS, Risk, Signs, next_check, risk_of

CHANGES_COUNT_FOR = timedelta(days=730)
COMPLAINTS_COUNT_FOR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How risky a listing is, and what else is known of it."""

    risk: Risk
    signs: Signs = NO_SIGNS

    def next_check(self, checked_on: date | None, today: date) -> date:
        """Return when the listing is due after a check on this day."""
        return next_check(checked_on, self.risk, today, self.signs)


def outlooks(keys: Collection[int], today: date) -> dict[int, Outlook]:
    """Return the outlook of each of these source rows, in six queries for any number."""
    headings: dict[int, set[str]] = {}
    found = ServiceCategory.objects.filter(service_id__in=keys)
    for key, code, above in found.values_list("service_id", "term__code", "term__parent__code"):
        headings.setdefault(key, set()).update((code, above or ""))
    ends = _seasons(keys)
    changes = _numbers(
        CheckRound.objects.filter(
            service_id__in=keys,
            answer__in=[Answer.CHANGED, Answer.CLOSED],
            opened_on__gt=today - CHANGES_COUNT_FOR,
        ).values_list("service_id", flat=True)
    )
    complaints = _numbers(
        ProblemReport.objects.filter(
            service_id__in=keys, created_at__date__gt=today - COMPLAINTS_COUNT_FOR
        ).values_list("service_id", flat=True)
    )
    nobodys = set(
        ServiceCheck.objects.filter(service_id__in=keys, origin=Origin.NOBODY).values_list(
            "service_id", flat=True
        )
    )
    rows = Service.objects.filter(pk__in=keys).values_list("pk", "kind", "first_published_at")
    return {
        key: Outlook(
            risk_of(kind, headings.get(key, ())),
            Signs(
                first_seen=published.astimezone(LONDON).date() if published else None,
                season_ends=ends.get(key),
                changes=changes[key],
                complaints=complaints[key],
                kept_by_nobody=key in nobodys,
            ),
        )
        for key, kind, published in rows
    }


def _numbers(keys: Iterable[int | None]) -> Counter[int]:
    return Counter(key for key in keys if key is not None)


def _seasons(keys: Collection[int]) -> dict[int, date]:
    """Return the last day of those listings whose sessions all have one."""
    last: dict[int, date] = {}
    endless = set()
    rows = Schedule.objects.filter(service_id__in=keys, kind=ScheduleKind.SESSION)
    for key, ends_on in rows.values_list("service_id", "ends_on"):
        if ends_on is None:
            endless.add(key)
        else:
            last[key] = max(ends_on, last.get(key, ends_on))
    return {key: day for key, day in last.items() if key not in endless}
