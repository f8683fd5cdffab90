"""Has anybody changed, dropped or moved what happened to a case?"""

import hashlib
from collections.abc import Iterator, Sequence
from uuid import UUID

from core.encryption.errors import EncryptionError
from core.encryption.keyring import keyring
from core.models import AuditEvent
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, ChainEnd, Event
from selfassessment.referrals.rules import chain

# Runs through all chains stand in the audit trail under this name.
ACTOR = "referrals.chains"
BEGUN, WHOLE, BROKEN = "chains.begun", "chains.whole", "chains.broken"
CASE_BROKEN = "case.chain_broken"
LOOKED_INTO = "case.chain_looked_into"


def last_run(*verbs: str) -> AuditEvent | None:
    """Return the last row that a run wrote, of these verbs."""
    return AuditEvent.objects.filter(actor=ACTOR, verb__in=verbs).order_by("-at", "-pk").first()


def is_broken() -> bool:
    """Return whether the last run that ended found a history that was changed."""
    last = last_run(WHOLE, BROKEN)
    return last is not None and last.verb == BROKEN


def cases_of_last_alarm() -> list[UUID]:
    """Return the keys of the cases that the last run with a fault named."""
    last = last_run(BROKEN)
    if last is None:
        return []
    rows = AuditEvent.objects.filter(actor=ACTOR, verb=CASE_BROKEN, at=last.at)
    return [UUID(key) for key in rows.values_list("subject_key", flat=True)]


def cases_after(case_id: UUID | None, most: int) -> list[UUID]:
    """Return the keys of the next cases, in the order of their keys."""
    cases = Case.objects.order_by("pk")
    if case_id is not None:
        cases = cases.filter(pk__gt=case_id)
    return list(cases.values_list("pk", flat=True)[:most])


def digest_of(found: Sequence[str]) -> str:
    """Return a short code that stands for these faults."""
    return hashlib.sha256("\n".join(found).encode()).hexdigest()[:32]


def was_looked_into(case_id: UUID, found: Sequence[str]) -> bool:
    """Return whether an operator said that they had looked into exactly these faults."""
    rows = AuditEvent.objects.about(Case(pk=case_id)).filter(verb=LOOKED_INTO)
    return digest_of(found) in {row.detail.get("faults") for row in rows}


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
