"""Which other cases may be the same person, and what was decided about them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from selfassessment.referrals.models import Case, PersonMatch, Sameness


def possible_duplicates(cases: Iterable[Case]) -> dict[UUID, list[Case]]:
    """Return for each case the other cases whose person may be the same, in four queries.

    Those that somebody decided about as "not the same" are left out.
    """
    wanted = {case.person_id: case for case in cases}
    digests: dict[str, set[UUID]] = {}
    for person_id, digest in PersonMatch.objects.filter(person__in=wanted).values_list(
        "person_id", "digest"
    ):
        digests.setdefault(digest, set()).add(person_id)
    others = list(PersonMatch.objects.filter(digest__in=digests).values_list("person_id", "digest"))
    matching = Case.objects.filter(person__in={person for person, _ in others}).defer(
        "sealed_answers", "sealed_consents"
    )
    by_person: dict[UUID, list[Case]] = {}
    for other in matching:
        by_person.setdefault(other.person_id, []).append(other)
    different = _decided(wanted.values(), same=False)
    found: dict[UUID, dict[UUID, Case]] = {case.pk: {} for case in wanted.values()}
    for other_id, digest in others:
        for person_id in digests[digest] - {other_id}:
            case = wanted[person_id]
            for other in by_person.get(other_id, ()):
                if frozenset((case.pk, other.pk)) not in different:
                    found[case.pk][other.pk] = other
    return {case_id: list(cases.values()) for case_id, cases in found.items()}


def _latest(cases: Iterable[Case]) -> dict[frozenset[UUID], Sameness]:
    pks = [case.pk for case in cases]
    rows = Sameness.objects.filter(Q(first__in=pks) | Q(second__in=pks)).select_related("by")
    return {frozenset((row.first_id, row.second_id)): row for row in rows.order_by("at")}


def _decided(cases: Iterable[Case], *, same: bool) -> set[frozenset[UUID]]:
    return {pair for pair, row in _latest(cases).items() if row.same is same}


@dataclass(frozen=True)
class Compared:
    """Another case that may be the same person, with what was decided last, if anything."""

    other: Case
    decision: Sameness | None


def compared(case: Case) -> list[Compared]:
    """Return every other case whose person may be the same, with the last decision."""
    digests = PersonMatch.objects.filter(person=case.person_id).values("digest")
    people = PersonMatch.objects.filter(digest__in=digests).values("person")
    others = (
        Case.objects.filter(person__in=people)
        .exclude(pk=case.pk)
        .select_related("person")
        .prefetch_related("lines")
        .order_by("received_at")
    )
    decisions = _latest([case])
    return [Compared(other, decisions.get(frozenset((case.pk, other.pk)))) for other in others]


def undecided(case: Case) -> bool:
    """Return whether another case may be the same person and nobody has said."""
    return any(one.decision is None for one in compared(case))
