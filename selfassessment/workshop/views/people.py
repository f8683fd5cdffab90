"""Saved people: made-up ones who walk a journey at each publishing."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from selfassessment.actions import golden as actions
from selfassessment.actions.golden import NotSo
from selfassessment.engine.changes import Content
from selfassessment.fixed_names import EDIT_JOURNEYS, SOURCE
from selfassessment.models import GoldenChange, GoldenJourney
from selfassessment.selectors.publishing import golden_result, proposal
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.forms.people import PersonForm, StoryForm, as_kept, packed, unpacked
from selfassessment.workshop.forms.trying import TryForm
from selfassessment.workshop.presenters.paths import page_titles
from selfassessment.workshop.presenters.saved import history, walked
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame


@require_safe
@only(*ANY)
def index(request: HttpRequest, name: str) -> HttpResponse:
    """Show every saved person of a journey, and whether they end as expected."""
    copy = opened(name)
    results = proposal(copy, name).golden
    context = {
        **frame(copy, name),
        "results": sorted(results, key=lambda one: not one.differences),
        "changed": sum(bool(one.differences) for one in results),
        "history": history(name),
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    return render(request, "selfassessment/workshop/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ANY)
def show(request: HttpRequest, name: str, person: str) -> HttpResponse:
    """Show where a saved person comes to; POST changes them."""
    golden = get_object_or_404(GoldenJourney, journey=name, name=person)
    copy = opened(name)
    form = StoryForm(initial={"story": golden.story, "was": golden.edited_at.isoformat()})
    if request.method == "POST" and may(request, EDIT_JOURNEYS):
        form = StoryForm(_posted(request, copy, golden))
        if "reason" not in request.POST:
            # The answers come from "try it": ask why first.
            form.errors.clear()
        elif form.is_valid() and _changed(request, copy, golden, form):
            messages.success(request, "Kept. They walk so at each publishing from now on.")
            return redirect("workshop:person", name, person)
    return _person(request, copy, golden, form)


def _posted(request: HttpRequest, copy: WorkingCopy, golden: GoldenJourney) -> dict[str, Any]:
    if "reason" in request.POST:
        return request.POST.dict()
    answers, facts = as_kept(_tried(request, copy, golden.journey), golden.answers, golden.day)
    return {
        "story": golden.story,
        "given": packed(answers, facts),
        "was": request.POST.get("was", ""),
    }


def _changed(
    request: HttpRequest, copy: WorkingCopy, golden: GoldenJourney, form: StoryForm
) -> bool:
    data = form.cleaned_data
    if data["was"] != golden.edited_at.isoformat():
        form.add_error(None, "Somebody changed this person meanwhile. Look at it again.")
        return False
    golden.story = data["story"]
    if data["given"] is not None:
        golden.answers, golden.facts = data["given"]
    try:
        actions.keep(
            golden,
            after=_after(copy, golden.journey),
            by=staff(request),
            now=clock.now(),
            reason=data["reason"],
        )
    except NotSo as problem:
        form.add_error(None, str(problem))
        return False
    return True


def _person(
    request: HttpRequest, copy: WorkingCopy, golden: GoldenJourney, form: StoryForm
) -> HttpResponse:
    name = golden.journey
    given = form["given"].value() if form.is_bound else ""
    shown = GoldenJourney(
        journey=name,
        name=golden.name,
        answers=golden.answers,
        facts=golden.facts,
        expected=golden.expected,
        day=golden.day,
    )
    if given:
        try:
            shown.answers, shown.facts = unpacked(given)
        except forms.ValidationError:
            given = ""
    result = golden_result(shown, _after(copy, name))
    context = {
        **frame(copy, name),
        "person": golden,
        "result": result,
        "walked": walked(result, copy, name),
        "form": form,
        "given": given,
        "history": history(name, golden.name),
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    status = 422 if form.errors else 200
    return render(request, "selfassessment/workshop/person.html", context, status=status)


@require_POST
@only(EDIT_JOURNEYS)
def add(request: HttpRequest, name: str) -> HttpResponse:
    """Take the answers that were tried, ask what the person is called, and keep them."""
    copy = opened(name)
    if "given" not in request.POST:
        answers, facts = as_kept(_tried(request, copy, name), {}, clock.today())
        form = PersonForm(initial={"given": packed(answers, facts)})
        return _new(request, copy, name, form)
    form = PersonForm(request.POST)
    if not form.is_valid():
        return _new(request, copy, name, form)
    data = form.cleaned_data
    answers, facts = data["given"]
    golden = GoldenJourney(
        journey=name,
        name=data["name"],
        story=data["story"],
        answers=answers,
        facts=facts,
        day=clock.today(),
    )
    try:
        actions.keep(golden, after=_after(copy, name), by=staff(request), now=clock.now())
    except NotSo as problem:
        form.add_error("name", str(problem))
        return _new(request, copy, name, form)
    messages.success(request, "Saved. They walk at each publishing from now on.")
    return redirect("workshop:person", name, golden.name)


def _new(request: HttpRequest, copy: WorkingCopy, name: str, form: PersonForm) -> HttpResponse:
    context = {**frame(copy, name), "form": form}
    status = 422 if form.errors else 200
    return render(request, "selfassessment/workshop/person_new.html", context, status=status)


@require_POST
@only(EDIT_JOURNEYS)
def remove(request: HttpRequest, name: str, person: str) -> HttpResponse:
    """Remove a saved person, with a reason."""
    golden = get_object_or_404(GoldenJourney, journey=name, name=person)
    try:
        reason = request.POST.get("reason", "")
        actions.remove(golden, reason=reason, by=staff(request), now=clock.now())
    except NotSo as problem:
        messages.error(request, str(problem))
        return redirect("workshop:person", name, person)
    messages.success(request, "Removed. They can be put back below.")
    return redirect("workshop:people", name)


@require_POST
@only(EDIT_JOURNEYS)
def put_back(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Put a saved person back as they were before a change."""
    change = get_object_or_404(GoldenChange, journey=name, pk=pk)
    try:
        golden = actions.put_back(change, by=staff(request), now=clock.now())
    except NotSo as problem:
        messages.error(request, str(problem))
        return redirect("workshop:people", name)
    messages.success(request, "Put back as they were.")
    return redirect("workshop:person", name, golden.name)


def _after(copy: WorkingCopy, name: str) -> Content:
    return proposal(copy, name).contents[1]


def _tried(request: HttpRequest, copy: WorkingCopy, name: str) -> TryForm:
    definition = copy.journeys[name]
    form = TryForm(
        request.POST,
        definition=definition,
        texts=copy.texts.get(SOURCE, {}),
        titles=page_titles(copy, definition),
    )
    form.is_valid()
    return form
