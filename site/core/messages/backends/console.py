"""Where do messages go while no provider is set up?"""

import sys
from datetime import timedelta

from django.conf import settings

from core.messages.backends.base import Letter


class ConsoleBackend:
    """Write to standard output. The outbox rows are the mailbox that `/mailbox/` shows.

    The words of a message are printed only where the developers' mailbox is switched on;
    elsewhere the line says that a message was not delivered to anyone.
    """

    listed_within = timedelta(0)

    def send(self, letter: Letter) -> None:
        """Print the message, or one line without address and words."""
        if getattr(settings, "WAYMARK_MAILBOX", False):
            sys.stdout.write(_whole(letter))
        else:
            sys.stdout.write(f"message {letter.reference} ({letter.channel}) has no provider\n")
        sys.stdout.flush()

    def has_sent(self, reference: str) -> bool:
        """Printing twice harms nobody."""
        return False


def _whole(letter: Letter) -> str:
    rule = "-" * 60
    return (
        f"{rule}\n{letter.channel} {letter.reference} [{letter.language}]\n"
        f"To: {letter.to}\nSubject: {letter.subject}\n\n{letter.body}\n{rule}\n"
    )
