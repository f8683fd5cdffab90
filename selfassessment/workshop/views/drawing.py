"""The paths of a journey, drawn and in words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassessment.fixed_names import EDIT_JOURNEYS
from selfassessment.workshop.access import ANY, may, only
from selfassessment.workshop.presenters.paths import paths
from selfassessment.workshop.views.opening import opened


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show every page and way of a journey as it is being written."""
    found = paths(opened(name), name)
    context = {
        "name": name,
        "title": found.title,
        "looking": "drawing",
        "paths": found,
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    return render(request, "selfassessment/workshop/drawing.html", context)
