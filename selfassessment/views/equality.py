"""A few questions about equality, after the request was sent. They may be skipped whole."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.actions import equality
from selfassessment.equality_forms import CHILD_BANDS, EqualityForm
from selfassessment.journeys.addresses import resume_address
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules.references import spaced
from selfassessment.referrals.whereabouts import code_to_show
from selfassessment.views.drafts import DraftIsGone, find_walk, gone


def equality_form(request: HttpRequest, walk: Walk) -> EqualityForm:
    """Return the questions that fit the age of the person the help is for."""
    data = request.POST if request.method == "POST" else None
    return EqualityForm(data, is_child=walk.value("age_band") in CHILD_BANDS)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show the page after sending; a POST keeps what was told, without the person."""
    try:
        walk = find_walk(request, draft, "refer")
    except DraftIsGone as why:
        return gone(request, "refer", why)
    if walk.draft.status != Draft.Status.SENT:
        return HttpResponseRedirect(resume_address(walk))
    done = reverse("refer:done", kwargs={"draft": walk.draft.pk})
    if equality.was_asked(walk.draft.pk):
        return HttpResponseRedirect(done)
    form = equality_form(request, walk)
    if form.is_bound and form.is_valid():
        equality.keep(answers=form.given(), draft=walk.draft.pk, now=clock.now())
        return HttpResponseRedirect(done)
    case = Case.objects.get(submission_key=walk.draft.submission_key)
    context = {
        "form": form,
        "done": done,
        "for_other": walk.value("who_for") != "self",
        "container": "narrow",
        "quick_exit": True,
        "title": walk.words("page.confirmation.title"),
        "reference_label": walk.words("done.reference"),
        "reference": spaced(walk.draft.reference),
        "code": code_to_show(case),
    }
    status = 422 if form.errors else 200
    return render(request, "selfassessment/equality.html", context, status=status)
