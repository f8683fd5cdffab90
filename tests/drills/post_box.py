"""A way out for messages that writes down each time it was asked, also the second time."""

import json
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from core.messages.backends.base import Letter

BOOK = "post-box.jsonl"
# Whoever is killed is mostly killed here: the message has left, and nobody has noted it yet.
TAKES = 0.04


class PostBox:
    """Append a line for each message that is handed over; the book shows what was sent twice."""

    listed_within = timedelta(0)

    def __init__(self) -> None:
        self.book = Path(settings.WAYMARK_DATA) / BOOK

    def send(self, letter: Letter) -> None:
        """Write it down, and take a moment to answer."""
        with self.book.open("a", encoding="utf-8") as book:
            book.write(json.dumps([letter.reference, letter.body]) + "\n")
        time.sleep(TAKES)

    def has_sent(self, reference: str) -> bool:
        """Look through the book."""
        return self.book.exists() and f'["{reference}"' in self.book.read_text("utf-8")
