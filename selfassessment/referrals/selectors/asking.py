"""Which outcomes are to be asked now for some cases? Three queries, however many they are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from selfassessment.referrals.enums import About
from selfassessment.referrals.models import Case, Family, FollowUp, Outcome, ReferralLine
from selfassessment.referrals.rules.due_outcomes import Due, LineAsked, LookBack, due_outcomes
from selfassessment.referrals.rules.families import OUTCOME_NEEDS
from selfassessment.referrals.rules.standing import stage_of

_CHILDREN = ("0_4", "5_10", "11_15")
_STAGES = ("helping", "closing", "follow_up")
ToAsk = Due[UUID]


def to_ask(cases: Iterable[Case], today: date) -> dict[UUID, list[ToAsk]]:
    """Return what is to be asked, by case; the lines of the cases are read already.

    Nothing is asked while a safety flag stands.
    """
    known = [case for case in cases if not case.safety_hold]
    helped = {case.pk: list(case.lines.all()) for case in known}
    lines = [line for of_case in helped.values() for line in of_case]
    if not any(stage_of(line.state) in _STAGES for line in lines):
        return {}
    kept, looks = _kept(lines), _looks(lines)
    elsewhere = _kept_elsewhere(lines)
    children = {case.pk for case in known if _is_child(case)}
    found = {}
    for case, of_case in helped.items():
        asked = [
            LineAsked(
                line.pk, line.need, line.state, frozenset(kept[line.pk]), tuple(looks[line.pk])
            )
            for line in of_case
            if line.pk not in elsewhere
        ]
        due = due_outcomes(asked, today, is_child=case in children)
        if due:
            found[case] = due
    return found


def _is_child(case: Case) -> bool:
    return case.about == About.CHILD or case.person.details.age_band in _CHILDREN


def _kept(lines: Sequence[ReferralLine]) -> dict[UUID, set[tuple[str, str]]]:
    found: dict[UUID, set[tuple[str, str]]] = defaultdict(set)
    rows = Outcome.objects.filter(line__in=[line.pk for line in lines]).order_by()
    for line, code, stage in rows.values_list("line", "set", "stage").distinct():
        found[line].add((code, stage))
    return found


def _looks(lines: Sequence[ReferralLine]) -> dict[UUID, list[LookBack]]:
    found: dict[UUID, list[LookBack]] = defaultdict(list)
    for row in FollowUp.objects.filter(line__in=[line.pk for line in lines]):
        answered = row.outcome == FollowUp.Outcome.ANSWERED
        found[row.line_id].append(
            LookBack(row.weeks, row.due_on, row.done_at is not None, answered)
        )
    return found


def _kept_elsewhere(lines: Sequence[ReferralLine]) -> set[UUID]:
    """Return the lines whose outcomes stand on another line of their family."""
    mine = {line.pk: line.case_id for line in lines if line.need in OUTCOME_NEEDS}
    if not mine:
        return set()
    rows = Family.objects.filter(
        places__case__in=set(mine.values()), outcomes_line__isnull=False
    ).values_list("places__case", "outcomes_line")
    kept_on = dict(rows)
    return {pk for pk, case in mine.items() if kept_on.get(case, pk) != pk}
