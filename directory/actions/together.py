"""How do cards and index follow once when many listings change in one act?"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.models import User
from directory.actions.cards_later import refresh_or_queue
from directory.actions.duplicates import check_soon


@dataclass(slots=True)
class Together:
    """Who changes many listings, and which have changed so far."""

    by: User | None
    public_ids: dict[str, None] = field(default_factory=dict)

    def add(self, *public_ids: str) -> None:
        """Note that these listings changed."""
        self.public_ids.update(dict.fromkeys(public_ids))


_together: ContextVar[Together | None] = ContextVar("directory_together", default=None)


def current() -> Together | None:
    """Return the act that goes on, if there is one."""
    return _together.get()


@contextmanager
def together(*, by: User | None, now: datetime, compare: bool = True) -> Iterator[Together]:
    """Have what is done inside committed as one, and followed by cards and index once.

    `compare` has the worker look for duplicates among them as well.
    """
    act = Together(by)
    with transaction.atomic():
        token = _together.set(act)
        try:
            yield act
        finally:
            _together.reset(token)
        if act.public_ids:
            refresh_or_queue(public_ids=list(act.public_ids), now=now)
            if compare:
                check_soon(public_ids=list(act.public_ids), now=now)
