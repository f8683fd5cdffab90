"""Needs, offers and providers: listed, added, and taken out when nothing names them any more."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from selfassessment.actions.wording import Place, write
from selfassessment.engine.reading import LoadError
from selfassessment.fixed_names import EDIT_JOURNEYS, ROUTING, SOURCE
from selfassessment.selectors import places
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.documents import parts, services
from selfassessment.workshop.documents.service_uses import named_by, named_in_tables
from selfassessment.workshop.documents.services import Kind
from selfassessment.workshop.documents.uses import Use
from selfassessment.workshop.forms.services import NewServiceForm
from selfassessment.workshop.keeping import Kept, Refused, keep
from selfassessment.workshop.presenters import findings
from selfassessment.workshop.presenters import services as presenting
from selfassessment.workshop.views.opening import laid_out
from selfassessment.workshop.views.shared import frame, revision_of, tell


def kind_of(name: str) -> Kind:
    """Return which list an address means; Http404 when there is none."""
    try:
        return Kind(name)
    except ValueError as unknown:
        raise Http404(name) from unknown


def shown_findings(copy: WorkingCopy) -> list[findings.Shown]:
    """Return the findings of the tables with their addresses."""
    about = next(iter(copy.journeys))
    return findings.shown(copy.findings(about), copy, about)


@require_safe
@only(*ANY)
def index(request: HttpRequest, kind: str) -> HttpResponse:
    """List needs, offers or providers, each with its findings."""
    which, copy = kind_of(kind), laid_out()
    return _listed(request, copy, which, NewServiceForm(taken=frozenset()))


def _listed(
    request: HttpRequest, copy: WorkingCopy, kind: Kind, form: NewServiceForm, status: int = 200
) -> HttpResponse:
    shown = shown_findings(copy)
    context = {
        **frame(copy, ROUTING),
        "kind": kind.value,
        "one": kind.one,
        "kinds": [(one.value, called) for one, called in presenting.TITLES.items()],
        "kind_title": presenting.TITLES[kind],
        "purpose": presenting.PURPOSES[kind],
        "rows": presenting.rows(copy, kind, shown),
        "findings": [one for one in shown if one.finding.place == kind.value],
        "new": form,
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    return render(request, "selfassessment/workshop/services.html", context, status=status)


@require_POST
@only(EDIT_JOURNEYS)
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a need, an offer or a provider, and go to it."""
    which, copy = kind_of(kind), laid_out()
    taken = frozenset(copy.documents[ROUTING].get(which.value, {}))
    form = NewServiceForm(request.POST, taken=taken)
    if not form.is_valid():
        return _listed(request, copy, which, form, status=400)
    key, made = form.cleaned_data["key"], form.made(which, copy.routing.universal)
    outcome = keep(
        ROUTING,
        revision=copy.revisions[ROUTING],
        part=lambda document: document.get(which.value, {}).get(key),
        change=lambda document: document.setdefault(which.value, {}).setdefault(key, made),
        by=staff(request),
        summary=f"{which.one.capitalize()} “{key}” added",
    )
    if isinstance(outcome, Refused):
        form.add_error(outcome.field if outcome.field in form.fields else None, outcome.message)
        return _listed(request, copy, which, form, status=400)
    if not isinstance(outcome, Kept):
        tell(request, outcome, done="")
        return redirect("workshop:services", which.value)
    place = Place(SOURCE, f"{which.one}.{key}.name")
    if form.cleaned_data["name"] != copy.texts[SOURCE].get(place.key, ""):
        write(place, form.cleaned_data["name"], by=staff(request), now=clock.now())
    messages.success(request, f"The {which.one} is added. Now say the rest, and look at findings.")
    return redirect("workshop:service", which.value, key)


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def remove(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show what names a thing; take it out, asked again, when nothing does any more."""
    which, copy = kind_of(kind), laid_out()
    try:
        services.service(copy.documents[ROUTING], which, key)
    except parts.Gone as gone:
        raise Http404(key) from gone
    uses = [*named_by(copy.documents, which, key), *_planned(which, key)]
    if request.method != "POST":
        return _asked(request, copy, which, key, uses)
    if uses:
        messages.error(request, f"“{key}” is still named. Change what names it first.")
        return _asked(request, copy, which, key, uses, status=409)
    outcome = keep(
        ROUTING,
        revision=revision_of(request),
        part=lambda document: services.whole(document, which, key),
        change=lambda document: _take_out(document, which, key),
        by=staff(request),
        summary=f"{which.one.capitalize()} “{key}” removed",
    )
    tell(request, outcome, done=f"“{key}” is removed. It can be undone in the history.")
    return redirect("workshop:services", which.value)


def _take_out(document: parts.Document, kind: Kind, key: str) -> None:
    """Take a thing out of the document as it is now, unless somebody has just named it."""
    uses = named_in_tables(document, kind, key)
    if uses:
        raise LoadError(uses[0].place, uses[0].sentence)
    services.take_out(document, kind, key)


def _planned(kind: Kind, key: str) -> list[Use]:
    """Return the plans of places that count on a provider."""
    if kind is not Kind.PROVIDERS:
        return []
    return [
        Use(f"places.{plan.pk}", f"The plan of places “{plan.title}” gives it places.")
        for plan in places.plans_with(key)
    ]


def _asked(
    request: HttpRequest,
    copy: WorkingCopy,
    kind: Kind,
    key: str,
    uses: list[Use],
    status: int = 200,
) -> HttpResponse:
    about = next(iter(copy.journeys))
    context: dict[str, Any] = {
        **frame(copy, ROUTING),
        "what": f"the {kind.one} “{key}”",
        "uses": [(use, findings.url_of(use.place, copy, about)) for use in uses],
        "is_guarded": True,
        "kind": kind.value,
    }
    return render(request, "selfassessment/workshop/remove.html", context, status=status)
