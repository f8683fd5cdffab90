"""What makes a family of cases, and keeps its lead, its plan and its people?"""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import (
    Case,
    Event,
    Family,
    FamilyCase,
    FamilyKey,
    FamilyMember,
    ReferralLine,
)
from selfassessment.referrals.rules import families
from selfassessment.referrals.selectors.families import cases_of, household, possible


class FamilyIsLikely(ValueError):
    """A family that we know may be this one, and nobody has said that it is another."""


class HasFamily(ValueError):
    """The case belongs to a family already."""


def _note(case: Case, words: str, by: User | None, now: datetime) -> None:
    Event.objects.create(case=case, kind=EventKind.FAMILY, at=now, actor=by, sealed_note=words)
    record(actor=by, verb="case.family", subject=case, now=now)


def _outcomes_line(case: Case) -> ReferralLine | None:
    lines = case.lines.filter(need__in=families.OUTCOME_NEEDS)
    return lines.order_by("priority", "pk").first()


def start(  # noqa: PLR0913 (the facts of a family, all by name)
    *,
    case: Case,
    lead: User,
    agreed_on: date,
    agreed_by: str,
    by: User,
    now: datetime,
    is_another: bool = False,
) -> Family:
    """Make a family of a case; raise FamilyIsLikely unless a person said that it is another one.

    The person of the case is its first member.
    """
    with transaction.atomic():
        Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        if possible(case) and not is_another:
            raise FamilyIsLikely
        family = Family.objects.create(
            lead=lead,
            outcomes_line=_outcomes_line(case),
            agreed_on=agreed_on,
            review_by=families.review_by(agreed_on),
            created_at=now,
            created_by=by,
        )
        _place(case, family, agreed_by, now)
        _note(case, f"Family begun. Lead: {lead}. Agreed on {agreed_on:%d/%m/%Y}.", by, now)
    return family


def join(*, case: Case, family: Family, agreed_by: str, by: User, now: datetime) -> None:
    """Let a case belong to a family that is there; raise HasFamily."""
    with transaction.atomic():
        fresh = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
        _place(case, fresh, agreed_by, now)
        if fresh.outcomes_line_id is None:
            fresh.outcomes_line = _outcomes_line(case)
            fresh.save(update_fields=["outcomes_line"])
        for one in cases_of(fresh):
            words = "Joined the family." if one.pk == case.pk else f"{case} joined the family."
            _note(one, words, by, now)


def _place(case: Case, family: Family, agreed_by: str, now: datetime) -> None:
    try:
        with transaction.atomic():
            place = FamilyCase.objects.create(
                case=case, family=family, sealed_agreed_by=agreed_by.strip() or None, joined_at=now
            )
    except IntegrityError as error:
        raise HasFamily("This case belongs to a family already.") from error
    FamilyKey.objects.bulk_create(
        FamilyKey(place=place, digest=digest) for digest in household(case)
    )
    child = case.about == "child"
    role = FamilyMember.Role.CHILD if child else FamilyMember.Role.PARENT
    FamilyMember.objects.create(
        case=case, role=role, sealed_name=case.person.details.name or None, added_at=now
    )


def add_member(*, case: Case, role: str, name: str, by: User, now: datetime) -> FamilyMember:
    """Add somebody to the family of a case."""
    with transaction.atomic():
        made = FamilyMember.objects.create(
            case=case, role=role, sealed_name=name.strip() or None, added_at=now
        )
        _note(case, f"Added to the family: {made}.", by, now)
    return made


def lead_by(*, family: Family, lead: User, by: User, now: datetime) -> None:
    """Give a family another lead: there is one at a time."""
    with transaction.atomic():
        fresh = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
        if fresh.lead_id == lead.pk:
            return
        fresh.lead = lead
        fresh.save(update_fields=["lead"])
        for case in cases_of(fresh):
            _note(case, f"Lead: {lead}.", by, now)


def reviewed(*, family: Family, on: date, note: str, by: User, now: datetime) -> None:
    """Keep that the plan was looked at; the next look is due three months later."""
    with transaction.atomic():
        fresh = Family.objects.select_for_update(of=("self",)).get(pk=family.pk)
        if fresh.reviewed_on is None or on >= fresh.reviewed_on:
            fresh.reviewed_on, fresh.review_by = on, families.review_by(on)
            fresh.save(update_fields=["reviewed_on", "review_by"])
        for case in cases_of(fresh):
            _note(case, f"Plan looked at on {on:%d/%m/%Y}. {note}".strip(), by, now)
