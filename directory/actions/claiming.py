"""Give a listing that staff or an import made to the group that says it is theirs."""

import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from core import audit
from core.enums import Channel
from directory.actions.proposals import contact_of, refuse, register_applier
from directory.actions.signing_in import ACTOR
from directory.actions.team_contacts import add_contact, digest_of
from directory.enums import ContactKind, Origin, ProposalState
from directory.models import Member, Proposal, Service, ServiceCheck, TeamContact
from directory.staff_enums import ProposalKind


def is_free(service: Service) -> bool:
    """Say whether nobody keeps a listing yet."""
    if TeamContact.objects.filter(service=service).exists():
        return False
    group = service.organisation_id
    return group is None or not TeamContact.objects.filter(organisation=group).exists()


def address_held(service: Service) -> tuple[str, str] | None:
    """Return the e-mail address of a listing or of its group, which a code can be sent to."""
    row = service.contacts.filter(kind=ContactKind.EMAIL).exclude(value="").first()
    group = service.organisation.email if service.organisation else ""
    value = row.value if row is not None else group
    return (Channel.EMAIL.value, value) if value else None


@transaction.atomic
def claimed(*, member: Member, service: Service, now: datetime) -> bool:
    """Make who typed the code of a listing's own address its keeper; False when it is taken."""
    facts = Service.objects.select_for_update(of=("self",)).get(pk=service.pk)
    if not is_free(facts):
        return TeamContact.objects.filter(service=facts, digest=member.digest).exists()
    _give(facts, Channel(member.channel), member.value, member.language, None, now)
    audit.record(actor=ACTOR, verb="listing.claimed", subject=facts, now=now)
    return True


def begin(  # the parts of a claim, all by name
    *, service: Service, channel: str, value: str, why: str, language: str, now: datetime
) -> Proposal:
    """Ask staff to give a listing to somebody; the same address again changes the words."""
    sealed = json.dumps({"channel": channel, "value": value})
    mark = digest_of(channel, value)
    row = Proposal.objects.filter(
        kind=ProposalKind.CLAIM,
        service=service,
        state=ProposalState.WAITING,
        changes__address=mark,
    ).first()
    row = row or Proposal(kind=ProposalKind.CLAIM, service=service, begun_at=now)
    row.organisation, row.language = service.organisation, language
    row.changes = {"why": why, "address": mark}
    row.sealed_contact, row.changed_at = sealed, now
    row.state, row.sent_at = ProposalState.WAITING, row.sent_at or now
    row.save()
    audit.record(actor=ACTOR, verb="proposal.sent", subject=row, now=now)
    return row


def _apply(row: Proposal, by: User | None, now: datetime) -> None:
    """Give the listing away; whoever else waits for it is told that it is taken."""
    contact = contact_of(row)
    if row.service is None or not contact:
        return
    facts = Service.objects.select_for_update(of=("self",)).get(pk=row.service.pk)
    _give(facts, Channel(contact["channel"]), contact["value"], row.language, by, now)
    row.sealed_contact = None
    others = Proposal.objects.filter(
        kind=ProposalKind.CLAIM, service=facts, state=ProposalState.WAITING
    )
    for other in others.exclude(pk=row.pk):
        with override(other.language):
            reason = _("Somebody else keeps this page now. Ring us if that is wrong.")
        refuse(other, by=by, reason=reason, now=now)


def _give(
    facts: Service,
    channel: Channel,
    value: str,
    language: str,
    by: User | None,
    now: datetime,
) -> None:
    add_contact(owner=facts, channel=channel, value=value, language=language, by=by, now=now)
    ServiceCheck.objects.filter(service=facts).update(origin=Origin.GROUP)


register_applier(ProposalKind.CLAIM, _apply)
