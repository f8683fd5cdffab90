"""What was seen and done at home: written down by the desk, or by the provider of the line."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.referrals import labels
from selfassessment.referrals.actions import cases, home
from selfassessment.referrals.forms_home import (
    AidForm,
    DayForm,
    FurtherForm,
    HazardForm,
    VisitForm,
)
from selfassessment.referrals.models import AidSupplied, Hazard
from selfassessment.referrals.presenters.asking import ask_views
from selfassessment.referrals.presenters.outcomes import changes_of
from selfassessment.referrals.selectors.asking import to_ask
from selfassessment.referrals.selectors.home import is_home_line, of_line
from selfassessment.referrals.selectors.outcomes import of_line as of_outcomes
from selfassessment.referrals.views.access import desk_only, provider_only, staff
from selfassessment.referrals.views.outcomes import Side, of_desk, of_provider

_FORMS: Mapping[str, type[VisitForm]] = {
    "visit": VisitForm,
    "hazard": HazardForm,
    "aid": AidForm,
    "further": FurtherForm,
}
_HEADINGS = {
    "visit": "Write down a visit",
    "hazard": "Something is not safe",
    "aid": "An aid was supplied",
    "further": "They need something else too",
}


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def show(request: HttpRequest, case_id: UUID, line_id: UUID) -> HttpResponse:
    """Show the home of a line, and keep what is written down."""
    return _page(request, of_desk(case_id, line_id))


@require_http_methods(["GET", "HEAD", "POST"])
@provider_only
def own(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Show the home of one of the provider's own lines, and keep what is written down."""
    return _page(request, of_provider(request, line_id))


def _page(request: HttpRequest, side: Side) -> HttpResponse:
    if not is_home_line(side.line):
        raise Http404
    asked: dict[str, forms.Form] = {
        name: form(today=clock.today(), prefix=name) for name, form in _FORMS.items()
    }
    refused = ""
    if request.method == "POST":
        refused, typed = _keep(request, side)
        if not refused:
            messages.success(request, "Kept.")
            return redirect(request.path)
        asked.update(typed)
    cases.open_case(case=side.line.case, by=staff(request), now=clock.now())
    context = {
        "side": side,
        "offer": labels.name("offer", side.line.offer),
        "refused": refused,
        "today": clock.today(),
        "forms": [(name, _HEADINGS[name], form) for name, form in asked.items()],
        **of_line(side.line),
        **_outcomes(side),
    }
    return render(request, "referrals/desk/home.html", context, status=422 if refused else 200)


def _keep(request: HttpRequest, side: Side) -> tuple[str, dict[str, forms.Form]]:
    """Keep what was sent; return why not, and the form with what was typed."""
    what, _, key = request.POST.get("what", "").partition(":")
    if what in _FORMS:
        form = _FORMS[what](request.POST, today=clock.today(), prefix=what)
        if not form.is_valid():
            return "Look at what is marked below. Nothing is kept yet.", {what: form}
        return _said(lambda: _write(request, side, what, form.cleaned_data)), {what: form}
    return _said(lambda: _finish(request, side, what, key)), {}


def _said(work: Callable[[], object]) -> str:
    try:
        work()
    except (home.LineIsThere, home.DayIsWrong) as error:
        return str(error)
    return ""


def _write(request: HttpRequest, side: Side, what: str, typed: Mapping[str, Any]) -> None:
    facts: dict[str, Any] = {
        "line": side.line,
        "on": typed["on"],
        "note": typed["note"],
        "by": staff(request),
        "now": clock.now(),
    }
    if what == "visit":
        home.visit(**facts)
    elif what == "hazard":
        home.found(kind=typed["kind"], **facts)
    elif what == "aid":
        home.supplied(kind=typed["kind"], **facts)
    else:
        home.further(need=typed["kind"], **facts)


def _finish(request: HttpRequest, side: Side, what: str, key: str) -> None:
    """Keep the day a hazard was put right or an aid fitted, or that it was not after all."""
    verb, _, undone = what.partition("-")
    try:
        pk = UUID(key)
    except ValueError:
        raise Http404 from None
    if verb not in ("removed", "installed") or undone not in ("", "not"):
        raise Http404
    hazard = get_object_or_404(Hazard, pk=pk, line=side.line) if verb == "removed" else None
    aid = get_object_or_404(AidSupplied, pk=pk, line=side.line) if hazard is None else None
    on = None if undone else _day(DayForm(request.POST, today=clock.today(), prefix=key))
    facts: dict[str, Any] = {"on": on, "by": staff(request), "now": clock.now()}
    if hazard is not None:
        home.removed(hazard=hazard, **facts)
    elif aid is not None:
        home.installed(aid=aid, **facts)


def _day(form: DayForm) -> date:
    if not form.is_valid():
        raise home.DayIsWrong(form.errors["on"][0])
    found: date = form.cleaned_data["on"]
    return found


def _outcomes(side: Side) -> dict[str, Any]:
    """Return what changed for the person, and what is to be asked of them now."""
    line, today = side.line, clock.today()
    asked = to_ask([line.case], today).get(line.case_id, ())
    return {
        "changes": changes_of(line, of_outcomes(line), today),
        "to_ask": ask_views(asked, {line.pk: line}, is_desk=side.is_desk),
    }
