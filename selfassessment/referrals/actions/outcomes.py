"""What keeps the outcomes of a line?"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from core.audit import record
from core.clock import day_of
from selfassessment.referrals.actions import looking_back
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.enums import EventKind, OutcomeStage
from selfassessment.referrals.models import Event, Outcome, ReferralLine
from selfassessment.referrals.rules.outcome_sets import OutcomeSet, set_of


def keep(
    *,
    line: ReferralLine,
    code: str,
    stage: str,
    values: Mapping[str, Any],
    by: User | None,
    now: datetime,
) -> int:
    """Keep the answers of a set at a stage that are new or other ones; return how many.

    A value of None takes an answer back. A field that the set does not have raises UnknownOutcome.
    """
    known = set_of(code, day_of(now))
    with transaction.atomic():
        hold(line.case_id)
        earlier = Outcome.objects.filter(line=line, set=code, stage=stage).order_by("turn")
        before = {row.field: row for row in earlier}
        changed: dict[str, Any] = {}
        for name, value in values.items():
            last = before.get(known.field(name).code)
            if value == (last.value if last else None):
                continue
            changed[name] = value
            Outcome.objects.create(
                line=line,
                set=code,
                field=name,
                stage=stage,
                turn=last.turn + 1 if last else 1,
                sealed_value=value,
                recorded_at=now,
                recorded_by=by,
            )
        if changed:
            words = f"{known.label}: {OutcomeStage(stage).label}"
            _write_down(line=line, words=words, by=by, now=now)
            _plan(line=line, known=known, stage=stage, changed=changed)
    return len(changed)


def _write_down(*, line: ReferralLine, words: str, by: User | None, now: datetime) -> None:
    Event.objects.create(
        case=line.case, line=line, kind=EventKind.OUTCOME, at=now, actor=by, sealed_note=words
    )
    record(actor=by, verb="line.outcome", subject=line, now=now)


def _plan(*, line: ReferralLine, known: OutcomeSet, stage: str, changed: Mapping[str, Any]) -> None:
    """Let the looks back follow the day they count from."""
    if stage != OutcomeStage.BEFORE or known.counts_from is None:
        return
    if known.counts_from not in changed:
        return
    start = changed[known.counts_from]
    looking_back.plan_from(
        line=line, known=known, start=date.fromisoformat(start) if start else None
    )
