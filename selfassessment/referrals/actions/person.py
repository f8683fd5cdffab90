"""What a person does to their own case from the status page."""

import dataclasses
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from core.audit import record
from selfassessment.referrals import labels
from selfassessment.referrals.actions import own_words
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.lines import step
from selfassessment.referrals.actions.notices import tell_desk
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, PersonMatch, ReferralLine, Standing
from selfassessment.referrals.names import language_name
from selfassessment.referrals.rules import codes, matching, reaching
from selfassessment.referrals.rules.notice_words import Notice
from selfassessment.referrals.rules.own_words import OF_STAFF, changed_later
from selfassessment.referrals.rules.transitions import MoveNotAllowed, check_move
from selfassessment.referrals.selectors.gates import closed_gates
from selfassessment.referrals.types import PersonDetails
from selfassessment.referrals.whereabouts import first_codes, keys

RESIDENT = "resident"
_NOTE = "The person withdrew on the status page."
_NAMES = {
    "phone": "telephone",
    "email": "e-mail",
    "contact_by": "how",
    "voicemail_ok": "voice message",
    "text_ok": "text message",
    "safe_times": "when",
    "address": "address",
    "through_person": "through",
    "interpreter": "interpreter",
    "formats": "needs in a place",
    "told_in": "in this form",
    "told_in_other": "in their words",
    "contact_notes": "to stay safe",
}
_WAYS = {
    "phone": "telephone",
    "text": "text message",
    "email": "e-mail",
    "post": "letter",
    "through_person": "through a person they trust",
}


def standing_of(case: Case) -> Standing:
    """Return the person's side of a case, made with the first code when it is not there yet."""
    standing, _made = Standing.objects.get_or_create(
        case=case, defaults={"code_digest": _digest(case, first_codes(case)[0])}
    )
    return standing


def begin(case: Case) -> Standing:
    """Make the person's side of a case that has just come in."""
    return Standing.objects.create(case=case, code_digest=_digest(case, first_codes(case)[0]))


def _digest(case: Case, code: str) -> str:
    return codes.digest(keys()[0], str(case.pk), code)


def new_code(*, case: Case, by: Any, now: datetime) -> str:
    """Give a case another code and return it; the old one opens nothing any more."""
    code = codes.fresh()
    with transaction.atomic():
        hold(case)
        standing = standing_of(case)
        standing.code_digest = _digest(case, code)
        standing.save(update_fields=["code_digest"])
        Event.objects.create(case=case, kind=EventKind.CODE_MADE, at=now, actor=by)
        record(actor=by, verb="case.code_made", subject=case, now=now)
    return code


def open_status(*, case: Case, now: datetime) -> None:
    """Write down that the status page of a case was opened."""
    with transaction.atomic():
        Event.objects.create(case=case, kind=EventKind.STATUS_SEEN, at=now)
        record(actor=RESIDENT, verb="case.status_seen", subject=case, now=now)


def withdraw(*, case: Case, now: datetime) -> bool:
    """Withdraw a case for its person; return False when that was done before.

    Lines end as withdrawn. A case with a safety flag stays open, so that a person looks at it:
    it may be somebody else who withdrew.
    """
    with transaction.atomic():
        hold(case)
        standing = standing_of(case)
        if standing.withdrawn_at is not None or standing.erased_at is not None:
            return False
        standing.withdrawn_at = now
        standing.save(update_fields=["withdrawn_at"])
        lines = list(ReferralLine.objects.filter(case=case))
        Event.objects.create(case=case, kind=EventKind.WITHDRAWN, at=now, sealed_note=_NOTE)
        for line in lines:
            _end(line, case, now)
        record(actor=RESIDENT, verb="case.withdrawn", subject=case, now=now)
        tell_desk(
            notice=Notice.WITHDRAWN,
            case=case,
            key="withdrawn",
            now=now,
        )
    return True


def _end(line: ReferralLine, case: Case, now: datetime) -> None:
    line.case = case
    with suppress(MoveNotAllowed):
        check_move(line.state, "withdrawn", note=_NOTE, closed=closed_gates(line))
        step(line=line, to="withdrawn", note="", by=None, now=now)


def change_contact(
    *,
    case: Case,
    changes: dict[str, Any],
    now: datetime,
    use: str = "",
    stop: str = "",
    language: str = OF_STAFF,
) -> list[str]:
    """Change how a person is reached and return the names of what changed.

    `use` is a way of `rules/reaching.py` that may be used from now on, `stop` one that may not
    and whose number or address is taken out; raise NoWayLeft when it is the last. What was
    there before stays in the history, sealed. What they write themselves is in `language`, and
    waits for a reader where that is not the language of staff.
    """
    with transaction.atomic():
        hold(case)
        person = type(case.person).objects.select_for_update().get(pk=case.person_id)
        before = person.details
        after = dataclasses.replace(before, **changes)
        after = reaching.using(after, use) if use else after
        after = reaching.without(after, stop) if stop else after
        changed = [
            name.name
            for name in dataclasses.fields(after)
            if getattr(before, name.name) != getattr(after, name.name)
        ]
        if not changed:
            return []
        person.sealed_details = after.as_json()
        person.save(update_fields=["sealed_details"])
        _match_anew(person.pk, after)
        own_words.keep(case=case, texts=changed_later(after, changed, language), now=now)
        _tell_of_change(case, before, after, changed, now)
    return changed


def _tell_of_change(
    case: Case, before: PersonDetails, after: PersonDetails, changed: list[str], now: datetime
) -> None:
    note = "\n".join(
        f"{_NAMES.get(name, name)}: {_said(name, getattr(before, name))} → "
        f"{_said(name, getattr(after, name))}"
        for name in changed
    )
    Event.objects.create(case=case, kind=EventKind.CONTACT_CHANGED, at=now, sealed_note=note)
    record(
        actor=RESIDENT,
        verb="case.contact_changed",
        subject=case,
        now=now,
        detail={"fields": ",".join(changed)},
    )
    tell_desk(
        notice=Notice.CONTACT,
        case=case,
        key=f"contact:{now:%Y%m%d%H%M%S%f}",
        now=now,
    )


def _match_anew(person_id: Any, details: PersonDetails) -> None:
    PersonMatch.objects.filter(person=person_id).delete()
    secret = settings.SECRET_KEY.encode()
    PersonMatch.objects.bulk_create(
        PersonMatch(person_id=person_id, digest=digest)
        for digest in matching.digests(details, secret)
    )


def _said(name: str, value: Any) -> str:
    """Return a detail as the desk reads it in the history."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not value:
        return "nothing"
    if name == "contact_by":
        return ", ".join(_WAYS.get(way, way) for way in value)
    if name in ("formats", "told_in"):
        kind = "format" if name == "formats" else name
        return ", ".join(labels.name(kind, code) for code in value)
    if name == "interpreter":
        return language_name(value)
    return str(value)
