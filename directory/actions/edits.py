"""Let a group change its listing: what is harmless goes live at once, all else waits."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core import audit
from core.actions.messages import enqueue
from core.enums import Channel
from directory.actions.checks import mark_checked
from directory.actions.problems import team_addresses
from directory.actions.proposals import ACTOR, AlreadyDecided, apply_changes, can_harm, send
from directory.actions.proposed import values_of
from directory.actions.schedules import cancel_date, locked, restore_date
from directory.enums import CheckedBy, ProposalState, Status
from directory.models import Proposal, Service
from directory.rules.edits import differing, version_of
from directory.rules.proposals import goes_live
from directory.staff_enums import ProposalKind

CANCELLED = "cancelled"


class ChangedSince(RuntimeError):
    """Somebody else has changed the same facts since the page was opened."""


class NothingChanged(ValueError):
    """What was sent is what the listing says already."""


@transaction.atomic
def change(
    *, service: Service, changes: Mapping[str, Any], version: int, language: str, now: datetime
) -> Proposal:
    """Make a change at once, or put it into the queue; only what differs counts.

    `version` is that of the facts the page was opened with.
    """
    facts = locked(service)
    if CANCELLED in changes:
        return _cancel(facts, changes[CANCELLED], language, now)
    there = values_of(facts, changes)
    if version_of(there) != version:
        raise ChangedSince
    new = differing(there, {name: changes[name] for name in there})
    if not new:
        raise NothingChanged
    before = {name: there[name] for name in new}
    row = _new(facts, new, before, language, now)
    if goes_live(new):
        apply_changes(facts, new, now)
        _went_live(row, now)
    else:
        row = _instead_of_earlier(row)
        send(row, now=now)
    return row


@transaction.atomic
def take_back(*, edit: Proposal, now: datetime) -> bool:
    """Undo a change that went live at once; False when somebody has changed the same since."""
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=edit.pk)
    if row.kind != ProposalKind.LIVE or row.state != ProposalState.APPROVED or not row.service:
        raise AlreadyDecided
    facts = locked(row.service)
    if CANCELLED in row.changes:
        on, at = _session_of(row.changes[CANCELLED])
        restore_date(service=facts, on=on, starts_at=at, by=None, now=now)
    elif differing(values_of(facts, row.changes), row.changes):
        return False
    else:
        apply_changes(facts, row.before, now)
    row.state, row.changed_at = ProposalState.WITHDRAWN, now
    row.save()
    audit.record(actor=ACTOR, verb="listing.change_taken_back", subject=facts, now=now)
    _tell(row, "The group has taken a change back.", now)
    return True


def _cancel(facts: Service, said: list[str], language: str, now: datetime) -> Proposal:
    on, at = _session_of(said)
    if facts.exceptions.filter(on=on, starts_at__in=[at]).exists():
        raise NothingChanged
    cancel_date(service=facts, on=on, starts_at=at, by=None, now=now)
    row = _new(facts, {CANCELLED: said}, {CANCELLED: []}, language, now)
    _went_live(row, now)
    return row


def _session_of(said: list[str]) -> tuple[date, time]:
    return date.fromisoformat(said[0]), time.fromisoformat(said[1])


def _new(
    facts: Service,
    changes: Mapping[str, Any],
    before: Mapping[str, Any],
    language: str,
    now: datetime,
) -> Proposal:
    return Proposal.objects.create(
        kind=ProposalKind.EDIT,
        service=facts,
        organisation=facts.organisation,
        changes=dict(changes),
        before=dict(before),
        language=language,
        begun_at=now,
        changed_at=now,
    )


def _went_live(row: Proposal, now: datetime) -> None:
    row.kind, row.state = ProposalKind.LIVE, ProposalState.APPROVED
    row.sent_at = row.decided_at = now
    row.save()
    if row.service is not None and row.service.status == Status.ACTIVE:
        mark_checked(service=row.service, by=None, whom=CheckedBy.GROUP, now=now)
    _tell(row, "The group has changed this. The public sees it now.", now)


def _instead_of_earlier(row: Proposal) -> Proposal:
    """Put a change into the one that waits already, so that staff read one and not five."""
    waiting = Proposal.objects.waiting().filter(service=row.service, kind=ProposalKind.EDIT)
    earlier = waiting.select_for_update(of=("self",)).exclude(pk=row.pk).first()
    if earlier is None:
        return row
    earlier.changes = {**earlier.changes, **row.changes}
    earlier.before = {**row.before, **earlier.before}
    earlier.changed_at = row.changed_at
    earlier.can_harm = can_harm(earlier)
    earlier.save()
    row.delete()
    return earlier


def _tell(row: Proposal, what: str, now: datetime) -> None:
    """Write to the team, in English, which facts of which listing were changed."""
    if row.service is None:
        return
    base = settings.WAYMARK_BASE_URL.rstrip("/")
    address = base + reverse("directory_freshness_listing", args=[row.service.pk])
    name = " ".join(row.service.name.split())
    fields = ", ".join(sorted(row.changes))
    for number, email in enumerate(dict.fromkeys(team_addresses())):
        enqueue(
            channel=Channel.EMAIL,
            to=email,
            subject=f"Changed by the group: {name}",
            body=f"{what}\n\nListing: {name}\nChanged: {fields}\nSee it:\n{address}\n",
            language="en",
            unique_key=f"directory.edited:{row.pk}:{row.state}:{number}",
            now=now,
        )
