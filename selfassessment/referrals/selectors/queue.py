"""Which cases stand in the queue, in which order, and how many in each of its views?

The order is that of the indexes: safety flags first, then the clock that runs out next, then
the priority, then the day of arrival. A page is read by an index and asks for one row more than
it shows, so that a hundred thousand cases cost no more than a hundred.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Value

from core.clock import day_of
from core.remembering import remembered
from selfassessment.referrals.models import (
    Case,
    Family,
    FamilyCase,
    HandOver,
    Provider,
    ReferralLine,
    SavedView,
)
from selfassessment.referrals.selectors.areas import areas_of, wards_of
from selfassessment.referrals.selectors.families import SOON

ORDER = ("-safety_hold", "due_on", "priority", "received_at")
VIEWS = {
    "open": "Everything open",
    "safety": "Safety flag: call now",
    "late": "Past their date",
    "new": "New",
    "mine": "Mine",
    "triage": "In triage",
    "provider": "Waiting for a provider",
    "contacting": "Contacting",
    "helping": "Being helped",
    "closing": "To close",
    "reading": "Needs reading",
    "follow-ups": "Follow-ups due",
    "family-plans": "Family plans to look at",
    "closed": "Closed",
    "all": "All",
}
CARDS = ("safety", "late", "new", "mine", "provider", "reading", "follow-ups", "family-plans")
TABS = ("open", "triage", "contacting", "helping", "closing", "closed", "all")


@dataclass(frozen=True)
class Filters:
    """What the queue is narrowed down to; codes only."""

    state: str = ""
    provider: str = ""
    need: str = ""
    language: str = ""
    area: str = ""
    priority: str = ""
    owner: str = ""
    channel: str = ""

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Filters":
        """Return the filters among some values."""
        return cls(**{one.name: str(values.get(one.name) or "") for one in fields(cls)})

    def as_parameters(self) -> dict[str, str]:
        """Return what is set, as it stands in an address and in a saved view."""
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in named.items() if value}


# Written as "in": a bare `WHERE is_open` would make SQLite read the whole index.
_OPEN = Q(is_open__in=[True])


def _view(name: str, user_id: int, today: date) -> Q:
    views = {
        "open": _OPEN,
        "safety": Q(safety_hold__in=[True]),
        "late": Q(_OPEN, due_on__lt=today),
        "mine": Q(_OPEN, owner=user_id),
        "provider": Q(waits_for_provider=True),
        "reading": Q(needs_reading=True),
        "follow-ups": Q(follow_up_on__lte=today),
        "family-plans": Q(_OPEN, pk__in=_of_plans_due(today)),
        "all": Q(),
    }
    return views.get(name, Q(stage=name))


def _of_plans_due(today: date) -> QuerySet[FamilyCase, Any]:
    """Return the cases of plans due soon, found from the few families and not from all cases."""
    due = Family.objects.filter(review_by__lte=today + SOON).values("pk")
    return FamilyCase.objects.filter(family__in=due).values("case")


def _on_lines(filters: Filters) -> Exists | None:
    wanted = {
        name: getattr(filters, name)
        for name in ("state", "provider", "need")
        if getattr(filters, name)
    }
    if not wanted:
        return None
    return Exists(ReferralLine.objects.filter(case=OuterRef("pk"), **wanted))


def _narrow(cases: QuerySet[Case], filters: Filters, user_id: int) -> QuerySet[Case]:
    lines = _on_lines(filters)
    if lines is not None:
        cases = cases.filter(lines)
    plain = {"language": filters.language, "channel": filters.channel}
    cases = cases.filter(**{name: value for name, value in plain.items() if value})
    if filters.area:
        cases = cases.filter(ward__in=wards_of(filters.area))
    if filters.priority:
        cases = cases.filter(priority=int(filters.priority))
    if filters.owner == "me":
        cases = cases.filter(owner=user_id)
    elif filters.owner == "nobody":
        cases = cases.filter(owner=None)
    elif filters.owner:
        cases = cases.filter(owner=int(filters.owner))
    return cases


def queue(
    view: str, filters: Filters | None = None, *, user_id: int, now: datetime
) -> QuerySet[Case]:
    """Return the cases of a view, narrowed down, the most urgent first."""
    today = day_of(now)
    cases = Case.objects.filter(_view(view, user_id, today))
    cases = _narrow(cases, filters or Filters(), user_id)
    order = ("follow_up_on", "received_at") if view == "follow-ups" else ORDER
    return cases.order_by(*order)


@dataclass(frozen=True)
class Slice:
    """One page of the queue."""

    cases: list[Case]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Return whether there is a page before."""
        return self.number > 1


def page_of(cases: QuerySet[Case], number: int, size: int) -> Slice:
    """Return one page, and whether another follows; nothing is counted.

    The keys are found by the index alone and the rows read for them: page 500 does not read
    the people of the 499 pages before it.
    """
    start = (number - 1) * size
    keys = cases.values("pk")[start : start + size + 1]
    lines = ReferralLine.objects.order_by("priority", "need").defer("sealed_why")
    found = list(
        Case.objects.filter(pk__in=keys)
        .order_by(*cases.query.order_by)
        .select_related("person", "owner", "hold_taken_by")
        .defer("sealed_answers", "sealed_consents", "sealed_referrer")
        .prefetch_related(Prefetch("lines", queryset=lines))
    )
    return Slice(found[:size], number, len(found) > size)


def counts(*, user_id: int, now: datetime) -> dict[str, int]:
    """Return how many cases stand in each view, in one query; "all" is not counted."""
    today = day_of(now)
    parts = [
        Case.objects.filter(_view(name, user_id, today))
        .annotate(view=Value(name))
        .order_by()
        .values("view")
        .annotate(number=Count("*"))
        .values_list("view", "number")
        for name in VIEWS
        if name not in ("all", "closed")
    ]
    found = dict(parts[0].union(*parts[1:], all=True))
    return {name: found.get(name, 0) for name in VIEWS if name not in ("all", "closed")}


@remembered(seconds=60)
def in_use(what: str) -> tuple[str, ...]:
    """Return the codes of needs, areas, languages that stand on cases; kept for a minute."""
    column = {"area": "ward"}.get(what, what)
    model = ReferralLine if what in ("need", "provider") else Case
    codes = model._default_manager.order_by(column).values_list(column, flat=True).distinct()
    return tuple(str(code) for code in codes if code)


@remembered(seconds=60)
def areas_in_use() -> dict[str, str]:
    """Return the area of each ward that stands on cases; kept for a minute."""
    return areas_of(in_use("area"))


@remembered(seconds=60)
def provider_names() -> dict[str, str]:
    """Return the names of the providers by code; kept for a minute."""
    return dict(Provider.objects.values_list("code", "name"))


def saved_views(user_id: int) -> list[SavedView]:
    """Return the views that somebody kept."""
    return list(SavedView.objects.filter(user=user_id))


def open_hand_overs(case: Case) -> dict[Any, HandOver]:
    """Return the open hand-over of each line of a case, by line."""
    found = HandOver.objects.filter(line__case=case, ended_at__isnull=True)
    return {one.line_id: one for one in found.select_related("provider", "acknowledged_by")}
