"""Approve at once what a trusted group sends, where an editor has said so."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import audit
from directory.actions import proposals
from directory.models import Organisation, Proposal, QueueDecision, TrustRule
from directory.rules.trust import GUARDED, lets_through
from directory.selectors.harm import of_headings, of_safeguarding, of_words
from directory.staff_enums import ProposalKind

# Who keeps a page, and what can harm somebody, is always a person's decision.
KINDS = (ProposalKind.NEW, ProposalKind.EDIT, ProposalKind.CATEGORY)
LONGEST_TITLE = 200


class NotForRules(ValueError):
    """A rule cannot decide this kind."""


def start() -> None:
    """Look at each proposal when it is sent; called once, when the app is ready."""
    proposals.register_sent("trust", approve_trusted)


@transaction.atomic
def trust(
    *,
    group: Organisation,
    kind: str,
    reason: str,
    by: User,
    now: datetime,
    fields: Collection[str] = (),
) -> TrustRule:
    """Let a group's proposals of one kind through from now on; twice is once.

    `fields` are those of `GUARDED` that a rule for changes lets through too. Other fields than
    before end the rule and give a new one, so that it stays known what was trusted when.
    """
    if kind not in KINDS or set(fields) - set(GUARDED):
        raise NotForRules(kind)
    named = sorted(fields) if kind == ProposalKind.EDIT else []
    Organisation.objects.select_for_update(of=("self",)).get(pk=group.pk)  # one after the other
    rules = TrustRule.objects.select_for_update(of=("self",)).valid()
    earlier = rules.filter(organisation=group, kind=kind).first()
    if earlier is not None:
        if sorted(earlier.fields) == named:
            return earlier
        end(rule=earlier, by=by, now=now)
    rule = TrustRule.objects.create(
        organisation=group,
        kind=kind,
        fields=named,
        reason=reason.strip(),
        given_at=now,
        given_by=by,
    )
    detail = {"kind": kind, "fields": ",".join(named)}
    audit.record(actor=by, verb="trust.given", subject=group, now=now, detail=detail)
    return rule


@transaction.atomic
def end(*, rule: TrustRule, by: User, now: datetime) -> None:
    """Stop a rule; what it has let through stays."""
    row = TrustRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if row.ended_at is None:
        row.ended_at, row.ended_by = now, by
        row.save(update_fields=["ended_at", "ended_by"])
        detail = {"kind": row.kind}
        audit.record(actor=by, verb="trust.ended", subject=row.organisation, now=now, detail=detail)


def approve_trusted(row: Proposal, now: datetime) -> Proposal:
    """Approve a proposal that a rule covers; anything that can harm waits for a person."""
    group = row.organisation or (row.service.organisation if row.service else None)
    if group is None or row.kind not in KINDS:
        return row
    rule = TrustRule.objects.valid().filter(organisation=group, kind=row.kind).first()
    if rule is None or not _covers(rule, row):
        return row
    done = proposals.approve(row, by=None, now=now)
    QueueDecision.objects.create(
        kind=row.kind,
        key=str(row.pk),
        title=row.name[:LONGEST_TITLE],
        decision="approve",
        label="Approved by rule",
        at=now,
        by=None,
    )
    detail = {"kind": row.kind, "rule": str(rule.pk)}
    audit.record(actor="rule", verb="proposal.trusted", subject=row, now=now, detail=detail)
    return done


def _covers(rule: TrustRule, row: Proposal) -> bool:
    """Whether a rule speaks of all that a proposal asks for; in doubt it does not."""
    if of_headings(row) or of_words(row.changes, row.language):
        return False
    if row.kind == ProposalKind.NEW:
        return not (of_safeguarding(row.changes) or row.changes.get("picture"))
    granted = rule.fields if row.kind == ProposalKind.EDIT else ["categories"]
    return lets_through(row.changes, granted)
