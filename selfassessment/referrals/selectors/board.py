"""What does the manager's board count? Groups of cases and lines, never one of them.

Each function is one query, whatever the number of cases. Months, days and codes are grouped by
the database; what a working day is stays with `rules/clocks.py`.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Case as When
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models import When as If

from geography.selectors import area_names
from selfassessment.referrals.models import Case, Departure, ReferralLine, TriedActivity
from selfassessment.referrals.rules.periods import Period


class Days(NamedTuple):
    """Cases with the same days."""

    started: date
    triaged: date | None
    tried: date | None
    read_by: date
    contact_by: date
    is_open: bool
    number: int


class Placed(NamedTuple):
    """Cases or lines of one decile, area and language that went the same way."""

    decile: int | None
    ward: str
    language: str
    way: str
    number: int


def _of(period: Period) -> QuerySet[Case]:
    return Case.objects.filter(started_on__gte=period.first, started_on__lt=period.after)


def arrivals(period: Period) -> Iterator[tuple[date, str, int]]:
    """Yield how many cases began on each day by each channel."""
    found = _of(period).order_by().values_list("started_on", "channel")
    yield from found.annotate(number=Count("*")).iterator()


def clocks_of(period: Period) -> Iterator[Days]:
    """Yield the cases by the days that matter for the clocks."""
    columns = ("started_on", "triaged_on", "tried_on", "read_by_date", "contact_by_date", "is_open")
    found = _of(period).order_by().values_list(*columns).annotate(number=Count("*"))
    yield from map(Days._make, found.iterator())


def contacted(period: Period, today: date) -> Iterator[Placed]:
    """Yield the cases by where they live, their language, and whether we called in time."""
    way = When(
        If(tried_on__isnull=False, tried_on__lte=F("contact_by_date"), then=Value("in_time")),
        If(tried_on__isnull=False, then=Value("late")),
        If(is_open=False, then=Value("ended")),
        If(contact_by_date__lt=today, then=Value("late")),
        default=Value("waiting"),
        output_field=CharField(),
    )
    found = _of(period).order_by().annotate(way=way)
    columns = ("imd_decile", "ward", "language", "way")
    counted = found.values_list(*columns).annotate(number=Count("*"))
    yield from map(Placed._make, counted.iterator())


def outcomes(period: Period) -> Iterator[Placed]:
    """Yield the lines by where people live, their language, and how the help ended."""
    within = Q(case__started_on__gte=period.first, case__started_on__lt=period.after)
    columns = ("case__imd_decile", "case__ward", "case__language", "ended_as")
    found = ReferralLine.objects.filter(within).order_by().values_list(*columns)
    yield from map(Placed._make, found.annotate(number=Count("*")).iterator())


def tried(period: Period) -> Iterator[tuple[str, str, str, str, int]]:
    """Yield what people said of activities: code, name, ward, way ("went" or why not), number."""
    way = When(
        If(went=True, then=Value("went")),
        If(why_not="", then=Value("other")),
        default=F("why_not"),
        output_field=CharField(),
    )
    within = TriedActivity.objects.filter(month__gte=period.first, month__lt=period.after)
    columns = ("short_code", "name", "ward", "way")
    found = within.order_by().annotate(way=way).values_list(*columns)
    yield from found.annotate(number=Count("*")).iterator()


def departures(period: Period) -> Iterator[tuple[str, str, str, str, int]]:
    """Yield why lines ended before the help came: state, reason, kind of place, code, number."""
    lines = ReferralLine.objects.filter(
        case__started_on__gte=period.first, case__started_on__lt=period.after
    )
    within = Departure.objects.filter(line__in=lines)
    columns = ("state", "reason", "where", "code")
    yield from within.order_by().values_list(*columns).annotate(number=Count("*")).iterator()


def open_since() -> Iterator[tuple[date, int]]:
    """Yield how many open cases began on each day."""
    found = Case.objects.filter(is_open=True, started_on__isnull=False).order_by()
    yield from found.values_list("started_on").annotate(number=Count("*")).iterator()


def names_of_areas(codes: set[str]) -> dict[str, str]:
    """Return the names of wards, by code."""
    return area_names(codes)


def open_stages() -> dict[str, int]:
    """Return how many open cases stand in each stage."""
    found = Case.objects.filter(is_open=True).order_by().values_list("stage")
    return dict(found.annotate(number=Count("*")))
