"""The plan of a family, on the page of the family: goals, and who does what by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest

from core import clock
from selfassessment.referrals.actions import plans
from selfassessment.referrals.actions.families import FamilyIsGone
from selfassessment.referrals.forms_families import ActionForm, GoalForm
from selfassessment.referrals.forms_home import DayForm
from selfassessment.referrals.models import Case, Family, FamilyAction, FamilyGoal
from selfassessment.referrals.selectors.families import members_of, plan_of
from selfassessment.referrals.views.access import staff

LOOK = "Look at what is marked below. Nothing is kept yet."
CHOOSE = "Choose one of the buttons."
_ENDS = {"done": FamilyGoal.End.DONE, "dropped": FamilyGoal.End.DROPPED}
WHAT = ("goal", "action", "again", *_ENDS)


@dataclass(frozen=True)
class GoalView:
    """A goal with the form for another action."""

    goal: FamilyGoal
    actions: Sequence[FamilyAction]
    form: forms.Form


def shown(family: Family, data: Any = None, what: str = "") -> dict[str, Any]:
    """Return what the page shows of a plan; the form of `what` holds what was typed."""
    goals = [
        GoalView(
            goal,
            list(goal.actions.all()),
            ActionForm(data if what == f"action:{goal.pk}" else None, prefix=f"a-{goal.pk}"),
        )
        for goal in plan_of(family)
    ]
    people = [one.sealed_name for one in members_of(family) if one.sealed_name]
    return {
        "goals": goals,
        "goal_form": GoalForm(data if what == "goal" else None, prefix="goal"),
        "plan_people": [*people, family.led_by],
    }


def change(request: HttpRequest, case: Case, family: Family, what: str) -> str:
    """Keep what was sent about the plan; return why not."""
    kind, _, key = what.partition(":")
    typed = shown(family, request.POST, what)
    try:
        if kind == "goal":
            return _goal(request, case, typed["goal_form"])
        if kind == "action":
            return _action(request, typed["goals"], key)
        return _end(request, typed["goals"], kind, key)
    except FamilyIsGone as error:
        return str(error)


def _goal(request: HttpRequest, case: Case, form: forms.Form) -> str:
    if not form.is_valid():
        return LOOK
    plans.add_goal(case=case, words=form.cleaned_data["words"], by=staff(request), now=clock.now())
    return ""


def _action(request: HttpRequest, goals: Sequence[GoalView], key: str) -> str:
    view = next((one for one in goals if str(one.goal.pk) == key), None)
    if view is None:
        return CHOOSE
    if not view.form.is_valid():
        return LOOK
    typed = view.form.cleaned_data
    plans.add_action(goal=view.goal, by=staff(request), now=clock.now(), **typed)
    return ""


def _end(request: HttpRequest, goals: Sequence[GoalView], kind: str, key: str) -> str:
    planned: dict[str, FamilyGoal | FamilyAction] = {str(one.goal.pk): one.goal for one in goals}
    planned |= {str(action.pk): action for one in goals for action in one.actions}
    if key not in planned or kind not in WHAT:
        return CHOOSE
    on: date | None = None
    if kind != "again":
        day = DayForm(request.POST, today=clock.today(), prefix=key)
        if not day.is_valid():
            return f"{day.errors['on'][0]} Nothing is kept yet."
        on = day.cleaned_data["on"]
    plans.end(
        planned=planned[key],
        ended_as=_ENDS.get(kind, FamilyGoal.End.DONE),
        on=on,
        by=staff(request),
        now=clock.now(),
    )
    return ""
