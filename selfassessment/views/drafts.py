"""Which draft does this browser mean, and may it?"""

import secrets
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from core import clock
from selfassessment.actions import drafts
from selfassessment.fact_book import INSTEAD
from selfassessment.journeys.contacts import contact_views
from selfassessment.journeys.published import (
    NothingPublished,
    current_version,
    current_words,
    published,
)
from selfassessment.journeys.standing import standing
from selfassessment.journeys.texts import Words
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft

COOKIE = "wm_draft"


class DraftIsGone(Http404):
    """The draft does not exist any more, or belongs to another browser."""


class JourneyIsStopped(DraftIsGone):
    """The journey was taken from the public for now; the draft is kept."""


class ChangeMustBeSeen(DraftIsGone):
    """A change that an editor marked must be shown before the draft goes on."""

    def __init__(self, draft: Draft) -> None:
        """Keep the draft."""
        self.draft = draft
        super().__init__()


def find_draft(
    request: HttpRequest, draft_id: UUID, slug: str, *, stopped_too: bool = False
) -> Draft:
    """Return a draft; raise DraftIsGone (unknown, over, another browser's) or JourneyIsStopped.

    `stopped_too`: its answers are only read, so it does not matter that its journey was stopped.
    """
    draft = Draft.objects.find(draft_id)
    # Told apart here and not by the database: a condition on another table is dear for each page.
    if draft is None or draft.version.journey.slug != slug or draft.expires_at < clock.now():
        raise DraftIsGone
    if not draft.belongs_to(request.COOKIES.get(COOKIE, "")):
        raise DraftIsGone
    if not stopped_too and draft.version.journey.stopped and draft.status != Draft.Status.SENT:
        raise JourneyIsStopped
    if draft.earlier_id:  # few begin with a check, and two tables more are dear for all others
        draft.earlier = Draft.objects.find(draft.earlier_id)
    return draft


def find_walk(request: HttpRequest, draft_id: UUID, slug: str) -> Walk:
    """Return the walk of a draft in the version it belongs to now.

    Raise DraftIsGone as `find_draft` does, or ChangeMustBeSeen.
    """
    draft = find_draft(request, draft_id, slug)
    place = standing(draft)
    if place.must_see:
        raise ChangeMustBeSeen(draft)
    draft.version = place.version
    return Walk(draft, get_language() or "en")


def words_and_days(journey: str) -> tuple[Words, int]:
    """Return the words of the version new drafts get, and how many days it keeps answers."""
    language = get_language() or "en"
    try:
        version = current_version(journey)
    except NothingPublished:
        return Words(language), drafts.UNFINISHED_DAYS
    days = drafts.lifetime(version, saved=False).days
    return Words(language, published(version).words), days


def gone(request: HttpRequest, journey: str, why: DraftIsGone) -> HttpResponse:
    """Return what the browser sees instead of its draft: why, and where to go on."""
    if isinstance(why, JourneyIsStopped):
        return unavailable(request, journey)
    if isinstance(why, ChangeMustBeSeen):
        return HttpResponseRedirect(reverse(f"{journey}:changed", kwargs={"draft": why.draft.pk}))
    context = {
        "start_url": reverse(f"{journey}:start"),
        "come_back_url": reverse(f"{journey}:back"),
        "days": words_and_days(journey)[1],
        "page": None,
        "container": "narrow",
    }
    return render(request, "selfassessment/gone.html", context, status=404)


def unavailable(request: HttpRequest, journey: str) -> HttpResponse:
    """Return the page of a journey that was stopped: telephone numbers instead."""
    words = current_words(journey, get_language() or "en")
    context = {
        "page": None,
        "container": "narrow",
        "contacts": contact_views(INSTEAD, words),
    }
    response = render(request, "selfassessment/unavailable.html", context)
    response["Cache-Control"] = "no-store, private"
    return response


def browser_of(request: HttpRequest) -> str:
    """Return the browser's cookie, or a new one (set it with `remember`)."""
    known = request.COOKIES.get(COOKIE, "")
    return known if 20 <= len(known) <= 64 else secrets.token_urlsafe(32)


def remember(response: HttpResponse, request: HttpRequest, browser: str) -> None:
    """Let the browser keep its cookie: seven days, out of reach of scripts."""
    response.set_cookie(
        COOKIE,
        browser,
        max_age=7 * 24 * 3600,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
