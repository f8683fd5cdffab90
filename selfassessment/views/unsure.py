"""A step that came without its token: shown again as it was typed, and nothing of it kept.

The page had been open for long, or was opened again from the history of the browser. Whoever
reads it sees what would be sent, so that nobody else can make them send something unseen.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selfassessment.journeys.forms import form_for
from selfassessment.journeys.pages import page_context
from selfassessment.views.asking import ASKING
from selfassessment.views.drafts import DraftIsGone, find_walk

REFUSED = 403


def show_again(
    journey: str, request: HttpRequest, *, draft: UUID, step: str
) -> HttpResponse | None:
    """Return the page of a step with what was typed; None where there is no such step."""
    try:
        walk = find_walk(request, draft, journey)
    except DraftIsGone:
        return None
    found = walk.step(step)
    if (
        found is None
        or found.page.kind not in ASKING
        or walk.draft.status == walk.draft.Status.SENT
    ):
        return None
    form = form_for(walk, found, request.POST, whole="change" in request.GET)
    context = {"form": form, "is_unsure": True, "wizard": {"steps": {"current": step}}}
    context.update(page_context(walk, found, form))
    return render(request, "selfassessment/step.html", context, status=REFUSED)
