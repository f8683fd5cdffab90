"""How does what happened to a case read?"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfassessment.referrals import labels
from selfassessment.referrals.enums import ContactWay, EventKind
from selfassessment.referrals.models import Case, Event


@dataclass(frozen=True)
class Tried:
    """One attempt to reach the person."""

    event: Event
    way: str
    about: str


@dataclass(frozen=True)
class Happened:
    """One thing that happened, and to which line of several; "" for the whole case."""

    event: Event
    about: str


@dataclass(frozen=True)
class History:
    """What happened, newest first, and apart from it who opened the case."""

    events: list[Happened]
    opened: list[Event]


def tried(events: Sequence[Event]) -> list[Tried]:
    """Return the attempts among the events, the first one first."""
    ways = dict(ContactWay.choices)
    attempts = [event for event in events if event.kind == EventKind.ATTEMPT]
    return [
        Tried(
            event,
            ways.get(event.channel, event.channel),
            _about(event),
        )
        for event in sorted(attempts, key=lambda one: one.moment)
    ]


def _about(event: Event) -> str:
    return labels.name("offer", event.line.offer) if event.line else ""


def flagged(case: Case, events: Sequence[Event]) -> list[Event]:
    """Return what staff said of the safety flag that stands, or how the last one was dealt with.

    The newest first. Nothing where there never was a flag.
    """
    if not case.safety_hold:
        return [event for event in events if event.kind == EventKind.SAFETY_CLEARED][:1]
    said = [event for event in events if event.kind == EventKind.SAFETY_RAISED]
    return [event for event in said if case.flagged_at is None or event.at >= case.flagged_at]


def history(events: Sequence[Event]) -> History:
    """Return the history with the openings apart: they are many and say little."""
    return History(
        [Happened(one, _about(one)) for one in events if one.kind != EventKind.OPENED],
        [event for event in events if event.kind == EventKind.OPENED],
    )
