"""What asks people how it went after the end, and keeps what they answered?"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.audit import record
from core.clock import day_of
from selfassessment.referrals.actions import standing
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.writing import write_to_person
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, FollowUp, ReferralLine, TriedActivity
from selfassessment.referrals.rules.message_words import Kind
from selfassessment.referrals.rules.standing import STAGES
from selfassessment.referrals.selectors.following import to_answer

# Nobody is asked about what was due longer ago: the site may have stood still.
_LATEST = timedelta(weeks=2)
RESIDENT = "resident"


class FollowUpIsDone(ValueError):
    """A follow-up was written down already, or is planned no more."""


def write_down(
    *, follow_up: FollowUp, outcome: str, answers: Mapping[str, Any], by: User, now: datetime
) -> None:
    """Keep how a look back went; raise FollowUpIsDone the second time, or when it is gone."""
    with transaction.atomic():
        hold(follow_up.line.case)
        locked = FollowUp.objects.filter(pk=follow_up.pk).first()
        if locked is None or locked.done_at is not None:
            raise FollowUpIsDone
        locked.done_at, locked.done_by, locked.outcome = now, by, outcome
        locked.sealed_answers = dict(answers)
        locked.save()
        line = follow_up.line
        if outcome == FollowUp.Outcome.ANSWERED:
            _count(locked, line, answers, now)
        Event.objects.create(
            case=line.case,
            line=line,
            kind=EventKind.FOLLOWED_UP,
            at=now,
            actor=by,
            sealed_note=f"{locked.weeks} weeks: {locked.get_outcome_display()}",
        )
        record(actor=by, verb="line.followed_up", subject=line, now=now)
        standing.refresh(line.case)


def ask(*, now: datetime) -> int:
    """Write to people whose look back is due, once for each; return how many were written to.

    Whether a message leaves is decided by the safe-contact gate; whoever gets none is rung.
    While the help goes on (a quit date counts from its own day) whoever helps asks.
    """
    today = day_of(now)
    waiting = FollowUp.objects.filter(
        done_at__isnull=True,
        asked_at__isnull=True,
        weeks__gt=0,
        due_on__lte=today,
        due_on__gt=today - _LATEST,
        line__state__in=STAGES["follow_up"],
    )
    return sum(_ask_one(pk, now) for pk in list(waiting.values_list("pk", flat=True)))


def _ask_one(pk: UUID, now: datetime) -> int:
    with transaction.atomic():
        if not FollowUp.objects.filter(pk=pk, asked_at__isnull=True).update(asked_at=now):
            return 0
        one = FollowUp.objects.select_related("line__case__person").get(pk=pk)
        # Lines that ended on one day are asked about together.
        turn = f"{one.weeks}-{one.due_on:%Y%m%d}"
        return write_to_person(case=one.line.case, kind=Kind.FOLLOW_UP, now=now, turn=turn)


def answer(*, case: Case, went: Collection[str], why_not: str, now: datetime) -> bool:
    """Keep what a person says they went to; return False when nothing was asked any more."""
    with transaction.atomic():
        hold(case)
        asked = list(to_answer(case, now).select_for_update(of=("self",)))
        for one in asked:
            codes = set(one.line.handed.values_list("short_code", flat=True))
            here = sorted(codes & set(went))
            answers = {"went": here} if here else {"why_not": why_not} if not went else {}
            one.done_at, one.outcome = now, FollowUp.Outcome.ANSWERED
            one.sealed_answers = answers
            one.save(update_fields=["done_at", "outcome", "sealed_answers"])
            _count(one, one.line, answers, now)
            Event.objects.create(
                case=case,
                line=one.line,
                kind=EventKind.FOLLOWED_UP,
                at=now,
                sealed_note=f"{one.weeks} weeks: told us on the status page",
            )
            record(actor=RESIDENT, verb="line.followed_up", subject=one.line, now=now)
        if asked:
            standing.refresh(case)
    return bool(asked)


def _count(
    follow_up: FollowUp, line: ReferralLine, answers: Mapping[str, Any], now: datetime
) -> None:
    """Count each activity of a line, apart from the person."""
    month = day_of(now).replace(day=1)
    went = set(answers.get("went") or ())
    TriedActivity.objects.bulk_create(
        TriedActivity(
            month=month,
            short_code=handed.short_code,
            name=handed.name,
            ward=line.case.ward,
            weeks=follow_up.weeks,
            went=handed.short_code in went,
            why_not="" if went else str(answers.get("why_not") or ""),
        )
        for handed in line.handed.all()
    )
