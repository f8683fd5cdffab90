"""Note that a message came back: its address does not work, and its listings are to be checked."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from core import audit
from core.actions.messages import MOST_ATTEMPTS
from core.clock import day_of
from core.enums import MessageStatus
from core.models import OutboxMessage
from directory.actions.checks import check_now
from directory.models import CheckLine, CheckMessage, TeamContact

# What GOV.UK Notify says of an address that does not exist.
NO_SUCH_ADDRESS = "permanent-failure"
LOOKED_BACK = timedelta(days=14)


def look_for_bounces(*, now: datetime) -> int:
    """Note the messages that the provider has refused for good; return how many addresses.

    A message that was given up after the last attempt did not come back: the provider was away.
    """
    at_once = Q(status=MessageStatus.GIVEN_UP, attempts__lt=MOST_ATTEMPTS)
    refused = OutboxMessage.objects.filter(at_once | Q(delivery=NO_SUCH_ADDRESS))
    young = CheckMessage.objects.filter(
        bounced_at__isnull=True, made_on__gte=day_of(now - LOOKED_BACK)
    )
    digests = set(young.filter(outbox__in=refused.values("pk")).values_list("digest", flat=True))
    return sum(came_back(digest=digest, now=now) for digest in sorted(digests))


@transaction.atomic
def came_back(*, digest: str, now: datetime) -> bool:
    """Note that mail to an address came back; False when no group has this address.

    Nothing leaves the search because of it: that takes a person. Nobody writes there again
    until the address is put right.
    """
    contacts = list(TeamContact.objects.select_for_update().filter(digest=digest))
    CheckMessage.objects.filter(digest=digest, bounced_at__isnull=True).update(bounced_at=now)
    for contact in contacts:
        if contact.bounced_at is None:
            contact.bounced_at = now
            contact.save(update_fields=["bounced_at"])
            audit.record(actor=None, verb="contact.bounced", subject=contact, now=now)
    asked = CheckLine.objects.filter(message__digest=digest, round__ended_at__isnull=True)
    keys = list(asked.values_list("round__service_id", flat=True).distinct())
    check_now(keys=keys, now=now)
    return bool(contacts)
