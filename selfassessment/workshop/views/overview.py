"""The first page of the workshop: each journey with its state."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassessment.fixed_names import EDIT_JOURNEYS, EDIT_WORDS
from selfassessment.models import Journey, JourneyVersion, Manuscript
from selfassessment.selectors.workshop import NothingWritten, working_copy
from selfassessment.workshop.access import ANY, may, only
from selfassessment.workshop.presenters import overview as presenter
from selfassessment.workshop.presenters.words import by_language


@require_safe
@only(*ANY)
def show(request: HttpRequest) -> HttpResponse:
    """Show what is published, what is being changed, and what is wrong with it."""
    context: dict[str, object] = {
        "may_edit": may(request, EDIT_JOURNEYS),
        "may_edit_words": may(request, EDIT_WORDS, EDIT_JOURNEYS),
    }
    try:
        copy = working_copy()
    except NothingWritten:
        return render(request, "selfassessment/workshop/empty.html", context)
    context["languages"] = by_language(copy)
    context["cards"] = presenter.cards(copy, Manuscript.objects.all(), _current())
    return render(request, "selfassessment/workshop/overview.html", context)


def _current() -> dict[str, JourneyVersion]:
    journeys = Journey.objects.select_related("current").filter(current__isnull=False)
    return {journey.slug: journey.current for journey in journeys if journey.current}
