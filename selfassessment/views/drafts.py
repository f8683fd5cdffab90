"""Which draft does this browser mean, and may it?"""

import secrets
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from core import clock
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft

COOKIE = "wm_draft"


class DraftIsGone(Http404):
    """The draft does not exist any more, or belongs to another browser."""


def find_walk(request: HttpRequest, draft_id: UUID, slug: str) -> Walk:
    """Return the walk of a draft, or raise DraftIsGone: unknown, over, or another browser's."""
    draft = (
        Draft.objects.with_version()
        .filter(pk=draft_id, version__journey__slug=slug, expires_at__gte=clock.now())
        .first()
    )
    if draft is None or not draft.belongs_to(request.COOKIES.get(COOKIE, "")):
        raise DraftIsGone
    return Walk(draft, get_language() or "en")


def gone(request: HttpRequest, journey: str) -> HttpResponse:
    """Return a page that says why there are no answers, and where to start again."""
    context = {"start_url": reverse(f"{journey}:start"), "page": None, "container": "narrow"}
    return render(request, "selfassessment/gone.html", context, status=404)


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
