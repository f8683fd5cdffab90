"""The first page of a journey. Looking at it writes nothing; pressing the button begins."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from core import clock
from core.ratelimit import allow
from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer
from selfassessment.journeys.addresses import resume_address
from selfassessment.journeys.paragraphs import blocks
from selfassessment.journeys.published import NothingPublished, current_version
from selfassessment.journeys.referring import carried_answers, chosen_answers
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft, Journey
from selfassessment.views import counting
from selfassessment.views.carrying import check_before, own_check
from selfassessment.views.drafts import browser_of, remember, unavailable, words_and_days
from selfassessment.views.limits import STARTS, too_many


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, journey: str) -> HttpResponse:
    """Show the first page, or begin a draft and go to its first question."""
    if Journey.objects.filter(slug=journey, stopped_at__isnull=False).exists():
        return unavailable(request, journey)
    if request.method == "POST":
        try:
            return _begin(request, journey)
        except NothingPublished:
            return unavailable(request, journey)
    counting.start_seen(request, journey)
    words, days = words_and_days(journey)
    context = {
        "journey": journey,
        "title": words(f"start.{journey}.title"),
        "lead": words(f"start.{journey}.lead"),
        "points": blocks(words(f"start.{journey}.points")),
        "button": words(f"start.{journey}.button"),
        "privacy_line": words(f"start.{journey}.privacy", days=days),
        "note": words.maybe(f"start.{journey}.not_diagnosis"),
        "talk": words("start.someone_to_talk"),
        "come_back_url": reverse(f"{journey}:back"),
        "scene": "breath" if journey == "check" else "talk",
        "container": "narrow",
    }
    return render(request, "selfassessment/start.html", context)


def _begin(request: HttpRequest, journey: str) -> HttpResponse:
    if not allow(scope="journey-start", request=request, limit=STARTS.limit, per=STARTS.per):
        return too_many(request)
    browser = browser_of(request)
    earlier = _earlier(request) if journey == "refer" else None
    answers: dict[str, Answer] = {}
    if earlier is not None:
        answers = carried_answers(earlier)
    if journey == "refer":
        answers |= chosen_answers(request.POST.get("topic", ""), request.POST.get("about", ""))
    draft = drafts.begin(
        version=current_version(journey),
        browser=browser,
        now=clock.now(),
        answers=answers,
        earlier=earlier.draft if earlier else None,
    )
    draft = Draft.objects.with_version().get(pk=draft.pk)
    walk = Walk(draft, get_language() or "en")
    counting.begun(request, walk)
    response = HttpResponseRedirect(resume_address(walk))
    remember(response, request, browser)
    return response


def _earlier(request: HttpRequest) -> Walk | None:
    """Return the health check that the form names or that this browser came from; else None."""
    named = request.POST.get("check")
    if named is None and "topic" in request.POST:
        draft = check_before(request)
    else:
        draft = own_check(request, named or "")
    if draft is None:
        return None
    # In the version it was answered in: what has changed in the check since takes no answer away.
    return Walk(draft, get_language() or "en")
