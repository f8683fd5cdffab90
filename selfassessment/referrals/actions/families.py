"""What makes a family of cases, and keeps its lead, its plan and its people?"""

from collections.abc import Collection, Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from accounts.models import User
from core.audit import record
from selfassessment.referrals.actions import standing
from selfassessment.referrals.actions.holding import hold
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
from selfassessment.referrals.types import OtherLead

Lead = User | OtherLead


class FamilyIsLikely(ValueError):
    """A family that we know may be this one, and nobody has said that it is another."""


class HasFamily(ValueError):
    """The case belongs to a family already."""


class FamilyIsGone(ValueError):
    """The family, or the place of the case in it, is no more."""


def note(case: Case, words: str, by: User | None, now: datetime) -> None:
    """Write down in the history of a case what happened in its family."""
    Event.objects.create(case=case, kind=EventKind.FAMILY, at=now, actor=by, sealed_note=words)
    record(actor=by, verb="case.family", subject=case, now=now)


def _outcomes_line(case: Case) -> ReferralLine | None:
    lines = case.lines.filter(need__in=families.OUTCOME_NEEDS)
    return lines.order_by("priority", "pk").first()


def start(  # noqa: PLR0913 (the facts of a family, all by name)
    *,
    case: Case,
    lead: Lead,
    agreed_on: date,
    agreed_by: str,
    by: User,
    now: datetime,
    is_none_of: Collection[UUID] = (),
) -> Family:
    """Make a family of a case; raise FamilyIsLikely when it may be one that is there.

    `is_none_of` are the families that a person looked at and said that it is another one. The
    person of the case is its first member.
    """
    with transaction.atomic():
        hold(case)
        # Before we look: a family made after this takes the same number.
        numbers = _next_numbers(case)
        if any(one.pk not in is_none_of for one in possible(case)):
            raise FamilyIsLikely
        family = Family.objects.create(
            **_kept(lead),
            outcomes_line=_outcomes_line(case),
            agreed_on=agreed_on,
            review_by=families.review_by(agreed_on),
            created_at=now,
            created_by=by,
        )
        _place(case, family, numbers, _Agreement(agreed_on, agreed_by), now)
        note(case, f"Family begun. Lead: {lead}. Agreed on {agreed_on:%d/%m/%Y}.", by, now)
    return family


def _kept(lead: Lead) -> dict[str, Any]:
    """Return the fields that hold a lead: one of the two is empty."""
    if isinstance(lead, OtherLead):
        return {"lead": None, "sealed_lead": asdict(lead)}
    return {"lead": lead, "sealed_lead": None}


def join(
    *, case: Case, family: Family, agreed_on: date, agreed_by: str, by: User, now: datetime
) -> None:
    """Let a case belong to a family that is there; raise HasFamily or FamilyIsGone.

    Raises FamilyIsLikely when somebody made another family of this household meanwhile.
    """
    with transaction.atomic():
        fresh = _locked(family, case)
        _place(case, fresh, _next_numbers(case), _Agreement(agreed_on, agreed_by), now)
        if fresh.outcomes_line_id is None:
            fresh.outcomes_line = _outcomes_line(case)
            fresh.save(update_fields=["outcomes_line"])
        for one in cases_of(fresh):
            words = "Joined the family." if one.pk == case.pk else f"{case} joined the family."
            note(one, words, by, now)


def take_out(*, case: Case, reason: str, by: User, now: datetime) -> None:
    """Take a case out of a family that it does not belong to; raise FamilyIsGone.

    Why stands in the history of this case alone. A family without a case is no more.
    """
    with transaction.atomic():
        place = FamilyCase.objects.filter(case=case).select_related("family").first()
        family = _locked(place.family if place else None)
        if not FamilyCase.objects.filter(case=case, family=family).delete()[0]:
            raise FamilyIsGone("This case is in no family.")
        standing.refresh(case)
        note(case, f"Taken out of the family. {reason}", by, now)
        left = cases_of(family)
        if not left:
            family.delete()
            return
        line = family.outcomes_line
        if line is not None and line.case_id == case.pk:
            kept = (_outcomes_line(one) for one in left)
            family.outcomes_line = next((one for one in kept if one is not None), None)
            family.save(update_fields=["outcomes_line"])
        for one in left:
            note(one, f"{case} was taken out of the family.", by, now)


def _locked(family: Family | None, *joining: Case) -> Family:
    """Return a family as it is now, and hold it, its cases and those that join it."""
    rows = Family.objects.select_for_update(of=("self",))
    fresh = rows.filter(pk=family.pk).first() if family else None
    if fresh is None:
        raise FamilyIsGone("This family is no more. Look again.")
    places = FamilyCase.objects.filter(family=fresh)
    hold(*places.values_list("case", flat=True), *joining)
    return fresh


def _next_numbers(case: Case) -> dict[str, int]:
    """Return, for each key of the household, the number that its next family takes."""
    digests = household(case)
    rows = FamilyKey.objects.filter(digest__in=digests).values_list("digest")
    last = dict(rows.annotate(last=Max("number")))
    taken = {digest: -1 if number is None else number for digest, number in last.items()}
    return {digest: taken.get(digest, -1) + 1 for digest in digests}


class _Agreement(NamedTuple):
    """The day on which somebody agreed for a case, and who."""

    on: date
    by: str


def _place(
    case: Case, family: Family, numbers: Mapping[str, int], agreed: _Agreement, now: datetime
) -> None:
    try:
        with transaction.atomic():
            place = FamilyCase.objects.create(
                case=case,
                family=family,
                agreed_on=agreed.on,
                sealed_agreed_by=agreed.by.strip() or None,
                joined_at=now,
            )
    except IntegrityError as error:
        raise HasFamily("This case belongs to a family already.") from error
    own = set(FamilyKey.objects.filter(place__family=family).values_list("digest", flat=True))
    keys = [
        FamilyKey(place=place, digest=digest, number=None if digest in own else number)
        for digest, number in numbers.items()
    ]
    try:
        with transaction.atomic():
            FamilyKey.objects.bulk_create(keys)
    except IntegrityError as error:
        raise FamilyIsLikely from error
    standing.refresh(case)
    if case.family_members.exists():  # it was in a family before
        return
    child = case.about == "child"
    role = FamilyMember.Role.CHILD if child else FamilyMember.Role.PARENT
    FamilyMember.objects.create(
        case=case, role=role, sealed_name=case.person.details.name or None, added_at=now
    )


def add_member(*, case: Case, role: str, name: str, by: User, now: datetime) -> FamilyMember:
    """Add somebody to the family of a case."""
    with transaction.atomic():
        hold(case)
        made = FamilyMember.objects.create(
            case=case, role=role, sealed_name=name.strip() or None, added_at=now
        )
        note(case, f"Added to the family: {made}.", by, now)
    return made


def lead_by(*, family: Family, lead: Lead, by: User, now: datetime) -> None:
    """Give a family another lead: there is one at a time."""
    with transaction.atomic():
        fresh = _locked(family)
        wanted = _kept(lead)
        if (fresh.lead, fresh.sealed_lead) == (wanted["lead"], wanted["sealed_lead"]):
            return
        fresh.lead, fresh.sealed_lead = wanted["lead"], wanted["sealed_lead"]
        fresh.save(update_fields=["lead", "sealed_lead"])
        for case in cases_of(fresh):
            note(case, f"Lead: {lead}.", by, now)


def reviewed(*, case: Case, on: date, words: str, by: User, now: datetime) -> None:
    """Keep that the plan was looked at; the next look is due three months later.

    That it was stands in the history of each case of the family; `words` stand in that of this
    case alone, for they may name whoever is erased with it. Raises FamilyIsGone as above.
    """
    with transaction.atomic():
        place = FamilyCase.objects.filter(case=case).select_related("family").first()
        fresh = _locked(place.family if place else None)
        if fresh.reviewed_on is None or on >= fresh.reviewed_on:
            fresh.reviewed_on, fresh.review_by = on, families.review_by(on)
            fresh.save(update_fields=["reviewed_on", "review_by"])
        told = f"Plan looked at on {on:%d/%m/%Y}."
        for one in cases_of(fresh):
            standing.refresh(one)
            said = words.strip() if one.pk == case.pk else _elsewhere(case, words)
            note(one, f"{told} {said}".strip(), by, now)


def _elsewhere(case: Case, words: str) -> str:
    return f"What was said stands in {case}." if words.strip() else ""
