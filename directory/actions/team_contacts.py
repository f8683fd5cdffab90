"""Keep how the team reaches a group: apart from what the public sees, and sealed."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import User
from core import audit
from core.enums import Channel
from directory.enums import Origin
from directory.models import Organisation, Service, ServiceCheck, TeamContact

_PURPOSE = "directory.team_contact"


def digest_of(channel: str, value: str) -> str:
    """Return what stands for an address where it is looked for."""
    plain = "".join(value.split()).casefold()
    return salted_hmac(_PURPOSE, f"{channel}:{plain}", algorithm="sha256").hexdigest()


def new_contact(
    *, owner: Organisation | Service, channel: Channel, value: str, language: str, now: datetime
) -> TeamContact:
    """Return the unsaved contact of a group, or of one listing."""
    facts = owner.facts
    return TeamContact(
        organisation=facts if isinstance(facts, Organisation) else None,
        service=facts if isinstance(facts, Service) else None,
        channel=channel,
        value=value.strip(),
        digest=digest_of(channel, value),
        language=language,
        added_at=now,
    )


@transaction.atomic
def add_contact(  # the parts of a contact, all by name
    *,
    owner: Organisation | Service,
    channel: Channel,
    value: str,
    language: str,
    by: User | None,
    now: datetime,
) -> TeamContact:
    """Keep a contact; the same address again only changes its language and counts as working.

    From then on the group keeps those of its listings that nobody kept.
    """
    made = new_contact(owner=owner, channel=channel, value=value, language=language, now=now)
    there = TeamContact.objects.filter(
        organisation=made.organisation, service=made.service, digest=made.digest
    ).first()
    contact = there or made
    contact.language, contact.bounced_at = language, None
    contact.save()
    nobodys = ServiceCheck.objects.filter(origin=Origin.NOBODY)
    if made.service is not None:
        nobodys.filter(service=made.service).update(origin=Origin.GROUP)
    else:
        nobodys.filter(service__organisation=made.organisation).update(origin=Origin.GROUP)
    audit.record(actor=by, verb="contact.added", subject=owner.facts, now=now)
    return contact


@transaction.atomic
def remove_contact(*, contact: TeamContact, by: User | None, now: datetime) -> None:
    """Forget a contact; what was asked of it stays, without the address."""
    owner = contact.organisation or contact.service
    if owner is not None:
        audit.record(actor=by, verb="contact.removed", subject=owner, now=now)
    contact.delete()
