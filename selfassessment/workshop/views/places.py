"""Places of providers, split by need: the plans, and each with its arithmetic."""

import csv
import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from directory.rules.spreadsheets import BYTE_ORDER_MARK
from selfassessment.actions.places import keep
from selfassessment.fixed_names import EDIT_JOURNEYS, PUBLISH
from selfassessment.models import PlacesPlan
from selfassessment.selectors import places
from selfassessment.workshop.access import only, staff
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


def _answered(request: HttpRequest, found: PlacesPlan | None) -> HttpResponse:
    known = set(laid_out().routing.providers)
    form = PlacesForm(
        request.POST if request.method == "POST" else None,
        initial=_initial(found) if found else {},
        known=known,
    )
    if request.method == "POST" and form.is_valid():
        kept = keep(form.plan(), kept=found, by=staff(request), now=clock.now())
        messages.success(request, "The places are split. They count from now on.")
        return redirect("workshop:places-plan", kept.pk)
    context = {
        "form": form,
        "plan": found,
        "plans": PlacesPlan.objects.all(),
        "lines": lines(found) if found else [],
        "deciles": range(1, 11),
        "weights": places.weights(found).values() if found else [],
        "known": sorted(known),
    }
    status = 422 if form.errors else 200
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
