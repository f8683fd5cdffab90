"""The scores of a journey and the questionnaires they come from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassessment.workshop.access import ANY, only
from selfassessment.workshop.presenters import findings
from selfassessment.workshop.presenters.scores import instrument_rows, score_rows
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show which questionnaires are used, where, and what each band leads to."""
    copy = opened(name)
    shown = findings.shown(copy.findings(name), copy, name)
    context = {
        **frame(copy, name),
        "scores": score_rows(copy, name, shown),
        "instruments": instrument_rows(copy, name),
    }
    return render(request, "selfassessment/workshop/scores.html", context)
