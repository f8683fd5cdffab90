"""Show, in a demonstration, made-up listings in every state of being asked about."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from core.clock import LONDON
from core.enums import Channel
from directory.actions.cards import refresh
from directory.actions.fresh_days import write_day
from directory.actions.team_contacts import new_contact
from directory.enums import Answer, AnsweredBy, CheckedBy, Opening, Origin
from directory.models import (
    CheckRound,
    ListingTally,
    Organisation,
    Service,
    ServiceCheck,
    TeamContact,
)

DAYS_SHOWN = 60
MOST_OPENED = 40
# How many listings stand in each state.
NOBODYS, SILENT, ANSWERED = 4, 3, 3


@transaction.atomic
def load_sample_freshness(*, now: datetime) -> int:
    """Give the made-up groups addresses, and some listings a history; once. Returns how many."""
    if TeamContact.objects.filter(organisation__is_sample=True).exists():
        return 0
    groups = list(Organisation.objects.sources().filter(is_sample=True).order_by("short_code"))
    languages = [code for code, _ in settings.LANGUAGES]
    contacts = [
        new_contact(
            owner=group,
            channel=Channel.EMAIL,
            value=f"team.{group.short_code}@example.org",
            language=languages[number % len(languages)] if number % 3 == 0 else "en",
            now=now,
        )
        for number, group in enumerate(groups)
    ]
    if contacts:
        contacts[-1].bounced_at = now - timedelta(days=2)
    TeamContact.objects.bulk_create(contacts)
    samples = Service.objects.listed().filter(is_sample=True, organisation__isnull=False)
    listings = list(samples.filter(~Q(kind="gp")).order_by("short_code"))
    _count(listings, now)
    _states(listings, now)
    for days in range(DAYS_SHOWN, 0, -1):
        write_day(now=now - timedelta(days=days))
    return len(listings)


def _states(listings: Sequence[Service], now: datetime) -> None:
    today = now.astimezone(LONDON).date()
    nobodys = listings[:NOBODYS]
    silent = listings[NOBODYS : NOBODYS + SILENT]
    answered = listings[NOBODYS + SILENT : NOBODYS + SILENT + ANSWERED]
    checks = ServiceCheck.objects
    checks.filter(service__in=nobodys).update(
        origin=Origin.NOBODY, next_check=today - timedelta(days=3)
    )
    overdue = today - timedelta(days=30)
    checks.filter(service__in=silent).update(
        next_check=overdue, checked_on=today - timedelta(days=212)
    )
    checks.filter(service__in=answered).update(
        checked_on=today - timedelta(days=1),
        checked_by=CheckedBy.GROUP,
        next_check=today + timedelta(days=181),
    )
    begun = overdue - timedelta(days=30)
    rounds = [
        CheckRound(service=one, opened_on=begun, due_on=overdue, asked=4, asked_on=today)
        for one in silent
    ]
    rounds += [
        CheckRound(
            service=one,
            opened_on=begun,
            due_on=today,
            asked=2,
            ended_at=now - timedelta(days=1),
            answer=answer,
            answered_by=AnsweredBy.LINK,
        )
        for one, answer in zip(answered, (Answer.RIGHT, Answer.CHANGED, Answer.RIGHT), strict=False)
    ]
    CheckRound.objects.bulk_create(rounds)
    refresh(public_ids=[one.public_id for one in (*nobodys, *silent, *answered)], now=now)


def _count(listings: Sequence[Service], now: datetime) -> None:
    """Count made-up visits of the last weeks, the same ones for the same listing."""
    day = now.astimezone(LONDON).date() - timedelta(days=4)
    rows = []
    for one in listings:
        opened = sha256(one.short_code.encode()).digest()[0] % MOST_OPENED + 1
        for what, number in (
            (Opening.OPENED, opened),
            (Opening.CONTACTED, opened // 5),
            (Opening.CALENDAR, opened // 9),
        ):
            if number:
                rows.append(
                    ListingTally(day=day, short_code=one.short_code, what=what, count=number)
                )
    ListingTally.objects.bulk_create(rows, ignore_conflicts=True)
