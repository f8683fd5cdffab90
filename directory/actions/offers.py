"""Keep an offer page by page while a group writes it."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from core import audit
from directory.actions.proposals import ACTOR, OPEN, AlreadyDecided
from directory.models import Organisation, Proposal
from directory.staff_enums import ProposalKind

# A draft that nobody touches is forgotten. Offers of one internet address are counted by the hour.
KEPT_FOR, BEGUN_PER = timedelta(days=90), timedelta(hours=1)


class ChangedMeanwhile(RuntimeError):
    """Somebody else saved this offer since the page was opened."""


@transaction.atomic
def begin(*, language: str, organisation: Organisation | None, now: datetime) -> Proposal:
    """Begin an offer without any answer."""
    row = Proposal.objects.create(
        kind=ProposalKind.NEW,
        language=language,
        organisation=organisation,
        begun_at=now,
        changed_at=now,
    )
    audit.record(actor=ACTOR, verb="proposal.begun", subject=row, now=now)
    return row


@transaction.atomic
def save_page(
    *,
    proposal: Proposal,
    changes: Mapping[str, Any],
    contact: Mapping[str, str] | None,
    version: int,
    now: datetime,
) -> Proposal:
    """Keep the answers of one page; what others have saved since is never written over unsaid."""
    row = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if row.state not in OPEN:
        raise AlreadyDecided
    if row.version != version and _differs(row, changes, contact):
        raise ChangedMeanwhile
    row.changes = {**row.changes, **changes}
    if contact is not None:
        row.sealed_contact = json.dumps(dict(contact))
    row.version, row.changed_at = row.version + 1, now
    row.save()
    return row


def forget_unsent(*, now: datetime) -> int:
    """Forget drafts that nobody has touched for three months, and those taken back."""
    old = Proposal.objects.filter(
        state__in=[*OPEN, "withdrawn"], kind=ProposalKind.NEW, changed_at__lt=now - KEPT_FOR
    )
    return old.delete()[0]


def _differs(row: Proposal, changes: Mapping[str, Any], contact: Mapping[str, str] | None) -> bool:
    """Whether somebody else has answered this very page otherwise."""
    answered = [name for name in changes if name in row.changes]
    other = any(row.changes[name] != changes[name] for name in answered)
    there = json.loads(row.sealed_contact) if row.sealed_contact else None
    return other or (contact is not None and there not in (None, dict(contact)))
