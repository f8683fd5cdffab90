"""The parts of a journey: their titles, their order, their pages."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from selfassessment.fixed_names import EDIT_JOURNEYS, SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.documents.sections import hub_of, move_section
from selfassessment.workshop.forms.words import WordsForm
from selfassessment.workshop.keeping import keep
from selfassessment.workshop.presenters import findings
from selfassessment.workshop.presenters.sections import codes_of, part_rows
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame, revision_of, tell


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show the parts of a journey; POST keeps their titles."""
    copy = opened(name)
    given = request.POST if request.method == "POST" and may(request, EDIT_JOURNEYS) else None
    form = _titles(copy, name, given)
    if given is not None and form.is_valid() and form.keep(by=staff(request), now=clock.now()):
        messages.success(request, "Saved. Residents see it once it is published.")
        return redirect("workshop:parts", name)
    shown = findings.shown(copy.findings(name), copy, name)
    hub = hub_of(copy.documents[name])
    context = {
        **frame(copy, name),
        "hub": hub["key"] if hub else "",
        "parts": part_rows(copy, name, shown),
        "form": form,
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    status = 422 if form.errors else 200
    return render(request, "selfassessment/workshop/parts.html", context, status=status)


def _titles(copy: WorkingCopy, name: str, given: object) -> WordsForm:
    keys = {f"section.{code}": f"Title of “{code}”" for code in codes_of(copy.journeys[name])}
    return WordsForm(given, keys=keys, texts=copy.texts[SOURCE])


@require_POST
@only(EDIT_JOURNEYS)
def move(request: HttpRequest, name: str, code: str) -> HttpResponse:
    """Move a part one place up or down, with its pages."""
    opened(name)
    step = 1 if request.POST.get("where") == "down" else -1
    outcome = keep(
        name,
        revision=revision_of(request),
        part=lambda document: [one["key"] for one in document["pages"]],
        change=lambda document: move_section(document, code, step),
        by=staff(request),
        summary=f"Part “{code}” moved {'down' if step > 0 else 'up'}",
    )
    tell(request, outcome, done=f"“{code}” is moved with its pages. Look at the findings.")
    return redirect("workshop:parts", name)
