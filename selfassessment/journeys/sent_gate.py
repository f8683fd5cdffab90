"""May a return code or a copy of results leave? Asked when it is typed, and when it leaves.

The person has just typed where to; all the same the one gate of `referrals/rules/safe_contact.py`
decides, by what the draft says at that moment, and by the case that came of it.
"""

from datetime import datetime

from core.messages.watching import Verdict
from core.models import OutboxMessage
from selfassessment.actions.saving import RESULTS, drafts_of
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules.safe_contact import Answer, Situation, decide
from selfassessment.referrals.selectors.reaching import situation_of
from selfassessment.referrals.types import PersonDetails

GONE = Answer(goes=False, reason="no_draft")


def may_leave(
    *, draft: Draft | None, template: str, channel: str, to: str, typed_at: datetime, now: datetime
) -> Answer:
    """Return what the gate says of a message of a draft; `typed_at` is when it was asked for."""
    if draft is None:
        return GONE
    is_sent = draft.status == Draft.Status.SENT
    if template != RESULTS and (is_sent or not draft.code_seed):
        return GONE  # the code opens nothing any more
    told = [_of_draft(draft, typed_at, template), *_of_cases(draft, typed_at)]
    answers = [decide(one, channel=channel, to=to, now=now, quiet=None) for one in told]
    return next((answer for answer in answers if not answer.goes), answers[0])


def gate(message: OutboxMessage, now: datetime) -> Verdict:
    """Say whether a message of a draft may leave now: asked by the outbox for each of them."""
    template, drafts = drafts_of(message.unique_key)
    answer = may_leave(
        draft=Draft.objects.with_version().filter(pk__in=drafts).first(),
        template=template,
        channel=message.channel,
        to=message.to or "",
        typed_at=message.created_at,
        now=now,
    )
    return Verdict(goes=answer.goes, until=answer.until, reason=answer.reason)


def _of_draft(draft: Draft, typed_at: datetime, template: str) -> Situation:
    """Return what somebody has answered about being reached, as far as they have come."""
    walk = Walk(draft, "en")
    value = walk.value
    through = "through_person" in (value("contact_by") or ())
    return Situation(
        details=PersonDetails(
            name="",
            phone=value("phone"),
            email=value("email"),
            text_ok={"yes": True, "no": False}.get(str(value("text_ok"))),
            through_person="said" if through else None,
        ),
        safety_hold=template == RESULTS and bool(walk.decision.flags),
        typed_at=typed_at,
    )


def _of_cases(draft: Draft, typed_at: datetime) -> list[Situation]:
    """Return what holds for the requests that came of a draft, or of the check before them."""
    after = Draft.objects.filter(earlier=draft).values_list("submission_key", flat=True)
    cases = Case.objects.select_related("person", "standing").filter(
        submission_key__in=[draft.submission_key, *after]
    )
    return [situation_of(case, typed_at=typed_at) for case in cases]
