"""What does the worker do with drafts from time to time?"""

from datetime import datetime

from selfassessment.actions.drafts import forget_expired


def forget_old_drafts(*, now: datetime) -> None:
    """Delete the drafts whose time is over."""
    forget_expired(now=now)
