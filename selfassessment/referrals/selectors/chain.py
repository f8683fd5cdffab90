"""Has anybody changed, dropped or moved what happened to a case?"""

from collections.abc import Iterator
from uuid import UUID

from core.encryption.errors import EncryptionError
from core.encryption.keyring import keyring
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, ChainEnd, Event
from selfassessment.referrals.rules import chain


def chained_cases() -> Iterator[UUID]:
    """Yield every case, the oldest first."""
    yield from Case.objects.order_by("received_at").values_list("pk", flat=True).iterator()


def faults(case_id: UUID) -> list[str]:
    """Return what is wrong with the events of a case, in words; nothing when all is in order."""
    events = list(Event.objects.filter(case=case_id).order_by("number", "at"))
    end = ChainEnd.objects.filter(case=case_id).first()
    if end is None:
        return ["The end of the chain is missing."] if events else []
    try:
        key = chain.key_from(keyring().key(end.key or keyring().current))
    except EncryptionError:
        return [f"The key {end.key!r} of the chain is not in WAYMARK_FIELD_KEYS."]
    return [*_walk(events, key), *_at_the_end(events, end)]


def _walk(events: list[Event], key: bytes) -> Iterator[str]:
    erased = any(event.kind in (EventKind.ERASED, EventKind.REOPENED) for event in events)
    previous = ""
    for place, event in enumerate(events, start=1):
        name = f"Event {place} ({event.kind}, {event.at:%d/%m/%Y %H:%M})"
        if event.number != place:
            yield f"{name} stands at {event.number}: one was dropped, added or moved."
            return
        if event.digest != chain.link(key, previous, event.parts()):
            yield f"{name} was changed, or stands in another's place."
            return
        yield from _note(event, key, name, erased)
        previous = event.digest


def _note(event: Event, key: bytes, name: str, erased: bool) -> Iterator[str]:
    try:
        note = event.sealed_note
    except EncryptionError:
        yield f"The note of {name} does not open."
        return
    if note is None and event.payload and erased:
        return
    if chain.payload(key, str(event.pk), note) != event.payload:
        yield f"The note of {name} was changed or taken away."


def _at_the_end(events: list[Event], end: ChainEnd) -> Iterator[str]:
    if end.count != len(events):
        yield f"{len(events)} events are there, {end.count} were written."
    elif events and events[-1].digest != end.digest:
        yield "The last event is not the one that was written last."
