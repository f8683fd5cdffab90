"""How does what happened to a case read?"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfassessment.referrals import labels
from selfassessment.referrals.enums import ContactWay, EventKind
from selfassessment.referrals.models import Event


@dataclass(frozen=True)
class Tried:
    """One attempt to reach the person."""

    event: Event
    way: str
    about: str


@dataclass(frozen=True)
class History:
    """What happened, newest first, and apart from it who opened the case."""

    events: list[Event]
    opened: list[Event]


def tried(events: Sequence[Event]) -> list[Tried]:
    """Return the attempts among the events, the first one first."""
    ways = dict(ContactWay.choices)
    attempts = [event for event in events if event.kind == EventKind.ATTEMPT]
    return [
        Tried(
            event,
            ways.get(event.channel, event.channel),
            labels.name("offer", event.line.offer) if event.line else "",
        )
        for event in sorted(attempts, key=lambda one: one.moment)
    ]


def history(events: Sequence[Event]) -> History:
    """Return the history with the openings apart: they are many and say little."""
    return History(
        [event for event in events if event.kind != EventKind.OPENED],
        [event for event in events if event.kind == EventKind.OPENED],
    )
