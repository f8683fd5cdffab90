"""Approve at once what a trusted group sends, where an editor has said so."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import audit
from directory.actions import proposals
from directory.enums import ProposalKind
from directory.models import Organisation, Proposal, QueueDecision, TaxonomyTerm, TrustRule
from directory.rules.freshness import HIGH_RISK_HEADINGS
from directory.selectors.moderation import in_high_risk

# Who keeps a page, and what can harm somebody, is always a person's decision.
KINDS = (ProposalKind.NEW, ProposalKind.EDIT, ProposalKind.CATEGORY)
LONGEST_TITLE = 200


class NotForRules(ValueError):
    """A rule cannot decide this kind."""


def start() -> None:
    """Look at each proposal when it is sent; called once, when the app is ready."""
    proposals.register_sent("trust", approve_trusted)


@transaction.atomic
def trust(*, group: Organisation, kind: str, reason: str, by: User, now: datetime) -> TrustRule:
    """Let a group's proposals of one kind through from now on; twice is once."""
    if kind not in KINDS:
        raise NotForRules(kind)
    rule, made = TrustRule.objects.get_or_create(
        organisation=group,
        kind=kind,
        ended_at=None,
        defaults={"reason": reason.strip(), "given_at": now, "given_by": by},
    )
    if made:
        detail = {"kind": kind}
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
    if group is None or row.kind not in KINDS or _can_harm(row):
        return row
    rule = TrustRule.objects.valid().filter(organisation=group, kind=row.kind).first()
    if rule is None:
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


def _can_harm(row: Proposal) -> bool:
    """Say whether the listing, or a heading that is asked for, is one that can harm somebody."""
    if row.service is not None and (
        Proposal.objects.filter(in_high_risk("service"), pk=row.pk).exists()
    ):
        return True
    asked = TaxonomyTerm.objects.sources().filter(code__in=row.changes.get("categories") or [])
    risky = Q(code__in=HIGH_RISK_HEADINGS) | Q(parent__code__in=HIGH_RISK_HEADINGS)
    return asked.filter(risky).exists()
