"""The page that tells somebody in the middle what has changed, before they go on."""

from contextlib import suppress
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.actions import drafts
from selfassessment.journeys.addresses import resume_address
from selfassessment.journeys.published import published
from selfassessment.journeys.standing import affected, standing
from selfassessment.journeys.texts import Words
from selfassessment.journeys.until import kept_until
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.views.drafts import DraftIsGone, find_draft, gone


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, draft: UUID, journey: str) -> HttpResponse:
    """Show what has changed; once it is ticked the draft moves and asks again what changed."""
    try:
        found = find_draft(request, draft, journey)
    except DraftIsGone as why:
        return gone(request, journey, why)
    place = standing(found)
    if not place.must_see:
        found.version = place.version
        return HttpResponseRedirect(resume_address(Walk(found, get_language() or "en")))
    touched = affected(found.version, place.version)
    if request.method == "POST" and request.POST.get("seen") == "yes":
        with suppress(drafts.DraftIsSent):  # by another page of it, a moment ago
            drafts.move(
                draft=found, version=place.version, without=touched.answers, now=clock.now()
            )
        moved = Draft.objects.with_version().get(pk=found.pk)
        return HttpResponseRedirect(resume_address(Walk(moved, get_language() or "en")))
    words = Words(get_language() or "en", published(place.version).words)
    context = {
        "page": None,
        "container": "narrow",
        "kept_until": kept_until(found),
        "quick_exit": Walk(found, get_language() or "en").shows_quick_exit,
        "again": [words.html(f"page.{page.key}.title") for page in touched.pages],
        "action": reverse(f"{journey}:changed", kwargs={"draft": found.pk}),
        "error": _("Tick the box to go on") if request.method == "POST" else "",
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "selfassessment/changed.html", context, status=status)
