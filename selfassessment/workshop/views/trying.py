"""Try a journey: choose answers, and see what the engine makes of them. Nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods

from selfassessment.engine.answer import Answer
from selfassessment.engine.model import JourneyDefinition
from selfassessment.fixed_names import EDIT_JOURNEYS, SOURCE
from selfassessment.journeys.facts import facts, place_of
from selfassessment.models import GoldenJourney
from selfassessment.workshop.access import ANY, may, only
from selfassessment.workshop.forms.people import as_tried
from selfassessment.workshop.forms.trying import TryForm
from selfassessment.workshop.presenters.overview import title
from selfassessment.workshop.presenters.paths import page_titles
from selfassessment.workshop.presenters.trying import tried
from selfassessment.workshop.views.opening import opened

POSTCODE = "postcode"


@require_http_methods(["GET", "HEAD", "POST"])
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show the form, and beside it the page, the path, the offers and every row."""
    copy = opened(name)
    definition = copy.journeys[name]
    person = _person(request, name)
    form = TryForm(
        _posted(request, person, definition),
        definition=definition,
        texts=copy.texts.get(SOURCE, {}),
        titles=page_titles(copy, definition),
    )
    form.is_valid()
    known = facts(form.language, _place(form.answers)) | form.facts
    context = {
        "name": name,
        "title": title(name),
        "looking": "try",
        "form": form,
        "person": person,
        "may_edit": may(request, EDIT_JOURNEYS),
        "tried": tried(copy, name, answers=form.answers, facts=known, language=form.language),
    }
    return render(request, "selfassessment/workshop/try.html", context)


def _person(request: HttpRequest, name: str) -> GoldenJourney | None:
    """Return the saved person whose answers are tried."""
    asked = request.POST.get("person") or request.GET.get("person")
    return GoldenJourney.objects.filter(journey=name, name=asked).first() if asked else None


def _posted(
    request: HttpRequest, person: GoldenJourney | None, definition: JourneyDefinition
) -> MultiValueDict[str, Any] | None:
    if request.method == "POST":
        return request.POST
    if person is None:
        return None
    return as_tried(definition, person.answers, person.facts, person.day)


def _place(answers: dict[str, Answer]) -> dict[str, Any] | None:
    postcode = answers.get(POSTCODE)
    return place_of(str(postcode.value)) if postcode is not None and postcode.has_value else None
