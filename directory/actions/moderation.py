"""Decide what waits in the queue of staff: each item once, whoever presses first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from core import audit
from directory.actions import proposals
from directory.actions.answering import take_back
from directory.actions.calling import Reason, take_out
from directory.actions.duplicates import decide as not_the_same
from directory.actions.not_again import never_list_again, never_list_name
from directory.actions.problems import set_state
from directory.actions.team_contacts import remove_contact
from directory.enums import ProblemState
from directory.models import (
    CheckRound,
    DuplicatePair,
    ProblemReport,
    Proposal,
    QueueDecision,
    QueueMinutes,
    TeamContact,
)
from directory.models.moderation import LONGEST_REASON
from directory.rules.moderation import Decision, Item, Kind
from directory.selectors.moderation import by_key, items, last_decision, plain
from directory.selectors.queue_proposals import KINDS


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody chose for one item, and which version of it they saw."""

    kind: str
    key: str
    version: str
    decision: Decision
    reason: str = ""

    @property
    def name(self) -> str:
        """What stands for the item on the page."""
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a choice; `why_not` is empty when it was done."""

    title: str
    label: str = ""
    why_not: str = ""


Act = Callable[[Item, Choice, User, datetime], None]
_acts: dict[str, Act] = {}


def register_decider(kinds: Iterable[str], act: Act) -> None:
    """Say what deciding an item of these kinds does; called from ready()."""
    _acts.update(dict.fromkeys(kinds, act))


def decide(*, choice: Choice, by: User, now: datetime) -> Outcome:
    """Do what was chosen, once; or say who was faster."""
    try:
        with transaction.atomic():
            return _decide(choice, by, now)
    except proposals.AlreadyDecided:
        return Outcome("An item", why_not=_who(choice))


def _decide(choice: Choice, by: User, now: datetime) -> Outcome:
    model = _ROWS.get(choice.kind)
    if model is not None:  # hold its row, so that two people decide one after the other
        by_key(model._default_manager.select_for_update(), [choice.key])
    found = items([(choice.kind, choice.key)])
    if not found:
        return Outcome("An item", why_not=_who(choice))
    item = found[0]
    if item.version != choice.version:
        return Outcome(item.title, why_not="It has changed since you opened the page. Look again.")
    offer = next((one for one in item.offers if one.decision == choice.decision), None)
    if offer is None or choice.kind not in _acts:
        return Outcome(item.title, why_not="This cannot be done with it.")
    _acts[choice.kind](item, choice, by, now)
    row = QueueDecision.objects.create(
        kind=choice.kind,
        key=plain(item.key),
        title=item.title[:200],
        decision=choice.decision,
        label=offer.label,
        reason=choice.reason[:LONGEST_REASON],
        at=now,
        by=by,
    )
    detail = {"kind": choice.kind, "decision": choice.decision.value}
    audit.record(actor=by, verb="queue.decided", subject=row, now=now, detail=detail)
    return Outcome(item.title, offer.label)


@transaction.atomic
def set_minutes(*, kind: str, minutes: int, by: User, now: datetime) -> None:
    """Say how long an item of a kind takes."""
    row, _ = QueueMinutes.objects.update_or_create(kind=kind, defaults={"minutes": minutes})
    detail = {"kind": kind, "minutes": str(minutes)}
    audit.record(actor=by, verb="queue.minutes", subject=row, now=now, detail=detail)


def _who(choice: Choice) -> str:
    """Say who decided an item, and what."""
    row = last_decision(choice.kind, choice.key)
    if row is None:
        return "It was decided elsewhere or taken back meanwhile. Nothing was done."
    who = str(row.by) if row.by else "A rule"
    return f"“{row.title}” was decided already by {who}: {row.label}. Nothing was done twice."


def _report(item: Item, choice: Choice, by: User, now: datetime) -> None:
    row = ProblemReport.objects.select_related("service").get(pk=item.key)
    if choice.decision == Decision.LOOK:
        set_state(report=row, state=ProblemState.LOOKING, by=by, now=now)
        return
    if row.service and choice.decision == Decision.OUT:
        take_out(service=row.service, reason=Reason.REPORT, by=by, now=now)
    if row.service and choice.decision == Decision.NEVER:
        never_list_again(service=row.service, reason=choice.reason, by=by, now=now)
    set_state(report=row, state=ProblemState.DONE, by=by, now=now)


def _bounce(item: Item, choice: Choice, by: User, now: datetime) -> None:
    row = TeamContact.objects.get(pk=item.key)
    if choice.decision == Decision.LOOK:
        remove_contact(contact=row, by=by, now=now)
        return
    row.bounced_at = None
    row.save(update_fields=["bounced_at"])
    audit.record(actor=by, verb="contact.works", subject=row, now=now)


def _answer(item: Item, choice: Choice, by: User, now: datetime) -> None:
    row = CheckRound.objects.get(pk=item.key)
    if choice.decision == Decision.LOOK and take_back(round_=row, now=now):
        return
    CheckRound.objects.filter(pk=row.pk).update(seen_at=now)


def _pair(item: Item, choice: Choice, by: User, now: datetime) -> None:
    row = DuplicatePair.objects.select_related("first", "second").get(pk=item.key)
    not_the_same(one=row.first, other=row.second, by=by, now=now)


def _proposal(item: Item, choice: Choice, by: User, now: datetime) -> None:
    row = Proposal.objects.get(pk=item.key)
    if choice.decision == Decision.APPROVE:
        proposals.approve(row, by=by, now=now)
    elif choice.decision == Decision.BACK:
        proposals.send_back(row, by=by, reason=choice.reason, now=now)
    else:
        if choice.decision == Decision.NEVER:
            said = row.changes.get("place") or {}
            where = str(said.get("postcode") or said.get("outcode") or "")
            never_list_name(name=row.name, postcode=where, reason=choice.reason, by=by, now=now)
        proposals.refuse(row, by=by, reason=choice.reason, now=now)


_ROWS: dict[str, Any] = {
    Kind.REPORT.value: ProblemReport,
    Kind.BOUNCE.value: TeamContact,
    Kind.ANSWER.value: CheckRound,
    Kind.DUPLICATE.value: DuplicatePair,
    **dict.fromkeys(KINDS, Proposal),
}
register_decider([Kind.REPORT], _report)
register_decider([Kind.BOUNCE], _bounce)
register_decider([Kind.ANSWER], _answer)
register_decider([Kind.DUPLICATE], _pair)
register_decider(KINDS, _proposal)
