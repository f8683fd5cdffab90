"""Which family does a case belong to, or might it belong to?"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings

from selfassessment.referrals.enums import About
from selfassessment.referrals.models import (
    Case,
    Family,
    FamilyAction,
    FamilyCase,
    FamilyGoal,
    FamilyMember,
    ReferralLine,
)
from selfassessment.referrals.rules import families


def is_family_case(case: Case) -> bool:
    """Return whether a case asks for something about a family."""
    return any(line.need in families.FAMILY_NEEDS for line in case.lines.all())


def place_of(case: Case) -> FamilyCase | None:
    """Return the place of a case in its family, if it has one."""
    return (
        FamilyCase.objects.filter(case=case)
        .select_related("family__lead", "family__outcomes_line__case")
        .first()
    )


def household(case: Case) -> list[str]:
    """Return the digests by which the household of a case is known again."""
    own_child = case.about == About.CHILD
    guardian = dict(case.sealed_referrer or {}) if own_child else {}
    return families.digests(case.person.details, guardian, settings.SECRET_KEY.encode())


def possible(case: Case) -> list[Family]:
    """Return the families that a case may belong to, the oldest first."""
    if FamilyCase.objects.filter(case=case).exists():
        return []
    found = Family.objects.filter(places__keys__digest__in=household(case))
    return list(found.select_related("lead").distinct().order_by("created_at"))


def cases_of(family: Family) -> list[Case]:
    """Return the cases of a family, the oldest first."""
    rows = Case.objects.filter(family_place__family=family).select_related("person")
    return list(rows.prefetch_related("lines").order_by("received_at"))


def members_of(family: Family) -> list[FamilyMember]:
    """Return everybody in a family."""
    rows = FamilyMember.objects.filter(case__family_place__family=family)
    return list(rows.select_related("case"))


def outcomes_elsewhere(line: ReferralLine) -> ReferralLine | None:
    """Return the line on which the family of this one keeps its outcomes, when it is another."""
    if line.need not in families.OUTCOME_NEEDS:
        return None
    place = FamilyCase.objects.filter(case=line.case_id).select_related(
        "family__outcomes_line__case"
    )
    first = place.first()
    kept = first.family.outcomes_line if first else None
    return kept if kept is not None and kept.pk != line.pk else None


# So many days before a plan is to be looked at the queue says so.
SOON = timedelta(days=14)


def plan_of(family: Family) -> list[FamilyGoal]:
    """Return the goals of a family with their actions, those that go on first; two queries.

    What was erased with its case is left out.
    """
    rows = FamilyGoal.objects.filter(case__family_place__family=family, sealed_words__isnull=False)
    goals = list(rows.select_related("case").prefetch_related("actions"))
    return sorted(goals, key=lambda goal: goal.ended_on is not None)


def late_actions(family: Family, today: date) -> int:
    """Return how many actions of a family are past their day and not done."""
    rows = FamilyAction.objects.filter(case__family_place__family=family)
    return rows.filter(due_on__lt=today, ended_on__isnull=True, goal__ended_on__isnull=True).count()


def plans_due(cases: Collection[Case], today: date) -> dict[UUID, date]:
    """Return, for open cases whose family plan is to be looked at soon, the day; one query."""
    rows = FamilyCase.objects.filter(
        case__in=[case.pk for case in cases if case.is_open],
        family__review_by__lte=today + SOON,
    )
    return dict(rows.values_list("case", "family__review_by"))
