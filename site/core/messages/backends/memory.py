"""Where do messages go in a test?"""

from datetime import timedelta

from core.messages.backends.base import Letter


class MemoryBackend:
    """Keep messages in `MemoryBackend.sent`, a list of this process; empty it before a test."""

    listed_within = timedelta(0)
    sent: list[Letter] = []

    def send(self, letter: Letter) -> None:
        """Keep the message."""
        self.sent.append(letter)

    def has_sent(self, reference: str) -> bool:
        """Look through the kept messages."""
        return any(letter.reference == reference for letter in self.sent)
