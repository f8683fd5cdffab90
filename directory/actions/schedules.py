"""Change when a listing takes place; such an edit goes live at once."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction

from accounts.models import User
from core import audit
from directory.actions.cards import refresh
from directory.actions.drafts import change_everywhere
from directory.enums import ExceptionReason, ScheduleKind
from directory.models import Schedule, ScheduleException, Service
from directory.rules.recurrence import Session


@transaction.atomic
def cancel_date(
    *,
    service: Service,
    on: date,
    starts_at: time | None = None,
    by: User | None,
    now: datetime,
    reason: ExceptionReason = ExceptionReason.CANCELLED,
) -> None:
    """Take one date (or one session of it) off; asking twice takes it off once."""
    facts = locked(service)
    row_off = ScheduleException(on=on, starts_at=starts_at, reason=reason)

    def change(listing: Service) -> None:
        rows = list(listing.exceptions.all())
        if not any(row.on == on and row.starts_at in (None, starts_at) for row in rows):
            listing.exceptions.set([*rows, row_off])

    change_everywhere(facts=facts, change=change)
    _written(facts, "listing.date_cancelled", by, now, on)


@transaction.atomic
def restore_date(
    *,
    service: Service,
    on: date,
    starts_at: time | None = None,
    by: User | None,
    now: datetime,
) -> None:
    """Put a date back that was taken off."""
    facts = locked(service)

    def change(listing: Service) -> None:
        listing.exceptions.set(
            [
                row
                for row in listing.exceptions.all()
                if not (row.on == on and row.starts_at == starts_at)
            ]
        )

    change_everywhere(facts=facts, change=change)
    _written(facts, "listing.date_restored", by, now, on)


@transaction.atomic
def change_schedule(
    *, service: Service, sessions: Sequence[Session], by: User | None, now: datetime
) -> None:
    """Let these patterns take the place of the sessions a listing has; opening hours stay."""
    facts = locked(service)
    patterns = [schedule_from(session) for session in sessions]

    def change(listing: Service) -> None:
        kept = [row for row in listing.schedules.all() if row.kind == ScheduleKind.OPENING]
        listing.schedules.set([*kept, *patterns])

    change_everywhere(facts=facts, change=change)
    audit.record(actor=by, verb="listing.schedule_changed", subject=facts, now=now)
    refresh(public_ids=[facts.public_id], now=now)


def schedule_from(session: Session) -> Schedule:
    """Return an unsaved row for this pattern."""
    return Schedule(
        kind=session.kind,
        rrule=session.rule.as_rrule(),
        starts_on=session.starts_on,
        ends_on=session.ends_on,
        start_time=session.start,
        end_time=session.end,
        term_time=session.term_time,
        bank_holidays=session.bank_holidays,
        as_of=session.as_of,
        online=session.online,
    )


def locked(service: Service) -> Service:
    """Return the source row afresh, locked until the transaction ends."""
    return Service.objects.select_for_update().get(pk=service.facts.pk)


def _written(facts: Service, verb: str, by: User | None, now: datetime, on: date) -> None:
    audit.record(actor=by, verb=verb, subject=facts, now=now, detail={"on": on.isoformat()})
    refresh(public_ids=[facts.public_id], now=now)
