"""How do cards and index follow a change of so many listings that nobody can wait for it?"""

from collections.abc import Sequence
from datetime import datetime

from core import clock
from core.tasks.jobs import job
from core.tasks.queue import enqueue
from directory.actions.cards import AT_ONCE, refresh

JOB = "directory.cards_changed"


def refresh_or_queue(*, public_ids: Sequence[str], now: datetime) -> bool:
    """Build the cards of these listings in the caller's transaction, or have the worker do it.

    The right to write is held until the commit: a few hundred cards are built in a second or two;
    of more, the worker builds one part after another, each in a transaction of its own. Returns
    whether they are built already.
    """
    if len(public_ids) <= AT_ONCE:
        refresh(public_ids=public_ids, now=now)
        return True
    for start in range(0, len(public_ids), AT_ONCE):
        enqueue(JOB, arguments={"public_ids": list(public_ids[start : start + AT_ONCE])}, now=now)
    return False


@job(JOB)
def build_cards_later(*, public_ids: list[str]) -> int:
    """Build one part of the cards, from what the database says now. Returns how many are shown."""
    return refresh(public_ids=public_ids, now=clock.now())
