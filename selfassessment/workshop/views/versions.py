"""The versions of a journey; going back to one; stopping a journey at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.actions import withdrawing
from selfassessment.actions.releasing import NotReady
from selfassessment.fixed_names import PUBLISH
from selfassessment.models import Journey, JourneyVersion
from selfassessment.selectors.publishing import versions_of
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.presenters.publishing import version_rows
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame

SHOWN = 100


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show every version, the newest first."""
    journey = get_object_or_404(Journey.objects.select_related("current"), slug=name)
    found = list(versions_of(name).defer("definition", "routing")[:SHOWN])
    context = {
        **frame(opened(name), name),
        "journey": journey,
        "rows": version_rows(journey, found),
        "may_publish": may(request, PUBLISH),
    }
    return render(request, "selfassessment/workshop/versions.html", context)


@require_POST
@only(PUBLISH)
def roll_back(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """Publish an older version again as a new one."""
    older = get_object_or_404(JourneyVersion, journey__slug=name, number=number)
    try:
        made = withdrawing.roll_back(older, by=staff(request), now=clock.now())
    except NotReady as problem:
        messages.error(request, str(problem))
        return redirect("workshop:versions", name)
    messages.success(request, f"Version {made.number} is live: it is what version {number} was.")
    return redirect("workshop:versions", name)


@require_POST
@only(PUBLISH)
def stop(request: HttpRequest, name: str) -> HttpResponse:
    """Take the journey from the public at once."""
    get_object_or_404(Journey, slug=name)
    note = request.POST.get("note", "")
    withdrawing.stop(name, by=staff(request), now=clock.now(), note=note)
    messages.success(request, "Stopped. Residents see telephone numbers; their answers are kept.")
    return redirect("workshop:publish", name)


@require_POST
@only(PUBLISH)
def resume(request: HttpRequest, name: str) -> HttpResponse:
    """Give the journey back to the public."""
    get_object_or_404(Journey, slug=name)
    withdrawing.resume(name, by=staff(request), now=clock.now())
    messages.success(request, "The journey is open again.")
    return redirect("workshop:publish", name)
