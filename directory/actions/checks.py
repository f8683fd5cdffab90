"""Say that a listing is right, and when it is to be asked about again."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import audit
from core.clock import LONDON
from directory.actions.cards import refresh
from directory.actions.rounds import end_rounds
from directory.enums import Answer, AnsweredBy, CheckedBy, Origin
from directory.models import Service, ServiceCheck, TeamContact
from directory.selectors.signs import outlooks

ANSWERED = {
    CheckedBy.GROUP: AnsweredBy.LINK,
    CheckedBy.COUNCIL: AnsweredBy.STAFF,
    CheckedBy.SOURCE: AnsweredBy.SOURCE,
}


@transaction.atomic
def mark_checked(
    *,
    service: Service,
    by: User | None,
    whom: CheckedBy,
    now: datetime,
    answered_by: AnsweredBy | None = None,
) -> None:
    """Note that `whom` has said today that the listing is right; its round ends for everybody."""
    facts = service.facts
    how = answered_by or ANSWERED[whom]
    end_rounds(keys=[facts.pk], answer=Answer.RIGHT, how=how, by=by, now=now)
    note_checked(facts=facts, whom=whom, by=by, now=now)


def note_checked(*, facts: Service, whom: CheckedBy, by: User | None, now: datetime) -> None:
    """Write down that a listing was checked today, and when it is due again."""
    row = check_of(facts)
    row.checked_on = now.astimezone(LONDON).date()
    row.checked_by = whom
    row.checked_by_user = by
    row.rung_on = None
    row.next_check = due(facts, row.checked_on, row.checked_on)
    row.save()
    audit.record(actor=by, verb="listing.checked", subject=facts, now=now, detail={"whom": whom})
    refresh(public_ids=[facts.public_id], now=now)


def check_of(facts: Service) -> ServiceCheck:
    """Return the check row of a source row, made if it is missing.

    What a group adds that the team can reach is kept by the group from the beginning.
    """
    row = ServiceCheck.objects.filter(service=facts).first()
    if row is None:
        made = {"origin": _keeper(facts)}
        row, _ = ServiceCheck.objects.get_or_create(service=facts, defaults=made)
    return row


def _keeper(facts: Service) -> Origin:
    group = facts.organisation_id
    known = TeamContact.objects.filter(organisation_id=group) if group else None
    return Origin.GROUP if known is not None and known.exists() else Origin.NOBODY


def due(facts: Service, checked_on: date | None, today: date) -> date:
    """Return when a listing is to be checked again, by its risk and what is known of it."""
    return outlooks([facts.pk], today)[facts.pk].next_check(checked_on, today)


def check_now(*, keys: Sequence[int], now: datetime) -> int:
    """Have these listings checked from today on, if they are not due already; return how many.

    For a report of a visitor, mail that came back, or a record that has left its source.
    """
    today = now.astimezone(LONDON).date()
    later = Q(next_check__gt=today) | Q(next_check__isnull=True)
    rows = ServiceCheck.objects.filter(service_id__in=keys)
    found = list(rows.filter(later).values_list("service_id", "service__translation_key"))
    rows.filter(service_id__in=[key for key, _ in found]).update(next_check=today)
    if found:
        refresh(public_ids=[str(public_id) for _, public_id in found], now=now)
    return len(found)
