"""What puts a safety flag on a case that came in without one, or whose flag was dealt with?"""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.actions import standing
from selfassessment.referrals.actions.cases import NoteIsEmpty
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.notices import alert_duty, tell_desk
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, ReferralLine
from selfassessment.referrals.rules.notice_words import Notice

# Stands among the codes of what was said: these words came from the staff.
BY_STAFF = "by_staff"


def raise_flag(
    *, case: Case, note: str, by: User, now: datetime, line: ReferralLine | None = None
) -> bool:
    """Put a safety flag on a case with what makes somebody think so; NoteIsEmpty without words.

    Whoever works the desk takes it on by that. A provider says it about its `line`, and the flag
    waits for the desk. Where one stands already the words are kept with it, and it returns False.
    """
    if not note.strip():
        raise NoteIsEmpty("Write what makes you think so.")
    with transaction.atomic():
        hold(case)
        fresh = Case.objects.get(pk=case.pk)
        is_new = not fresh.safety_hold
        if is_new:
            _put(case, fresh, by if line is None else None, now)
        Event.objects.create(
            case=case,
            line=line,
            kind=EventKind.SAFETY_RAISED,
            at=now,
            actor=by,
            sealed_note=note.strip(),
        )
        record(actor=by, verb="case.safety_raised", subject=case, now=now)
        standing.refresh(case)
        if is_new:
            turn = f"{now:%Y%m%d%H%M%S}"
            tell_desk(notice=Notice.RAISED, case=case, key=f"flag:{turn}", now=now)
            if line is not None:
                alert_duty(case=case, now=now, turn=turn)
    return is_new


def _put(case: Case, fresh: Case, taken_by: User | None, now: datetime) -> None:
    case.safety_hold, case.flagged_at = True, now
    case.hold_taken_by, case.hold_taken_at = taken_by, now if taken_by else None
    case.owner = fresh.owner or taken_by
    case.sealed_safety = list(dict.fromkeys([*fresh.safety_flags, BY_STAFF]))
    case.save(
        update_fields=[
            *("safety_hold", "flagged_at", "hold_taken_by", "hold_taken_at"),
            *("owner", "sealed_safety"),
        ]
    )
