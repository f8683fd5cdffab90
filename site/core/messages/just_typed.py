"""How long is an address that somebody typed to get a message at once, one just typed?

After that nobody waits for the message any more: who sees the phone then may be somebody else.
"""

from datetime import datetime, timedelta

LASTS = timedelta(hours=1)
TOO_LATE = "too_late"


def is_too_late(typed_at: datetime, now: datetime) -> bool:
    """Return whether a message is not to leave any more, however long it waited and why."""
    return now - typed_at > LASTS
