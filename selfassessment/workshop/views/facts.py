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
from selfassessment.fixed_names import CHANGE_FACTS, SOURCE
from selfassessment.models import Fact
from selfassessment.selectors.facts import uses
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.forms.facts import ChangeForm, NewForm
from selfassessment.workshop.forms.words import WordsForm
from selfassessment.workshop.presenters import people
from selfassessment.workshop.presenters.contacts import contacts, name_keys
from selfassessment.workshop.views.opening import laid_out


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
    used, copy = uses(), laid_out()
    rows = [(fact, used.get(fact.key, [])) for fact in Fact.objects.all()]
    named = contacts(copy)
    context = {
        "rows": [
            (fact, named.get(fact.key, ""), places, any(use.safety for use in places))
            for fact, places in rows
        ],
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
    form = ChangeForm(given, initial=_initial(fact))
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
def rename(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the name and the few words by which pages show a fact."""
    fact = get_object_or_404(Fact, key=key)
    form = WordsForm(request.POST, keys=name_keys(key), texts=laid_out().texts[SOURCE])
    if form.is_valid() and form.keep(by=staff(request), now=clock.now()):
        messages.success(request, "Saved. Residents see it once it is published.")
        return redirect("workshop:fact", key)
    return _page(request, fact, ChangeForm(initial=_initial(fact)), form)


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
            case "check":
                facts.check(fact, value=request.POST.get("value", ""), by=by, now=now)
                messages.success(request, "Written down: it was right today.")
            case "show":
                facts.show(fact, by=by, now=now)
                messages.success(request, "Shown again.")
            case "approve":
                facts.approve(fact, value=request.POST.get("value", ""), by=by, now=now)
                messages.success(request, "Approved and changed everywhere.")
    except NotSo as problem:
        messages.error(request, str(problem))
    return redirect("workshop:fact", key)


def _initial(fact: Fact) -> dict[str, str]:
    return {"value": fact.value, "note": fact.note}


def _page(
    request: HttpRequest, fact: Fact, form: forms.Form, names: WordsForm | None = None
) -> HttpResponse:
    places = uses().get(fact.key, [])
    actors = {fact.edited_by, fact.proposed_by, fact.hidden_by, fact.checked_by} - {""}
    called = people.names(actors)
    shown = names or WordsForm(keys=name_keys(fact.key), texts=laid_out().texts[SOURCE])
    context: dict[str, Any] = {
        "fact": fact,
        "uses": places,
        "on_safety": any(use.safety for use in places),
        "form": form,
        "names": shown,
        "checked_by": called.get(fact.checked_by, ""),
        "edited_by": called.get(fact.edited_by, ""),
        "proposed_by": called.get(fact.proposed_by, ""),
        "hidden_by": called.get(fact.hidden_by, ""),
        "own": fact.proposed_by == actor_name(staff(request)),
        "may_change": may(request, CHANGE_FACTS),
    }
    status = 422 if form.errors or shown.errors else 200
    return render(request, "selfassessment/workshop/fact.html", context, status=status)
