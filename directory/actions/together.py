"""How do cards and index follow once when many listings change in one act?"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from accounts.models import User
from directory.actions.cards import refresh
from directory.actions.duplicates import check_soon


@dataclass(slots=True)
class Together:
    """Who changes many listings, and which have changed so far."""

    by: User | None
    public_ids: dict[str, None] = field(default_factory=dict)

    def add(self, public_id: str) -> None:
        """Note that a listing changed."""
        self.public_ids[public_id] = None


_together: ContextVar[Together | None] = ContextVar("directory_together", default=None)


def current() -> Together | None:
    """Return the act that goes on, if there is one."""
    return _together.get()


@contextmanager
def together(*, by: User | None, now: datetime) -> Iterator[Together]:
    """Have what is done inside committed as one, and followed by cards and index once."""
    act = Together(by)
    with transaction.atomic():
        token = _together.set(act)
        try:
            yield act
        finally:
            _together.reset(token)
        if act.public_ids:
            refresh(public_ids=list(act.public_ids), now=now)
            check_soon(public_ids=list(act.public_ids), now=now)
