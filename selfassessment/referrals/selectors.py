"""What does the desk ask of its records?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from selfassessment.referrals.bank_holidays import england
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, DeskSettings, Event, PersonMatch, ReferralLine
from selfassessment.referrals.rules import clocks, transitions
from selfassessment.referrals.types import Promise

QUEUES = {
    "to-do": ("received", "triage", "allocated"),
    "contacting": ("contacting",),
    "accepted": ("accepted",),
    "closing": ("declined", "unreached", "redirected"),
    "done": transitions.ENDED,
}


def desk_hours() -> clocks.Hours:
    """Return the desk's hours with England's bank holidays."""
    hours: clocks.Hours = DeskSettings.load().hours(england())
    return hours


def promise(now: datetime) -> Promise:
    """Return by when a referral that arrives at `now` is read and its person contacted."""
    settings = DeskSettings.load()
    hours = settings.hours(england())
    start = clocks.effective_start(hours, now)
    return Promise(
        read_by=clocks.working_day_after(hours, start, settings.read_within_days),
        contact_by=clocks.working_day_after(hours, start, settings.contact_within_days),
        open_now=clocks.is_open(hours, now),
        opens_next=clocks.opens_next(hours, now),
        closes=settings.closes.strftime("%H:%M"),
    )


def with_lines(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Return the cases with person, owner and lines read along: a fixed number of queries."""
    lines = ReferralLine.objects.order_by("priority", "need")
    return cases.select_related("person", "owner").prefetch_related(
        Prefetch("lines", queryset=lines)
    )


def queue(name: str, *, owner_id: int | None = None, need: str = "") -> QuerySet[Case]:
    """Return the cases with a line in one of the queue's states, safety first, oldest first.

    An unknown name gives every case.
    """
    cases = Case.objects.all()
    if name in QUEUES:
        cases = cases.filter(
            pk__in=ReferralLine.objects.filter(state__in=QUEUES[name]).values("case")
        )
    if owner_id is not None:
        cases = cases.filter(owner=owner_id)
    if need:
        cases = cases.filter(pk__in=ReferralLine.objects.filter(need=need).values("case"))
    return with_lines(cases.order_by("-safety_hold", "contact_by_date", "received_at"))


def queue_counts() -> dict[str, int]:
    """Return how many cases stand in each queue, in one query."""
    wanted = {
        name.replace("-", "_"): Count("case", filter=Q(state__in=states), distinct=True)
        for name, states in QUEUES.items()
    }
    counted = ReferralLine.objects.aggregate(**wanted)
    return {name: counted[name.replace("-", "_")] for name in QUEUES}


@dataclass(frozen=True)
class Figures:
    """The numbers above the queue."""

    safety: int
    overdue: int
    new_today: int
    nobodys: int


def figures(now: datetime) -> Figures:
    """Return the numbers above the queue, in one query."""
    today = now.astimezone(clocks.LONDON).date()
    open_cases = Q(pk__in=ReferralLine.objects.filter(state__in=QUEUES["to-do"]).values("case"))
    counted = Case.objects.aggregate(
        safety=Count("pk", filter=Q(safety_hold=True)),
        overdue=Count("pk", filter=open_cases & Q(contact_by_date__lt=today)),
        new_today=Count("pk", filter=Q(received_at__date=today)),
        nobodys=Count("pk", filter=open_cases & Q(owner=None)),
    )
    return Figures(**counted)


def possible_duplicates(cases: Iterable[Case]) -> dict[UUID, list[Case]]:
    """Return for each case the other cases whose person may be the same, in three queries."""
    wanted = {case.person_id: case for case in cases}
    digests: dict[str, set[UUID]] = {}
    for person_id, digest in PersonMatch.objects.filter(person__in=wanted).values_list(
        "person_id", "digest"
    ):
        digests.setdefault(digest, set()).add(person_id)
    found: dict[UUID, dict[UUID, Case]] = {case.pk: {} for case in wanted.values()}
    matching = Case.objects.filter(person__matches__digest__in=digests).distinct()
    by_person = {case.person_id: case for case in matching}
    others = PersonMatch.objects.filter(digest__in=digests).values_list("person_id", "digest")
    for other_id, digest in others:
        for person_id in digests[digest] - {other_id}:
            if other_id in by_person:
                other = by_person[other_id]
                found[wanted[person_id].pk][other.pk] = other
    return {case_id: list(cases.values()) for case_id, cases in found.items()}


def events_of(case: Case) -> Sequence[Event]:
    """Return what happened to a case, newest first."""
    return list(case.events.select_related("actor", "line").order_by("-at", "-id"))


def attempts(cases: Iterable[Case]) -> dict[UUID, int]:
    """Return how often each case's person was tried, in one query."""
    counted = (
        Event.objects.filter(case__in=list(cases), kind=EventKind.ATTEMPT)
        .values_list("case")
        .annotate(number=Count("pk"))
    )
    return dict(counted)


def needs_in_use() -> list[str]:
    """Return the codes of needs that stand on lines."""
    return list(ReferralLine.objects.values_list("need", flat=True).distinct().order_by("need"))
