"""The results of the health check, the whole of what it leads to, and how to keep it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.ratelimit import allow
from selfassessment.actions import saving
from selfassessment.engine.kinds import PageKind
from selfassessment.forms import ResultsForm
from selfassessment.journeys.activities import fitting_activities
from selfassessment.journeys.addresses import change_address, forget_address, resume_address
from selfassessment.journeys.letters import letter, may_be_sent
from selfassessment.journeys.results import results
from selfassessment.journeys.summary import Section, sections
from selfassessment.journeys.until import kept_until
from selfassessment.journeys.walks import Walk
from selfassessment.journeys.working import worked_out
from selfassessment.views.drafts import DraftIsGone, find_walk, gone
from selfassessment.views.saving import SENT, TOO_MANY, UNREADABLE, save_for_later

OK = 200


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show the results, or keep them under a code; an unfinished draft goes on where it stands."""
    walk = _finished(request, draft)
    if isinstance(walk, HttpResponse):
        return walk
    if request.method == "POST":
        return save_for_later(request, walk, walk.path.resume().id)
    return render(request, "selfassessment/results.html", _context(walk))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Ask for an email address, and send the results there."""
    walk = _finished(request, draft)
    if isinstance(walk, HttpResponse):
        return walk
    back = reverse("check:results", kwargs={"draft": walk.draft.pk})
    if not may_be_sent(walk):
        return redirect(back)
    form = ResultsForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "back_url": back, "page": None, "container": "narrow"}
    template = "selfassessment/saving/results.html"
    if not form.is_valid():
        return render(request, template, context, status=UNREADABLE if form.is_bound else OK)
    if not allow(scope="draft-code-send", request=request, limit=SENT.limit, per=SENT.per):
        return render(request, template, {**context, "is_too_many": True}, status=TOO_MANY)
    saving.send_results(
        draft=walk.draft,
        to=form.cleaned_data["email"],
        body=letter(walk),
        language=walk.language,
        key=form.cleaned_data["key"],
        now=clock.now(),
    )
    return redirect("check:results-sent", draft=walk.draft.pk)


@never_cache
@require_safe
def sent(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Say that the results are on their way, without saying where to."""
    back = reverse("check:results", kwargs={"draft": draft})
    context = {"back_url": back, "page": None, "container": "narrow"}
    return render(request, "selfassessment/saving/results_sent.html", context)


def _finished(request: HttpRequest, draft: UUID) -> Walk | HttpResponse:
    """Return the walk of a finished check, or where the browser goes instead."""
    try:
        walk = find_walk(request, draft, "check")
    except DraftIsGone as why:
        return gone(request, "check", why)
    ending = walk.path.ending
    if ending is None or ending.page.kind is not PageKind.RESULTS:
        return HttpResponseRedirect(resume_address(walk))
    return walk


def _context(walk: Walk) -> dict[str, Any]:
    answered: list[Section] = sections(walk, change_address)
    return {
        "walk": walk,
        "results": results(walk),
        "activities": fitting_activities(walk),
        "answered": answered,
        "worked": worked_out(walk),
        "text": _texts(walk),
        "quick_exit": walk.shows_quick_exit,
        "send_url": reverse("check:results-send", kwargs={"draft": walk.draft.pk})
        if may_be_sent(walk)
        else "",
        "forget_url": forget_address(walk),
        "kept_until": kept_until(walk.draft),
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
        "age_more": "result.age.more",
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
        "keep": "result.keep.heading",
        "person": "result.person.heading",
        "person_body": "result.person.body",
        "worked": "result.worked.heading",
        "change": "result.change",
        "widened_distance": "result.near.widened.distance",
        "widened_day": "result.near.widened.day",
        "widened_cost": "result.near.widened.cost",
    }
    return {name: words(key) for name, key in keys.items()}
