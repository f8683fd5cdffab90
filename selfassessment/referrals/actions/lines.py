"""What moves a referral line from state to state."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Event, ReferralLine
from selfassessment.referrals.rules.transitions import check_move


def move(*, line: ReferralLine, to: str, note: str, by: User, now: datetime) -> ReferralLine:
    """Move a line and return it; raise MoveNotAllowed when the table does not have the move.

    The row is read again under a lock, so that two people cannot move it at once.
    """
    with transaction.atomic():
        locked = ReferralLine.objects.select_for_update().select_related("case").get(pk=line.pk)
        start = locked.state
        check_move(start, to, note=note, safety_hold=locked.case.safety_hold)
        locked.state = to
        locked.state_since = now
        locked.save(update_fields=["state", "state_since"])
        Event.objects.create(
            case=locked.case,
            line=locked,
            kind=EventKind.MOVED,
            at=now,
            actor=by,
            from_state=start,
            to_state=to,
            sealed_note=note.strip() or None,
        )
        record(actor=by, verb=f"line.{to}", subject=locked, now=now)
    return locked
