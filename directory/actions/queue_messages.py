"""Write one message to the groups behind some items of the queue."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from core.actions.messages import enqueue_many
from core.models import OutboxMessage
from core.site_facts import site_facts
from directory.actions.proposals import contact_of
from directory.actions.team_contacts import digest_of
from directory.models import Proposal, TeamContact
from directory.rules.moderation import Item
from directory.selectors.moderation import by_key
from directory.selectors.queue_proposals import KINDS

Address = tuple[str, str, str]


@transaction.atomic
def write_to_groups(
    *, items: Sequence[Item], subject: str, words: str, key: UUID, now: datetime
) -> tuple[int, list[str]]:
    """Put one message for each address into the outbox; the same key again sends nothing more.

    Returns to how many addresses, and the items of which no address is known.
    """
    found, without = _addresses(items)
    end = f"\n\n{site_facts()['site_name']}, {site_facts()['phone']}"
    rows = [
        OutboxMessage(
            channel=channel,
            to=value,
            subject=subject,
            body=words + end,
            language=language,
            unique_key=f"directory.queue:{key}:{digest}",
        )
        for digest, (channel, value, language) in found.items()
    ]
    return enqueue_many(rows, now=now), without


def _addresses(items: Sequence[Item]) -> tuple[dict[str, Address], list[str]]:
    """Return the addresses by their digest, and the titles of items without any."""
    sent = by_key(Proposal.objects.all(), [one.key for one in items if one.kind in KINDS])
    contacts = list(
        TeamContact.objects.filter(bounced_at__isnull=True).filter(
            Q(service__in=[one.service for one in items if one.service])
            | Q(organisation__in=[one.group for one in items if one.group])
        )
    )
    found: dict[str, Address] = {}
    without = []
    for item in items:
        own = {
            row.digest: (row.channel, row.value, row.language)
            for row in contacts
            if item.service and row.service_id == item.service
        } or {
            row.digest: (row.channel, row.value, row.language)
            for row in contacts
            if item.group and row.organisation_id == item.group
        }
        proposal = sent.get(item.key)
        told = contact_of(proposal) if proposal else {}
        if told and proposal:
            digest = digest_of(told["channel"], told["value"])
            own[digest] = (told["channel"], told["value"], proposal.language)
        found |= own
        if not own:
            without.append(item.title)
    return found, without
