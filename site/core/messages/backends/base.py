"""What does a message provider have to be able to do?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as it leaves: all its words, and a reference no other message has."""

    reference: str
    channel: str
    to: str
    subject: str
    body: str
    language: str


class SendFailed(Exception):
    """The provider did not take the message. `permanent` says that trying again is useless.

    `code` is a short word for the log, such as "timeout" or "bad_number": never an address.
    `refused` says that it was surely not taken; else it may have been, and the answer got lost.
    """

    def __init__(self, code: str, *, permanent: bool = False, refused: bool = False) -> None:
        super().__init__(code)
        self.code = code
        self.permanent = permanent
        self.refused = refused or permanent


class MessageBackend(Protocol):
    """A way out for messages.

    `listed_within`: so long after it was handed over a message may be missing where `has_sent`
    looks, though it was taken.
    """

    listed_within: timedelta

    def send(self, letter: Letter) -> None:
        """Hand the message over, or raise SendFailed."""

    def has_sent(self, reference: str) -> bool:
        """Say whether a message with this reference was taken before.

        Asked before a message is sent again whose sender died half-way, since no provider
        promises to refuse a second copy. False when it cannot be known.
        """
