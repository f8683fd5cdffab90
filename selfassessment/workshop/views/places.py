"""Places of providers, split by need: the plans, and each with its arithmetic."""

import csv
import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.audit import actor_name
from directory.rules.spreadsheets import BYTE_ORDER_MARK
from selfassessment.actions.places import approve, keep, take_back
from selfassessment.actions.releasing import NotAllowed, NotReady
from selfassessment.fixed_names import EDIT_JOURNEYS, PUBLISH
from selfassessment.models import PlacesPlan
from selfassessment.selectors import places
from selfassessment.workshop.access import may, only, staff
from selfassessment.workshop.forms.places import PlacesForm
from selfassessment.workshop.presenters.sharing import lines, rows
from selfassessment.workshop.views.opening import laid_out

MAY = (EDIT_JOURNEYS, PUBLISH)


@require_http_methods(["GET", "HEAD", "POST"])
@only(*MAY)
def index(request: HttpRequest) -> HttpResponse:
    """Show the plans; POST splits the places of a new one."""
    return _answered(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@only(*MAY)
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Show a plan with every number on the way; POST splits it anew."""
    return _answered(request, get_object_or_404(PlacesPlan, pk=plan_id))


@require_safe
@only(*MAY)
def sheet(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Return a plan as a sheet."""
    found = get_object_or_404(PlacesPlan, pk=plan_id)
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="places-{found.pk}.csv"'
    csv.writer(response).writerows(rows(found))
    return response


@require_POST
@only(PUBLISH)
def approve_plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Let a plan count that somebody else has split."""
    found = get_object_or_404(PlacesPlan, pk=plan_id)
    try:
        counting = approve(
            found, as_of=request.POST.get("as_of", ""), by=staff(request), now=clock.now()
        )
    except (NotAllowed, NotReady) as why:
        return _answered(request, found, refused=str(why))
    messages.success(request, "The places count from now on.")
    return redirect("workshop:places-plan", counting.pk)


@require_POST
@only(*MAY)
def take_plan_back(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Drop a plan that waits."""
    found = get_object_or_404(PlacesPlan, pk=plan_id)
    try:
        take_back(found, by=staff(request), now=clock.now())
    except NotReady as why:
        return _answered(request, found, refused=str(why))
    messages.success(request, "The plan that waited is taken back.")
    return redirect("workshop:places")


def _answered(request: HttpRequest, found: PlacesPlan | None, *, refused: str = "") -> HttpResponse:
    known = set(laid_out().routing.providers)
    form = PlacesForm(
        request.POST if request.method == "POST" and not refused else None,
        initial=_initial(found) if found else {},
        known=known,
    )
    if form.is_bound and form.is_valid():
        kept = keep(form.plan(), kept=found, by=staff(request), now=clock.now())
        messages.success(
            request, "The places are split. They count once somebody else has approved them."
        )
        return redirect("workshop:places-plan", kept.pk)
    context = {
        "form": form,
        "plan": found,
        "plans": PlacesPlan.objects.filter(replaces=None).select_related("change"),
        "mine": found is not None and found.edited_by == actor_name(staff(request)),
        "may_approve": may(request, PUBLISH),
        "refused": refused,
        "lines": lines(found) if found else [],
        "deciles": range(1, 11),
        "weights": places.weights(found).values() if found else [],
        "known": sorted(known),
    }
    status = 409 if refused else 422 if form.errors else 200
    return render(request, "selfassessment/workshop/places.html", context, status=status)


def _initial(found: PlacesPlan) -> dict[str, Any]:
    areas = json.loads(found.areas).items()
    return {
        "title": found.title,
        "total": found.total,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
        "areas": "\n".join(f"{provider}: {' '.join(codes)}" for provider, codes in areas),
        **{f"weight_{decile}": weight for decile, weight in places.weights(found).items()},
    }
