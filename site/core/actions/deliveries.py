"""What became of messages after the provider took them?"""

from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

import structlog
from django.db import transaction
from django.db.models import F, Q

from core.enums import MessageStatus
from core.messages import watching
from core.messages.backends import SendFailed, chosen_backend
from core.models.messages import OutboxMessage

log = structlog.get_logger(__name__)
# Notify gives up on a phone that is off after three days.
LOOKED_FOR = timedelta(days=4)
AT_ONCE = 100
ENDED = frozenset({"delivered", "permanent-failure", "temporary-failure", "technical-failure"})


@runtime_checkable
class Tells(Protocol):
    """A backend that can say what became of a message."""

    def delivery_of(self, reference: str) -> str:
        """Return a state of `ENDED`, another word while it is under way, or ""."""


def look_after(*, now: datetime, backend: object | None = None, limit: int = AT_ONCE) -> int:
    """Ask the provider about messages that left lately, the longest unasked first.

    Return how many ended. A watcher hears of each once.
    """
    way_out = backend or chosen_backend()
    if not isinstance(way_out, Tells):
        return 0
    open_ones = OutboxMessage.objects.filter(
        ~Q(delivery__in=ENDED), status=MessageStatus.SENT, sent_at__gt=now - LOOKED_FOR
    ).order_by(F("asked_at").asc(nulls_first=True), "sent_at")
    ended = 0
    for message in open_ones[:limit]:
        try:
            said = way_out.delivery_of(str(message.pk))
        except SendFailed as failure:
            log.warning("deliveries_not_known", code=failure.code)
            break
        ended += _keep(message, said, now)
    return ended


def _keep(message: OutboxMessage, said: str, now: datetime) -> bool:
    with transaction.atomic():
        known = OutboxMessage.objects.filter(pk=message.pk).exclude(delivery__in=ENDED)
        changed = known.update(delivery=said[:24], asked_at=now)
        if not changed or said not in ENDED:
            return False
        watching.tell(message, said, now)
    return True
