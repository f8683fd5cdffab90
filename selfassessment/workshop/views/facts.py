"""Telephone numbers, hours and links: changed once for all languages, hidden at once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.audit import actor_name
from selfassessment.actions import facts
from selfassessment.actions.facts import NotSo
from selfassessment.fixed_names import CHANGE_FACTS
from selfassessment.models import Fact
from selfassessment.selectors.facts import uses
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.forms.facts import ChangeForm, NewForm
from selfassessment.workshop.presenters import people


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ANY)
def index(request: HttpRequest) -> HttpResponse:
    """Show every fact with where it stands; POST adds one."""
    form = NewForm(request.POST or None)
    if request.method == "POST" and may(request, CHANGE_FACTS) and form.is_valid():
        try:
            made = facts.add(**form.cleaned_data, by=staff(request), now=clock.now())
        except NotSo as problem:
            form.add_error("value", str(problem))
        else:
            messages.success(request, f"Added. Texts point to it with {{fact.{made.key}}}.")
            return redirect("workshop:facts")
    used = uses()
    rows = [(fact, used.get(fact.key, [])) for fact in Fact.objects.all()]
    context = {
        "rows": [(fact, places, any(use.safety for use in places)) for fact, places in rows],
        "form": form,
        "may_change": may(request, CHANGE_FACTS),
    }
    status = 422 if form.errors else 200
    return render(request, "selfassessment/workshop/facts.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ANY)
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Show one fact and where it stands; POST changes it, or asks a second person to."""
    fact = get_object_or_404(Fact, key=key)
    given = request.POST if request.method == "POST" and may(request, CHANGE_FACTS) else None
    form = ChangeForm(given, initial={"value": fact.value, "note": fact.note})
    if given is not None and form.is_valid():
        try:
            done = facts.change(fact, **form.cleaned_data, by=staff(request), now=clock.now())
        except NotSo as problem:
            form.add_error("value", str(problem))
        else:
            said = "Changed everywhere." if done else "Written down. Somebody else must approve it."
            messages.success(request, said)
            return redirect("workshop:fact", key)
    return _page(request, fact, form)


@require_POST
@only(CHANGE_FACTS)
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Hide a fact, show it again, or approve what somebody else wrote."""
    fact = get_object_or_404(Fact, key=key)
    by, now = staff(request), clock.now()
    try:
        match request.POST.get("decision"):
            case "hide":
                facts.hide(fact, by=by, now=now)
                messages.success(request, "Hidden everywhere.")
            case "show":
                facts.show(fact, by=by, now=now)
                messages.success(request, "Shown again.")
            case "approve":
                facts.approve(fact, value=request.POST.get("value", ""), by=by, now=now)
                messages.success(request, "Approved and changed everywhere.")
    except NotSo as problem:
        messages.error(request, str(problem))
    return redirect("workshop:fact", key)


def _page(request: HttpRequest, fact: Fact, form: forms.Form) -> HttpResponse:
    places = uses().get(fact.key, [])
    called = people.names({fact.edited_by, fact.proposed_by, fact.hidden_by} - {""})
    context: dict[str, Any] = {
        "fact": fact,
        "uses": places,
        "on_safety": any(use.safety for use in places),
        "form": form,
        "edited_by": called.get(fact.edited_by, ""),
        "proposed_by": called.get(fact.proposed_by, ""),
        "hidden_by": called.get(fact.hidden_by, ""),
        "own": fact.proposed_by == actor_name(staff(request)),
        "may_change": may(request, CHANGE_FACTS),
    }
    status = 422 if form.errors else 200
    return render(request, "selfassessment/workshop/fact.html", context, status=status)
