"""Which jobs come round every so often, and which are due?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

import structlog
from django.db.models import F

from core.models import Schedule

log = structlog.get_logger(__name__)


class Recurring(Protocol):
    """A function that is called with the moment of its turn."""

    def __call__(self, *, now: datetime) -> object:
        """Do the work of this turn."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A registered function and how far apart its turns are."""

    name: str
    every: timedelta
    function: Callable[..., object]


_rhythms: dict[str, Rhythm] = {}


def register(name: str, *, every: timedelta, function: Recurring) -> None:
    """Have the worker call `function(now=…)` every so often; called in an app's `ready()`.

    The first turn is at the worker's first look. A turn that is missed is not made up for.
    """
    if every <= timedelta(0):
        raise ValueError("A schedule needs a time between its turns")
    _rhythms[name] = Rhythm(name, every, function)


def forget(name: str) -> None:
    """Remove a schedule; for tests."""
    _rhythms.pop(name, None)


def registered() -> Mapping[str, Rhythm]:
    """Return what is registered, by name."""
    return MappingProxyType(_rhythms)


def run_due(*, now: datetime) -> list[str]:
    """Run every schedule whose turn has come, once even with several workers. Return names."""
    rows = {row.name: row for row in Schedule.objects.filter(name__in=_rhythms)}
    return [
        rhythm.name
        for rhythm in list(_rhythms.values())
        if _take_turn(rhythm, rows.get(rhythm.name), now)
    ]


def _take_turn(rhythm: Rhythm, row: Schedule | None, now: datetime) -> bool:
    if row is None:
        row, _ = Schedule.objects.get_or_create(name=rhythm.name, defaults={"next_run_at": now})
    if not row.is_on or row.next_run_at > now:
        return False
    mine = Schedule.objects.filter(pk=row.pk, next_run_at=row.next_run_at).update(
        next_run_at=now + rhythm.every, last_run_at=now
    )
    if not mine:
        return False
    _run(rhythm, row, now)
    return True


def _run(rhythm: Rhythm, row: Schedule, now: datetime) -> None:
    turns = Schedule.objects.filter(pk=row.pk)
    try:
        rhythm.function(now=now)
    except Exception as error:  # one bad schedule must not stop the others
        log.exception("schedule_failed", schedule=rhythm.name)
        turns.update(
            last_error=type(error).__name__[:120], failures=F("failures") + 1, runs=F("runs") + 1
        )
    else:
        turns.update(last_error="", runs=F("runs") + 1)
