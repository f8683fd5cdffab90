"""What does the desk ask of its records?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from core.bank_holidays import england
from selfassessment.referrals.models import Case, DeskSettings, Event, ReferralLine
from selfassessment.referrals.rules import clocks
from selfassessment.referrals.selectors.comparing import possible_duplicates
from selfassessment.referrals.types import Promise

__all__ = [
    "desk_hours",
    "events_of",
    "flags_by",
    "possible_duplicates",
    "promise",
    "with_lines",
]


def desk_hours() -> clocks.Hours:
    """Return the desk's hours with England's bank holidays."""
    hours: clocks.Hours = DeskSettings.load().hours(england())
    return hours


def promise(now: datetime, desk: DeskSettings | None = None) -> Promise:
    """Return by when a referral that arrives at `now` is read and its person contacted."""
    settings = desk or DeskSettings.load()
    hours = settings.hours(england())
    start = clocks.effective_start(hours, now)
    return Promise(
        read_by=clocks.working_day_after(hours, start, settings.read_within_days),
        contact_by=clocks.working_day_after(hours, start, settings.contact_within_days),
        open_now=clocks.is_open(hours, now),
        opens_next=clocks.opens_next(hours, now),
        closes=settings.closes.strftime("%H:%M"),
        starts=start,
    )


def flags_by(cases: Iterable[Case]) -> dict[UUID, datetime]:
    """Return by when somebody takes each safety flag on, counted in the hours of the desk."""
    settings = DeskSettings.load()
    hours, minutes = settings.hours(england()), settings.safety_within_minutes
    return {
        case.pk: clocks.open_minutes_after(hours, case.flag_since, minutes)
        for case in cases
        if case.safety_hold
    }


def with_lines(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases with person, owner and lines read along: a fixed number of queries."""
    lines = ReferralLine.objects.order_by("priority", "need")
    return cases.select_related("person", "owner", "hold_taken_by").prefetch_related(
        Prefetch("lines", queryset=lines)
    )


def events_of(case: Case) -> Sequence[Event]:
    """Return what happened to a case, newest first."""
    return list(case.events.select_related("actor", "line").order_by("-at", "-number"))
