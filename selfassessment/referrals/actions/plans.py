"""What writes the plan of a family: what it wants to reach, who does what by when, and what came?

Each stands on one case, and in the history of that case alone, so that it is erased with it.
"""

from datetime import date, datetime

from django.db import transaction

from accounts.models import User
from selfassessment.referrals.actions.families import FamilyIsGone, note
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.models import Case, FamilyAction, FamilyCase, FamilyGoal


def add_goal(*, case: Case, words: str, by: User, now: datetime) -> FamilyGoal:
    """Keep what a family wants to reach; raise FamilyIsGone when the case is in none."""
    with transaction.atomic():
        hold(case)
        made = FamilyGoal.objects.create(
            case=case, sealed_words=words.strip(), added_at=now, added_by=by
        )
        _tell(case, f"Goal: {made.words}", by, now)
    return made


def add_action(
    *, goal: FamilyGoal, words: str, who: str, due_on: date, by: User, now: datetime
) -> FamilyAction:
    """Keep what somebody does for a goal, and by when; raise FamilyIsGone as above."""
    with transaction.atomic():
        hold(goal.case_id)
        made = FamilyAction.objects.create(
            case=goal.case,
            goal=goal,
            sealed_words=words.strip(),
            sealed_who=who.strip(),
            due_on=due_on,
            added_at=now,
            added_by=by,
        )
        _tell(goal.case, f"By {due_on:%d/%m/%Y}, {made.sealed_who}: {made.words}", by, now)
    return made


def end(
    *, planned: FamilyGoal | FamilyAction, ended_as: str, on: date | None, by: User, now: datetime
) -> None:
    """Keep how and when a goal or an action ended; without a day it goes on again.

    The second time, with the same answer, nothing happens. Raises FamilyIsGone as above.
    """
    with transaction.atomic():
        hold(planned.case_id)
        rows = type(planned)._default_manager.select_for_update(of=("self",))
        fresh = rows.select_related("case").get(pk=planned.pk)
        wanted = (on, ended_as if on else "")
        if (fresh.ended_on, fresh.ended_as) == wanted:
            return
        fresh.ended_on, fresh.ended_as = wanted
        fresh.save(update_fields=["ended_on", "ended_as"])
        how = f"{fresh.get_ended_as_display()}, {on:%d/%m/%Y}" if on else "Goes on again"
        _tell(fresh.case, f"{how}: {fresh.words}", by, now)


def _tell(case: Case, words: str, by: User, now: datetime) -> None:
    if not FamilyCase.objects.filter(case=case).exists():
        raise FamilyIsGone("This case is in no family.")
    note(case, words, by, now)
