"""What writes down a visit at home, what was found, put right and supplied, and further needs?"""

from datetime import date, datetime
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.actions import standing
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.notices import tell_desk
from selfassessment.referrals.actions.reopening import note_reopening
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import (
    AidSupplied,
    Event,
    FurtherNeed,
    Hazard,
    HomeVisit,
    ReferralLine,
)
from selfassessment.referrals.rules import home_lists
from selfassessment.referrals.rules.notice_words import Notice
from selfassessment.referrals.selectors import promise


class LineIsThere(ValueError):
    """The case asks for this already."""


class DayIsWrong(ValueError):
    """Something was put right before it was found, or fitted before it was brought."""


def _note(line: ReferralLine, words: str, by: User | None, now: datetime) -> None:
    Event.objects.create(
        case=line.case, line=line, kind=EventKind.HOME, at=now, actor=by, sealed_note=words
    )
    record(actor=by, verb="line.home", subject=line, now=now)


Kept = TypeVar("Kept", HomeVisit, Hazard, AidSupplied)


def _keep(row: Kept, words: str) -> Kept:
    """Store what was written down of a visit, and say so in the history, both or neither."""
    with transaction.atomic():
        hold(row.line.case_id)
        row.save()
        _note(row.line, words, row.recorded_by, row.recorded_at)
    return row


def _told(note: str, by: User | None, now: datetime) -> dict[str, Any]:
    """Return what all that is written down of a visit has."""
    return {"sealed_note": note.strip() or None, "recorded_at": now, "recorded_by": by}


def visit(*, line: ReferralLine, on: date, note: str, by: User | None, now: datetime) -> HomeVisit:
    """Keep that somebody was there."""
    made = HomeVisit(line=line, visited_on=on, **_told(note, by, now))
    return _keep(made, f"Visited on {on:%d/%m/%Y}")


def found(
    *, line: ReferralLine, kind: str, on: date, note: str, by: User | None, now: datetime
) -> Hazard:
    """Keep something that is not safe."""
    made = Hazard(line=line, kind=kind, found_on=on, **_told(note, by, now))
    return _keep(made, f"Not safe: {made}, seen {on:%d/%m/%Y}")


def supplied(
    *, line: ReferralLine, kind: str, on: date, note: str, by: User | None, now: datetime
) -> AidSupplied:
    """Keep an aid that was brought."""
    made = AidSupplied(line=line, kind=kind, supplied_on=on, **_told(note, by, now))
    return _keep(made, f"Supplied: {made}, {on:%d/%m/%Y}")


def removed(*, hazard: Hazard, on: date | None, by: User | None, now: datetime) -> None:
    """Keep the day a hazard was put right, once; raise DayIsWrong before it was found.

    Without a day it was not put right after all; what was said stays in the history.
    """
    with transaction.atomic():
        hold(hazard.line.case_id)
        fresh = Hazard.objects.select_for_update(of=("self",)).get(pk=hazard.pk)
        if on is not None and on < fresh.found_on:
            raise DayIsWrong("That is before it was found.")
        if fresh.removed_on == on:
            return
        fresh.removed_on = on
        fresh.save(update_fields=["removed_on"])
        words = f"Put right: {fresh}, {on:%d/%m/%Y}" if on else f"Not put right after all: {fresh}"
        _note(fresh.line, words, by, now)


def installed(*, aid: AidSupplied, on: date | None, by: User | None, now: datetime) -> None:
    """Keep the day an aid was fitted, once; raise DayIsWrong before it was brought.

    Without a day it was not fitted after all, as above.
    """
    with transaction.atomic():
        hold(aid.line.case_id)
        fresh = AidSupplied.objects.select_for_update(of=("self",)).get(pk=aid.pk)
        if on is not None and on < fresh.supplied_on:
            raise DayIsWrong("That is before it was supplied.")
        if fresh.installed_on == on:
            return
        fresh.installed_on = on
        fresh.save(update_fields=["installed_on"])
        words = f"Fitted: {fresh}, {on:%d/%m/%Y}" if on else f"Not fitted after all: {fresh}"
        _note(fresh.line, words, by, now)


def further(
    *, line: ReferralLine, need: str, on: date, note: str, by: User | None, now: datetime
) -> ReferralLine:
    """Open another line on the same case for a need that was found; raise LineIsThere.

    It waits for the desk with a clock of its own; who takes it is decided there.
    """
    wanted = next(one for one in home_lists.further_needs() if one.need == need)
    try:
        with transaction.atomic():
            hold(line.case_id)
            opened = ReferralLine.objects.create(
                case=line.case,
                need=wanted.need,
                offer=wanted.offer,
                provider="desk",
                priority=line.priority,
                sealed_why=[f"Found on a visit at home, {on:%d/%m/%Y}."],
                needs_check=True,
                state_since=now,
            )
            promised = promise(now)
            FurtherNeed.objects.create(
                line=line,
                opened=opened,
                found_on=on,
                read_by_date=promised.read_by,
                contact_by_date=promised.contact_by,
                **_told(note, by, now),
            )
            _tell_of(opened, f"{wanted.label}. {note}".strip(), by, now)
    except IntegrityError as error:
        raise LineIsThere("This case asks for that already.") from error
    return opened


def _tell_of(opened: ReferralLine, words: str, by: User | None, now: datetime) -> None:
    """Write down that a line was opened, and tell the desk."""
    case = opened.case
    Event.objects.create(
        case=case,
        line=opened,
        kind=EventKind.LINE_ADDED,
        at=now,
        actor=by,
        to_state="received",
        sealed_note=words,
    )
    note_reopening(case=case, by=by, now=now)
    record(actor=by, verb="line.added", subject=opened, now=now)
    standing.refresh(case)
    tell_desk(notice=Notice.FURTHER, case=case, key=f"further:{opened.pk}", now=now)
