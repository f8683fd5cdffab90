"""What staff learn when they ring a group, and what they decide about a listing."""

from datetime import datetime
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from core import audit
from core.clock import LONDON
from directory.actions.checks import check_of, mark_checked
from directory.actions.rounds import keep_answer
from directory.enums import Answer, AnsweredBy, CheckedBy, Origin
from directory.models import Service


class Reason(StrEnum):
    """Why a person takes a listing out of search; age alone is none."""

    REPORT = "report"
    BOUNCE = "bounce"
    DECISION = "decision"


@transaction.atomic
def told_by_phone(*, service: Service, by: User, now: datetime) -> None:
    """Note that the group said on the telephone that a listing is right."""
    keep_answer(key=service.facts.pk, answer=Answer.RIGHT, how=AnsweredBy.PHONE, by=by, now=now)
    mark_checked(service=service, by=by, whom=CheckedBy.GROUP, now=now)


@transaction.atomic
def nobody_answered(*, service: Service, by: User, now: datetime) -> None:
    """Note that staff rang in vain today; the listing goes to the end of the list for a week."""
    facts = service.facts
    row = check_of(facts)
    row.rung_on = now.astimezone(LONDON).date()
    row.save(update_fields=["rung_on"])
    audit.record(actor=by, verb="listing.rung_in_vain", subject=facts, now=now)


@transaction.atomic
def set_origin(*, service: Service, origin: Origin, by: User, now: datetime) -> None:
    """Say who keeps a listing right."""
    facts = service.facts
    row = check_of(facts)
    if row.origin == origin:
        return
    row.origin = origin
    row.save(update_fields=["origin"])
    detail = {"origin": origin.value}
    audit.record(actor=by, verb="listing.keeper_changed", subject=facts, now=now, detail=detail)


@transaction.atomic
def take_out(*, service: Service, reason: Reason, by: User, now: datetime) -> None:
    """Take a listing off the public site, because a person has decided so."""
    facts = service.facts
    detail = {"reason": reason.value}
    audit.record(actor=by, verb="listing.taken_out", subject=facts, now=now, detail=detail)
    facts.unpublish(user=by)
