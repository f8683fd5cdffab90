"""The results of the health check, and the whole of what it leads to."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassessment.engine.kinds import PageKind
from selfassessment.journeys.activities import fitting_activities
from selfassessment.journeys.addresses import change_address, resume_address
from selfassessment.journeys.results import results
from selfassessment.journeys.summary import Section, sections
from selfassessment.journeys.walks import Walk
from selfassessment.journeys.working import worked_out
from selfassessment.views.drafts import DraftIsGone, find_walk, gone


@require_safe
def show(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show the results; a draft that is not finished goes to its first open question."""
    try:
        walk = find_walk(request, draft, "check")
    except DraftIsGone as why:
        return gone(request, "check", why)
    ending = walk.path.ending
    if ending is None or ending.page.kind is not PageKind.RESULTS:
        return HttpResponseRedirect(resume_address(walk))
    return render(request, "selfassessment/results.html", _context(walk))


def _context(walk: Walk) -> dict[str, Any]:
    answered: list[Section] = sections(walk, change_address)
    safety_page = bool(walk.decision.flags)
    return {
        "walk": walk,
        "results": results(walk),
        "activities": fitting_activities(walk),
        "answered": answered,
        "worked": worked_out(walk),
        "text": _texts(walk),
        "quick_exit": safety_page,
        "on_date": walk.facts["today"],
    }


def _texts(walk: Walk) -> dict[str, str]:
    """Return the words of the page by a name that a template can say."""
    words = walk.words
    keys = {
        "title": "result.title",
        "lead": "result.lead",
        "for_other_lead": "result.for_other.lead",
        "for_other_note": "result.for_other.note",
        "note": "result.note",
        "well": "result.well.heading",
        "first": "result.first.heading",
        "barriers": "result.barrier.heading",
        "ages": "result.age.heading",
        "guidelines": "result.guideline.heading",
        "guidelines_source": "result.guideline.cmo_source",
        "people": "result.people.heading",
        "why": "result.people.why",
        "ask": "result.people.ask",
        "filled": "result.people.filled",
        "needs_check": "result.people.needs_check",
        "more": "result.people.more",
        "outside_title": "result.outside.title",
        "outside_body": "result.outside.body",
        "near": "result.near.heading",
        "see_all": "result.near.see_all",
        "none": "result.near.none",
        "remote": "result.near.remote",
        "no_postcode": "result.near.no_postcode",
        "person": "result.person.heading",
        "person_body": "result.person.body",
        "worked": "result.worked.heading",
        "change": "result.change",
        "widened_distance": "result.near.widened.distance",
        "widened_day": "result.near.widened.day",
        "widened_cost": "result.near.widened.cost",
    }
    return {name: words(key) for name, key in keys.items()}
