"""Try a journey: choose answers, and see what the engine makes of them. Nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from selfassessment.engine.answer import Answer
from selfassessment.fixed_names import SOURCE
from selfassessment.journeys.facts import facts, place_of
from selfassessment.workshop.access import ANY, only
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
    form = TryForm(
        request.POST if request.method == "POST" else None,
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
        "tried": tried(copy, name, answers=form.answers, facts=known, language=form.language),
    }
    return render(request, "selfassessment/workshop/try.html", context)


def _place(answers: dict[str, Answer]) -> dict[str, Any] | None:
    postcode = answers.get(POSTCODE)
    return place_of(str(postcode.value)) if postcode is not None and postcode.has_value else None
