"""Send an offer or an edit, decide about it, make a small change at once or take it back.

Each is one transaction with its audit line. What is approved goes to the live copy and to every
waiting draft; cards, index and feeds follow in the same transaction.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import structlog
from django.db import transaction
from django.utils.translation import gettext, override
from wagtail.models import Locale

from accounts.models import User
from core import audit
from core.enums import Channel
from directory.actions.cards import refresh
from directory.actions.checks import note_checked
from directory.actions.drafts import change_everywhere
from directory.actions.duplicates import check_soon
from directory.actions.proposal_messages import tell_of_decision
from directory.actions.proposed import place_of, put_on, put_place, rows_of, values_of
from directory.actions.schedules import locked
from directory.actions.team_contacts import add_contact
from directory.enums import CheckedBy, ProposalState
from directory.models import Organisation, Proposal, Service
from directory.rules import proposals as rules
from directory.selectors.harm import harms
from directory.staff_enums import ProposalKind

log = structlog.get_logger(__name__)
ACTOR = "group"
OPEN = (ProposalState.DRAFT, ProposalState.SENT_BACK)
Apply = Callable[[Proposal, User | None, datetime], None]
Told = Callable[[Proposal, dict[str, str], datetime], None]
Sent = Callable[[Proposal, datetime], Proposal]
_appliers: dict[str, Apply] = {}
_told: dict[str, Told] = {}
_sent: dict[str, Sent] = {}


class AlreadyDecided(RuntimeError):
    """Somebody else has decided, sent or taken back this proposal meanwhile."""


class NotComplete(ValueError):
    """An answer is missing without which the offer cannot be sent."""


def register_applier(kind: ProposalKind, apply: Apply) -> None:
    """Say what approving a kind does; called from ready()."""
    _appliers[kind] = apply


def register_told(name: str, told: Told) -> None:
    """Have somebody told of each decision, such as the people of the group; from ready()."""
    _told[name] = told


def register_sent(name: str, look: Sent) -> None:
    """Have something look at each proposal when it is sent, and perhaps decide; from ready()."""
    _sent[name] = look


@transaction.atomic
def send(proposal: Proposal, *, now: datetime) -> Proposal:
    """Put an offer or an edit into the queue; sending it twice sends it once."""
    row = _locked(proposal)
    if row.state == ProposalState.WAITING:
        return row
    if row.state not in OPEN:
        raise AlreadyDecided
    if row.kind == ProposalKind.NEW and missing(row):
        raise NotComplete
    if row.service is not None:
        row.before = values_of(row.service, row.changes)
    row.state, row.sent_at, row.changed_at = ProposalState.WAITING, now, now
    row.decided_at = row.decided_by = None
    row.can_harm = can_harm(row)
    row.save()
    _written(row, "sent", ACTOR, now)
    for name in sorted(_sent):
        if row.state == ProposalState.WAITING:
            row = _looked_at(name, row, now)
    return row


def can_harm(row: Proposal) -> bool:
    """Whether a proposal can harm somebody; one that cannot be looked through may."""
    try:
        with transaction.atomic():
            return bool(harms(row))
    except Exception:
        log.exception("proposal_not_looked_through", kind=row.kind)
        return True


def _looked_at(name: str, row: Proposal, now: datetime) -> Proposal:
    """Have something look at what was sent; when that fails it waits for staff as it is."""
    try:
        with transaction.atomic():
            return _sent[name](row, now)
    except Exception:
        log.exception("proposal_hook_failed", hook=name, kind=row.kind)
        return _locked(row)


@transaction.atomic
def approve(proposal: Proposal, *, by: User | None, now: datetime) -> Proposal:
    """List an offer, or make an edit public."""
    row = _waiting(proposal)
    contact = contact_of(row)
    _appliers[row.kind](row, by, now)
    _decided(row, ProposalState.APPROVED, contact, by, now)
    return row


@transaction.atomic
def send_back(proposal: Proposal, *, by: User | None, reason: str, now: datetime) -> Proposal:
    """Give an offer or edit back to its group, which can change it and send it again."""
    row = _waiting(proposal)
    row.note = reason.strip()
    _decided(row, ProposalState.SENT_BACK, contact_of(row), by, now)
    return row


@transaction.atomic
def refuse(proposal: Proposal, *, by: User | None, reason: str, now: datetime) -> Proposal:
    """Say no, with the reason; how to reach its people is forgotten."""
    row = _waiting(proposal)
    contact = contact_of(row)
    row.note, row.sealed_contact = reason.strip(), None
    _decided(row, ProposalState.REFUSED, contact, by, now)
    return row


@transaction.atomic
def withdraw(proposal: Proposal, *, now: datetime) -> Proposal:
    """Take back what is not decided yet; how to reach its people is forgotten."""
    row = _locked(proposal)
    if row.state not in (*OPEN, ProposalState.WAITING):
        raise AlreadyDecided
    row.state, row.changed_at, row.sealed_contact = ProposalState.WITHDRAWN, now, None
    row.save()
    _written(row, "withdrawn", ACTOR, now)
    return row


def missing(proposal: Proposal) -> tuple[str, ...]:
    """Return the pages of the task list that still need an answer."""
    return rules.lacking(proposal.changes, has_contact=bool(proposal.sealed_contact))


def contact_of(proposal: Proposal) -> dict[str, str]:
    """Return how the team reaches the people behind a proposal; empty when nobody has said."""
    found: dict[str, str] = json.loads(proposal.sealed_contact) if proposal.sealed_contact else {}
    return found


def apply_changes(facts: Service, changes: Mapping[str, Any], now: datetime) -> None:
    """Put changes onto the live copy and every waiting draft; cards and index follow."""
    rows = rows_of(changes)
    said = changes.get("place")
    place = place_of(said) if said else None
    if place is not None and place.pk is None:
        place.locale = facts.locale
        place.save()
    group = changes.get("group_name")
    if group and facts.organisation is not None and facts.organisation.name != group:
        facts.organisation.name = group[:200]
        facts.organisation.save()
    made = None
    if group and facts.organisation is None:
        made = Organisation.objects.create(locale=facts.locale, name=group[:200])

    def change(listing: Service) -> None:
        put_on(listing, changes, rows)
        if said:
            put_place(listing, said, place)
        if made is not None:
            listing.organisation = made

    change_everywhere(facts=facts, change=change)
    detail = {"fields": ",".join(sorted(changes))}
    audit.record(actor=ACTOR, verb="listing.changed", subject=facts, now=now, detail=detail)
    refresh(public_ids=[facts.public_id], now=now)
    check_soon(public_ids=[facts.public_id], now=now)


def _apply_edit(row: Proposal, by: User | None, now: datetime) -> None:
    if row.service is None:
        raise AlreadyDecided
    apply_changes(locked(row.service), row.changes, now)


def _apply_new(row: Proposal, by: User | None, now: datetime) -> None:
    """Publish the listing; the group keeps it from the beginning."""
    locale = Locale.objects.filter(language_code=row.language).first() or Locale.get_default()
    said, contact = row.changes.get("place") or {}, contact_of(row)
    row.organisation = row.organisation or _new_group(row, locale)
    place = place_of(said)
    if place is not None and place.pk is None:
        place.locale = locale
        place.save()
    service = Service(locale=locale, live=False, organisation=row.organisation)
    put_on(service, row.changes, rows_of(row.changes))
    put_place(service, said, place)
    service.save()
    service.save_revision(user=by).publish(user=by)
    if contact:
        add_contact(
            owner=service,
            channel=Channel(contact["channel"]),
            value=contact["value"],
            language=row.language,
            by=by,
            now=now,
        )
    note_checked(facts=service, whom=CheckedBy.GROUP, by=None, now=now)
    row.service, row.sealed_contact = service, None


def _new_group(row: Proposal, locale: Locale) -> Organisation:
    with override(row.language):
        name = str(row.changes.get("group_name") or "").strip() or gettext("A few of us")
    return Organisation.objects.create(locale=locale, name=name[:200])


def _locked(proposal: Proposal) -> Proposal:
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "service", "organisation"
    )
    return rows.get(pk=proposal.pk)


def _waiting(proposal: Proposal) -> Proposal:
    row = _locked(proposal)
    if row.state != ProposalState.WAITING:
        raise AlreadyDecided
    return row


def _decided(
    row: Proposal, state: ProposalState, contact: dict[str, str], by: User | None, now: datetime
) -> None:
    row.state, row.decided_at, row.decided_by, row.changed_at = state, now, by, now
    row.save()
    _written(row, state.value, by, now)
    for name in sorted(_told):
        _told[name](row, contact, now)


def _written(row: Proposal, verb: str, by: User | str | None, now: datetime) -> None:
    detail = {"kind": row.kind}
    audit.record(actor=by, verb=f"proposal.{verb}", subject=row, now=now, detail=detail)


register_told("messages", tell_of_decision)
register_applier(ProposalKind.NEW, _apply_new)
register_applier(ProposalKind.EDIT, _apply_edit)
register_applier(ProposalKind.CATEGORY, _apply_edit)
