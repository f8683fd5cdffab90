"""Send somebody the address of a list, and forget at once to whom it went."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from core.actions.messages import enqueue, forget_contents
from core.messages.just_typed import TOO_LATE, is_too_late
from core.messages.watching import GO, Verdict
from core.models import OutboxMessage
from core.site_facts import site_facts
from directory.models import KeptList
from directory.rules.list_codes import said

KEYS = "directory.list:"


def send(  # noqa: PLR0913  # the parts of a message, all by name
    *,
    kept: KeptList,
    channel: str,
    to: str,
    address: str,
    until: str,
    language: str,
    key: UUID,
    now: datetime,
) -> None:
    """Put the message into the outbox; the same key again sends nothing more.

    What is on the list stands neither in the subject nor in the words: others may see them on a
    locked screen or in a shared mailbox.
    """
    values = {
        "site": site_facts()["site_name"],
        "address": address,
        "code": said(kept.code),
        "until": until,
        "phone": site_facts()["phone"],
    }
    enqueue(
        channel=channel,
        to=to,
        subject=_("A list from %(site)s") % values,
        body=_(
            "Here is the list you asked for:\n%(address)s\n\n"
            "Or type this code on our website: %(code)s\n"
            "It works until %(until)s, and longer each time the list is opened.\n\n"
            "You did not ask for this? You need do nothing. %(site)s, %(phone)s"
        )
        % values,
        language=language,
        unique_key=f"{KEYS}{kept.pk}:{key}",
        now=now,
    )


def gate(message: OutboxMessage, now: datetime) -> Verdict:
    """Say whether the address of a list may leave now: where to was typed to have it at once."""
    if is_too_late(message.created_at, now):
        return Verdict(goes=False, reason=TOO_LATE)
    kept = message.unique_key.removeprefix(KEYS).partition(":")[0]
    is_there = KeptList.objects.filter(pk=kept).exists()
    return GO if is_there else Verdict(goes=False, reason="no_list")


def forget_sent(*, now: datetime) -> int:
    """Forget address and words of every list that has been sent."""
    return forget_contents(now=now, older_than=timedelta(0), keys=KEYS)
