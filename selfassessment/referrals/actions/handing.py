"""What gives a line to a provider, and what brings it back when nobody answers?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from core.audit import record
from core.clock import day_of
from selfassessment.referrals.actions import standing
from selfassessment.referrals.actions.checking import check
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.lines import step
from selfassessment.referrals.actions.notices import Way, tell, tell_desk
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Event, HandOver, Provider, ReferralLine
from selfassessment.referrals.rules import clocks
from selfassessment.referrals.rules.notice_words import Notice
from selfassessment.referrals.selectors import desk_hours
from selfassessment.referrals.selectors.gates import closed_gates

_UNANSWERED = "Nobody at the provider acknowledged it in time."


class ProviderTakesNone(ValueError):
    """The provider does not take lines now."""


def allocate(
    *, line: ReferralLine, provider: Provider | None, note: str, by: User | None, now: datetime
) -> HandOver | None:
    """Allocate a line: to a provider, who is told, or (None) to the desk itself.

    `by` is None for the site itself, as with samples. Raise MoveNotAllowed when a gate is closed
    or the line stands elsewhere, and ProviderTakesNone.
    """
    if provider is not None and not provider.is_active:
        raise ProviderTakesNone
    with transaction.atomic():
        hold(line.case_id)
        locked = ReferralLine.objects.select_related("case__person").get(pk=line.pk)
        check(locked.state, "allocated", note=note, closed=closed_gates(locked))
        if provider is not None:
            locked.provider = provider.code
            locked.save(update_fields=["provider"])
        step(line=locked, to="allocated", note=note, by=by, now=now)
        if provider is None:
            return None
        return _hand_over(locked, provider, by, now)


def _hand_over(line: ReferralLine, provider: Provider, by: User | None, now: datetime) -> HandOver:
    hours = desk_hours()
    start = clocks.effective_start(hours, now)
    hand_over = HandOver.objects.create(
        line=line,
        provider=provider,
        at=now,
        by=by,
        acknowledge_by=clocks.working_day_after(hours, start, provider.acknowledge_within_days),
    )
    Event.objects.create(
        case=line.case,
        line=line,
        kind=EventKind.HANDED_OVER,
        at=now,
        actor=by,
        sealed_note=f"To {provider.name}; it comes back after {hand_over.acknowledge_by:%d/%m/%Y}",
    )
    record(
        actor=by,
        verb="line.handed_over",
        subject=line,
        now=now,
        detail={"provider": provider.code},
    )
    _tell(hand_over, now)
    standing.refresh(line.case)
    return hand_over


def message_key(hand_over: UUID) -> str:
    """Return the key of the message that tells a provider of a hand-over."""
    return f"hand-over:{hand_over}"


def _tell(hand_over: HandOver, now: datetime) -> None:
    """Tell the provider: the reference and a link, never who it is or what it is about."""
    opens = reverse("referrals:own-line", args=[hand_over.line_id])
    tell(
        notice=Notice.HANDED,
        case=hand_over.line.case,
        way=Way(hand_over.provider.email, opens, message_key(hand_over.pk)),
        now=now,
        more={"answer_by": f"{hand_over.acknowledge_by:%d/%m/%Y}"},
    )


def acknowledge(*, hand_over: HandOver, by: User, now: datetime) -> bool:
    """Keep that the provider has seen a line; return False when that was known."""
    with transaction.atomic():
        line = hand_over.line
        hold(line.case_id)
        fresh = HandOver.objects.filter(
            pk=hand_over.pk, ended_at__isnull=True, acknowledged_at__isnull=True
        ).update(acknowledged_at=now, acknowledged_by=by)
        if not fresh:
            return False
        Event.objects.create(
            case=line.case, line=line, kind=EventKind.ACKNOWLEDGED, at=now, actor=by
        )
        record(actor=by, verb="line.acknowledged", subject=line, now=now)
        standing.refresh(line.case)
    return True


def return_unanswered(*, now: datetime) -> int:
    """Bring lines back to the desk that nobody acknowledged in time; return how many."""
    today = day_of(now)
    late = HandOver.objects.filter(
        ended_at__isnull=True, acknowledged_at__isnull=True, acknowledge_by__lt=today
    )
    known = list(late.values_list("pk", "line__case"))
    return sum(_bring_back(pk, case, now) for pk, case in known)


def _bring_back(pk: UUID, case: UUID, now: datetime) -> bool:
    with transaction.atomic():
        hold(case)
        line = ReferralLine.objects.select_related("case").get(hand_overs__pk=pk)
        mine = HandOver.objects.filter(pk=pk, ended_at__isnull=True, acknowledged_at__isnull=True)
        if not mine.update(ended_at=now, ending=HandOver.Ending.UNANSWERED):
            return False
        if line.state != "allocated":
            standing.refresh(line.case)
            return False
        step(line=line, to="returned", note=_UNANSWERED, by=None, now=now)
        tell_desk(
            notice=Notice.UNANSWERED,
            case=line.case,
            key=f"unanswered:{pk}",
            now=now,
        )
    return True
