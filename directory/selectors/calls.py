"""Whom do staff ring about a listing, and in which order?"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from directory.enums import Answer, AnsweredBy, Opening, Origin
from directory.models import CheckRound, ListingTally, Service, TeamContact
from directory.selectors.listing_tallies import LATELY

# Who did not answer the telephone is rung again after a week.
RUNG_AGAIN = timedelta(days=7)
SHOWN_FOR = timedelta(days=30)


class Call(StrEnum):
    """Why a listing stands on the call list."""

    NOBODY = "nobody"
    SILENT = "silent"
    SOURCE = "source"
    BOUNCED = "bounced"


@dataclass(frozen=True, slots=True)
class CallCounts:
    """How many listings stand on each list, and how many answers there were lately."""

    nobody: int
    silent: int
    source: int
    bounced: int
    answers: int


def calls(why: Call, today: date) -> QuerySet[Service]:
    """Return the listings to ring about: the most opened first, those rung in vain last."""
    lately = ListingTally.objects.filter(
        short_code=OuterRef("short_code"), day__gt=today - LATELY, what=Opening.OPENED
    )
    opened = lately.values("short_code").annotate(number=Sum("count")).values("number")
    found = _due(why, today).annotate(
        opened=Coalesce(Subquery(opened, output_field=IntegerField()), Value(0)),
        was_rung=Coalesce(Q(check_row__rung_on__gt=today - RUNG_AGAIN), Value(False)),
    )
    links = ("organisation", "location", "check_row")
    ordered = found.order_by("was_rung", "-opened", "check_row__next_check", "pk")
    return ordered.select_related(*links).prefetch_related("contacts")


def call_counts(today: date) -> CallCounts:
    """Return the numbers for the tabs."""
    return CallCounts(
        nobody=_due(Call.NOBODY, today).count(),
        silent=_due(Call.SILENT, today).count(),
        source=_due(Call.SOURCE, today).count(),
        bounced=_due(Call.BOUNCED, today).count(),
        answers=lately_answered(today).count(),
    )


def lately_answered(today: date) -> QuerySet[CheckRound]:
    """Return what groups said lately of listings that are not simply right, the latest first."""
    told = CheckRound.objects.filter(
        answer__in=[Answer.CHANGED, Answer.CLOSED],
        answered_by=AnsweredBy.LINK,
        ended_at__date__gt=today - SHOWN_FOR,
    )
    return told.select_related("service").order_by("-ended_at")


def _due(why: Call, today: date) -> QuerySet[Service]:
    listed = Service.objects.listed()
    contacts = TeamContact.objects.filter(
        Q(service=OuterRef("pk")) | Q(organisation=OuterRef("organisation"))
    )
    if why == Call.BOUNCED:
        return listed.filter(Exists(contacts.filter(bounced_at__isnull=False)))
    due = listed.filter(check_row__next_check__lte=today)
    if why == Call.NOBODY:
        return due.filter(check_row__origin=Origin.NOBODY)
    if why == Call.SOURCE:
        return due.filter(check_row__origin=Origin.SOURCE)
    asked = CheckRound.objects.open().filter(service=OuterRef("pk"), asked__gte=4)
    working = contacts.filter(bounced_at__isnull=True)
    return due.filter(check_row__origin=Origin.GROUP).filter(Exists(asked) | ~Exists(working))
