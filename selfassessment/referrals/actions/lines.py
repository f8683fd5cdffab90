"""What moves a referral line from state to state."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import record
from core.clock import day_of
from selfassessment.referrals.actions import looking_back, standing
from selfassessment.referrals.actions.checking import check
from selfassessment.referrals.actions.departing import depart
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.leaving import LEAVES, hand_activities
from selfassessment.referrals.actions.reopening import note_reopening
from selfassessment.referrals.actions.writing import write_to_person
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Event, HandOver, ReferralLine
from selfassessment.referrals.rules.message_words import Kind
from selfassessment.referrals.rules.retention import ENDED_STATES
from selfassessment.referrals.rules.standing import NOT_OPEN, stage_of
from selfassessment.referrals.rules.transitions import ENDED
from selfassessment.referrals.selectors.following import still_to_come
from selfassessment.referrals.selectors.gates import closed_gates
from selfassessment.referrals.types import Departing

# In these states the line is not, or no longer, with a provider.
_ENDS_HAND_OVER = {
    "returned": HandOver.Ending.RETURNED,
    "triage": HandOver.Ending.TAKEN_BACK,
    "redirected": HandOver.Ending.TAKEN_BACK,
    "declined": HandOver.Ending.FINISHED,
    "discharged": HandOver.Ending.FINISHED,
    "withdrawn": HandOver.Ending.FINISHED,
    "closed": HandOver.Ending.FINISHED,
}

_TELLS_THE_PERSON = {"allocated": Kind.PASSED, "unreached": Kind.UNREACHED}


def move(  # noqa: PLR0913 (the facts of a move, all by name)
    *,
    line: ReferralLine,
    to: str,
    note: str,
    by: User | None,
    now: datetime,
    provider: bool = False,
    departing: Departing | None = None,
) -> ReferralLine:
    """Move a line and return it; raise MoveNotAllowed when the table does not have the move.

    `departing` says why it ends and where the person goes; it counts as the note that is needed.

    The row is read again while the case is held, so that two people cannot move it at once. `by`
    is None for the person themselves and the site; `provider` allows a provider's moves alone.
    """
    with transaction.atomic():
        hold(line.case_id)
        locked = ReferralLine.objects.select_related("case__person").get(pk=line.pk)
        kept = depart(line=locked, to=to, departing=departing, by=by, now=now)
        note = "\n".join(filter(None, [kept, note.strip()]))
        check(
            locked.state,
            to,
            note=note,
            closed=closed_gates(locked),
            provider=provider,
            still_to_come=still_to_come(locked),
        )
        step(line=locked, to=to, note=note, by=by, now=now)
    return locked


def step(*, line: ReferralLine, to: str, note: str, by: User | None, now: datetime) -> None:
    """Write a move that was checked: state, event, audit row, hand-over, standing of the case."""
    start = line.state
    if start in ENDED_STATES and to not in ENDED_STATES:
        note_reopening(case=line.case, by=by, now=now)
    line.state = to
    line.state_since = now
    line.save(update_fields=["state", "state_since"])
    Event.objects.create(
        case=line.case,
        line=line,
        kind=EventKind.MOVED,
        at=now,
        actor=by,
        from_state=start,
        to_state=to,
        sealed_note=note.strip() or None,
    )
    record(actor=by, verb=f"line.{to}", subject=line, now=now)
    if to in _ENDS_HAND_OVER:
        HandOver.objects.filter(line=line, ended_at__isnull=True).update(
            ended_at=now, ending=_ENDS_HAND_OVER[to]
        )
    elif start == "allocated":
        # Whoever moves a line on has seen it.
        HandOver.objects.filter(
            line=line, ended_at__isnull=True, acknowledged_at__isnull=True
        ).update(acknowledged_at=now, acknowledged_by=by)
    if to in LEAVES:
        hand_activities(line=line, by=by, now=now)
    is_over, was_over = stage_of(to) in NOT_OPEN, stage_of(start) in NOT_OPEN
    if to in ENDED or (was_over and not is_over):
        looking_back.forget(line)
    elif is_over and not was_over:
        looking_back.plan(line=line, ended=now)
    standing.refresh(line.case)
    if to in _TELLS_THE_PERSON:
        # Several lines on one day make one message.
        kind, turn = _TELLS_THE_PERSON[to], f"{day_of(now):%Y%m%d}"
        write_to_person(case=line.case, kind=kind, now=now, turn=turn)
