"""Say that a listing is right, and when it is to be asked about again."""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from core import audit
from core.clock import LONDON
from directory.actions.cards import refresh
from directory.enums import CheckedBy, Origin
from directory.models import Service, ServiceCheck
from directory.rules.freshness import next_check, risk_of


@transaction.atomic
def mark_checked(*, service: Service, by: User | None, whom: CheckedBy, now: datetime) -> None:
    """Note that `whom` has said today that the listing is right."""
    facts = service.facts
    row = check_of(facts)
    row.checked_on = now.astimezone(LONDON).date()
    row.checked_by = whom
    row.checked_by_user = by
    row.next_check = due(facts, row.checked_on, row.checked_on)
    row.save()
    audit.record(actor=by, verb="listing.checked", subject=facts, now=now, detail={"whom": whom})
    refresh(public_ids=[facts.public_id], now=now)


def check_of(facts: Service) -> ServiceCheck:
    """Return the check row of a source row, made if it is missing."""
    row, _ = ServiceCheck.objects.get_or_create(service=facts, defaults={"origin": Origin.NOBODY})
    return row


def due(facts: Service, checked_on: date | None, today: date) -> date:
    """Return when a listing is to be checked again, by its risk."""
    headings = {
        code
        for row in facts.categories.select_related("term__parent")
        for code in (row.term.code, row.term.parent.code if row.term.parent else "")
    }
    return next_check(checked_on, risk_of(facts.kind, headings), today)
