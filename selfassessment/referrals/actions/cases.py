"""What changes a case: receiving it, opening, owning and noting it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction

from accounts.models import User
from core.actions.messages import enqueue_many
from core.audit import record
from selfassessment.referrals.actions import own_words, standing
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.notices import of_arrival
from selfassessment.referrals.actions.person import begin
from selfassessment.referrals.actions.writing import to_person
from selfassessment.referrals.enums import AttemptOutcome, Channel, EventKind
from selfassessment.referrals.models import (
    Case,
    DeskSettings,
    Event,
    Person,
    PersonMatch,
    ReferralLine,
)
from selfassessment.referrals.rules import matching, references
from selfassessment.referrals.rules.message_words import Kind
from selfassessment.referrals.rules.own_words import to_read
from selfassessment.referrals.selectors import promise
from selfassessment.referrals.types import NeedLine, Received, SubmittedReferral

_TRIES = 5
_ONE_PRESS = timedelta(minutes=1)


class NoteIsEmpty(ValueError):
    """A note without words was to be kept."""


def receive(*, submission: SubmittedReferral, now: datetime, by: User | None = None) -> Received:
    """Store a referral once and return its reference; the same key returns the same reference.

    Person, case, lines, first event, audit row and the desk's message are one transaction:
    what was acknowledged is all there, also after a kill. `by` is the member of staff who filled
    it in for somebody, None for the person themselves.
    """
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                case = _store(submission, now, by)
            return Received(case.reference, case.pk, is_new=True)
        except IntegrityError:
            # The same key earlier, or (one in a milliard) the same reference.
            known = Case.objects.filter(submission_key=submission.key).first()
        if known is not None:
            return Received(known.reference, known.pk, is_new=False)
    raise IntegrityError("No free reference was found.")


def _store(submission: SubmittedReferral, now: datetime, by: User | None) -> Case:
    person = Person.objects.create(
        sealed_details=submission.person.as_json(),
        created_at=now,
    )
    secret = settings.SECRET_KEY.encode()
    PersonMatch.objects.bulk_create(
        PersonMatch(person=person, digest=digest)
        for digest in matching.digests(submission.person, secret)
    )
    needs, desk = _merged(submission.needs), DeskSettings.load()
    case = _store_case(submission, person, needs, desk, now)
    begin(case)
    own_words.keep(case=case, texts=to_read(submission.answers, submission.language), now=now)
    ReferralLine.objects.bulk_create(
        ReferralLine(
            case=case,
            need=need.need,
            offer=need.offer,
            provider=need.provider,
            priority=need.priority,
            sealed_why=list(need.why),
            needs_check=need.needs_check,
            state_since=now,
        )
        for need in needs
    )
    Event.objects.create(case=case, kind=EventKind.RECEIVED, at=now, actor=by, to_state="received")
    record(actor=by or "resident", verb="case.received", subject=case, now=now)
    told = of_arrival(case=case, desk=desk, now=now)
    enqueue_many([*told, *to_person(case=case, kind=Kind.RECEIVED)], now=now)
    return case


def _store_case(
    submission: SubmittedReferral,
    person: Person,
    needs: Sequence[NeedLine],
    desk: DeskSettings,
    now: datetime,
) -> Case:
    promised = promise(now, desk)
    stands = standing.of_new(
        (need.priority for need in needs),
        promised=promised,
        desk=desk,
        flagged_at=now if submission.safety else None,
    )
    return Case.objects.create(
        reference=references.make(),
        submission_key=submission.key,
        person=person,
        journey=submission.journey,
        journey_version=submission.journey_version,
        language=submission.language,
        channel=Channel(submission.channel),
        about=submission.about,
        sealed_referrer=dict(submission.referrer) if submission.referrer else None,
        sealed_safety=list(submission.safety),
        sealed_answers=[vars(answer) for answer in submission.answers],
        sealed_consents=[
            {"kind": consent.kind, "text": consent.text, "given": consent.given}
            for consent in submission.consents
        ],
        safety_hold=bool(submission.safety),
        ward=submission.ward or "",
        imd_decile=submission.imd_decile,
        received_at=now,
        read_by_date=promised.read_by,
        contact_by_date=promised.contact_by,
        started_on=promised.starts,
        is_sample=submission.is_sample,
        **stands,
    )


def _merged(needs: Sequence[NeedLine]) -> list[NeedLine]:
    """Return one line a need and offer, the most urgent of equal ones."""
    lines: dict[tuple[str, str], NeedLine] = {}
    for need in sorted(needs, key=lambda line: line.priority):
        lines.setdefault((need.need, need.offer), need)
    return list(lines.values())


def open_case(*, case: Case, by: User, now: datetime) -> None:
    """Write down that a member of staff read a case."""
    with transaction.atomic():
        Event.objects.create(case=case, kind=EventKind.OPENED, at=now, actor=by)
        record(actor=by, verb="case.opened", subject=case, now=now)


def assign(*, case: Case, to: User | None, by: User, now: datetime) -> None:
    """Give a case to a member of staff, or to nobody."""
    with transaction.atomic():
        note = f"Now with {to}" if to else "Now with nobody"
        Event.objects.create(case=case, kind=EventKind.ASSIGNED, at=now, actor=by, sealed_note=note)
        case.owner = to
        case.save(update_fields=["owner"])
        record(actor=by, verb="case.assigned", subject=case, now=now)


def add_note(*, case: Case, text: str, by: User, now: datetime) -> Event:
    """Keep a note on a case; raise NoteIsEmpty without words."""
    if not text.strip():
        raise NoteIsEmpty("Write the note first.")
    with transaction.atomic():
        event = Event.objects.create(
            case=case, kind=EventKind.NOTE, at=now, actor=by, sealed_note=text.strip()
        )
        record(actor=by, verb="case.noted", subject=case, now=now)
        standing.refresh(case)
    return event


def log_attempt(  # noqa: PLR0913 (the facts of an attempt, all by name)
    *,
    case: Case,
    channel: str,
    outcome: AttemptOutcome,
    note: str,
    by: User,
    now: datetime,
    at: datetime | None = None,
    line: ReferralLine | None = None,
) -> Event:
    """Keep that somebody tried to reach the person: when (`at`, else now), how, what came of it.

    Without a line it was for all of them. The same again within a minute is one press too many.
    """
    with transaction.atomic():
        hold(case)
        facts = {"line": line, "happened_at": at, "channel": channel, "outcome": outcome}
        same = Event.objects.filter(
            case=case, kind=EventKind.ATTEMPT, actor=by, at__gt=now - _ONE_PRESS, **facts
        )
        known = next((one for one in same if (one.sealed_note or "") == note.strip()), None)
        if known is not None:
            return known
        event = Event.objects.create(
            case=case,
            kind=EventKind.ATTEMPT,
            at=now,
            actor=by,
            sealed_note=note.strip() or None,
            **facts,
        )
        record(actor=by, verb="case.attempted", subject=case, now=now)
        standing.refresh(case)
    return event


def clear_safety(*, case: Case, note: str, by: User, now: datetime) -> bool:
    """Lift a safety hold, saying what was done; raise NoteIsEmpty without words.

    Return False when there is none: somebody else was quicker, or the button was pressed twice.
    """
    if not note.strip():
        raise NoteIsEmpty("Write what you did about the safety flag.")
    with transaction.atomic():
        hold(case)
        fresh = Case.objects.get(pk=case.pk)
        if not fresh.safety_hold:
            return False
        case.hold_taken_by, case.hold_taken_at = fresh.hold_taken_by, fresh.hold_taken_at
        lift_safety(case=case, note=note.strip(), by=by, now=now)
    return True


def lift_safety(*, case: Case, note: str, by: User | None, now: datetime) -> None:
    """Lift a safety hold in the caller's transaction, in words or (when it is erased) without."""
    Event.objects.create(
        case=case, kind=EventKind.SAFETY_CLEARED, at=now, actor=by, sealed_note=note or None
    )
    case.safety_hold = False
    if case.hold_taken_at is None:
        case.hold_taken_by, case.hold_taken_at = by, now
    case.save(update_fields=["safety_hold", "hold_taken_by", "hold_taken_at"])
    record(actor=by, verb="case.safety_cleared", subject=case, now=now)
    standing.refresh(case)


def take_safety(*, case: Case, by: User, now: datetime) -> bool:
    """Take a safety flag on, or over; return False when it is theirs or there is none.

    Whoever takes it on owns the case, unless somebody does already. The first moment stays.
    """
    with transaction.atomic():
        hold(case)
        fresh = Case.objects.get(pk=case.pk)
        if not fresh.safety_hold or fresh.hold_taken_by_id == by.pk:
            return False
        case.hold_taken_by, case.hold_taken_at = by, fresh.hold_taken_at or now
        case.owner = fresh.owner or by
        case.save(update_fields=["hold_taken_by", "hold_taken_at", "owner"])
        Event.objects.create(case=case, kind=EventKind.SAFETY_TAKEN, at=now, actor=by)
        record(actor=by, verb="case.safety_taken", subject=case, now=now)
        standing.refresh(case)
    return True


def write_despite_flag(*, case: Case, letter: str, reason: str, by: User, now: datetime) -> None:
    """Keep that somebody decided to write in spite of a safety flag; NoteIsEmpty without reason."""
    if not reason.strip():
        raise NoteIsEmpty("Write why a letter is safe.")
    with transaction.atomic():
        note = f"{letter}: {reason.strip()}"
        Event.objects.create(
            case=case, kind=EventKind.LETTER, at=now, actor=by, channel="post", sealed_note=note
        )
        record(actor=by, verb="case.letter_despite_flag", subject=case, now=now)
