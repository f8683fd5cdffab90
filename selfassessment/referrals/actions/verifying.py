"""What goes through all chains of events by night, and tells people when one was changed?

A night is a row of jobs, some hundreds of cases each, so that messages go out in between. What
was found stands in the audit trail: it is the memory of the runs too.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from core import clock
from core.actions.messages import enqueue
from core.audit import record
from core.clock import LONDON
from core.tasks.jobs import job
from core.tasks.queue import enqueue as enqueue_job
from selfassessment.referrals.models import Case, ChainEnd, DeskSettings
from selfassessment.referrals.rules import references
from selfassessment.referrals.selectors import chain

log = structlog.get_logger(__name__)

JOB = "referrals.verify_chains"
AT_ONCE = 300
# Hours of London in which a run may begin, and how far apart two are.
NIGHT = range(1, 6)
APART = timedelta(hours=20)
MOST_NAMED = 20


def begin_by_night(*, now: datetime) -> bool:
    """Begin a run when it is night and none was begun in this one; the worker asks each hour."""
    last = chain.last_run(chain.BEGUN)
    if now.astimezone(LONDON).hour not in NIGHT or (last and now - last.at < APART):
        return False
    with transaction.atomic():
        _note(chain.BEGUN, {}, now)
        enqueue_job(JOB, arguments={"after": "", "looked_at": 0, "wrong": []}, now=now)
    return True


@job(JOB)
def go_on(*, after: str, looked_at: int, wrong: Sequence[str]) -> None:
    """Look at the next cases, then put the rest into the queue, or end the run.

    `wrong` holds the keys of cases found so far. Looking twice, after a crash, does no harm.
    """
    found, now = list(wrong), clock.now()
    batch = chain.cases_after(UUID(after) if after else None, AT_ONCE)
    for case_id in batch:
        if fresh_faults(case_id):
            found.append(str(case_id))
    looked_at += len(batch)
    if len(batch) == AT_ONCE:
        rest = {"after": str(batch[-1]), "looked_at": looked_at, "wrong": found}
        enqueue_job(JOB, arguments=rest, now=now)
        return
    finish(looked_at=looked_at, wrong=[UUID(one) for one in found], now=now)


def fresh_faults(case_id: UUID) -> list[str]:
    """Return what is wrong with the events of a case and was not looked into before.

    What is found is looked for once more while nobody can add an event: one that was written
    between two reads is no fault.
    """
    if not chain.faults(case_id):
        return []
    with transaction.atomic():
        ChainEnd.objects.select_for_update().filter(case=case_id).first()
        found = chain.faults(case_id)
    return [] if chain.was_looked_into(case_id, found) else found


def finish(*, looked_at: int, wrong: Sequence[UUID], now: datetime) -> None:
    """End a run: into the audit trail and the log, and a message when something is wrong."""
    counts = {"cases": str(looked_at), "wrong": str(len(wrong))}
    with transaction.atomic():
        _note(chain.BROKEN if wrong else chain.WHOLE, counts, now)
        if not wrong:
            return
        broken = Case.objects.filter(pk__in=wrong).order_by("received_at")
        for case in broken:
            record(actor=chain.ACTOR, verb=chain.CASE_BROKEN, subject=case, now=now)
        names = [references.spaced(case.reference) for case in broken[:MOST_NAMED]]
        _tell(names, len(wrong), now)
    log.error("event_chains_broken", cases=looked_at, wrong=len(wrong), references=names)


def look_into(*, case: Case, now: datetime) -> bool:
    """Keep that somebody has looked into what is wrong now with a case; False when nothing is.

    The events stay as they are, and `verify_events` goes on naming them; no night tells of them
    again until something else is wrong with the case.
    """
    found = chain.faults(case.pk)
    if not found:
        return False
    detail = {"faults": chain.digest_of(found)}
    with transaction.atomic():
        record(actor="operator", verb=chain.LOOKED_INTO, subject=case, now=now, detail=detail)
        if chain.is_broken() and not any(map(fresh_faults, chain.cases_of_last_alarm())):
            _note(chain.WHOLE, {"looked_into": "yes"}, now)
    return True


def _note(verb: str, detail: Mapping[str, str], now: datetime) -> None:
    record(actor=chain.ACTOR, verb=verb, subject=DeskSettings.load(), now=now, detail=detail)


def _tell(names: Sequence[str], number: int, now: datetime) -> None:
    """Tell the operators, or else the desk: references alone."""
    desk = DeskSettings.load().notify_email
    more = f" and {number - len(names)} more" if number > len(names) else ""
    for place, to in enumerate(settings.WAYMARK_OPERATORS or [desk]):
        if not to:
            continue
        enqueue(
            channel="email",
            to=to,
            subject=f"Waymark: the history of {number} referral(s) was changed",
            body=(
                "What happened to a referral is written down so that a later change is seen. "
                f"It was changed, dropped or swapped outside the site in: {', '.join(names)}{more}."
                "\n\nWhoever runs the server finds out where with `manage.py verify_events`. "
                "Keep the database as it is until somebody has looked.\n"
            ),
            language="en",
            unique_key=f"chains-broken:{now:%Y%m%d}:{place}",
            now=now,
        )
