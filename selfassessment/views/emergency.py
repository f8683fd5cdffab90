"""The emergency page: one address for everyone, with no session, no script and no reason in it."""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core import clock
from selfassessment.fact_book import EMERGENCY
from selfassessment.journeys.addresses import step_address
from selfassessment.journeys.contacts import contact_views
from selfassessment.journeys.pages import body_parts
from selfassessment.journeys.published import current_words
from selfassessment.journeys.texts import Words
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.views.drafts import COOKIE


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the page; a browser whose draft stopped here is told why and may put it right.

    Without a database the page is the general one.
    """
    language = get_language() or "en"
    try:
        words = current_words("check", language)
        why = _why(_stopped(request))
    except DatabaseError:
        words, why = Words(language), {}
    context = {
        "page": None,
        "container": "narrow",
        "title": words("emergency.title"),
        "heading": words.html("emergency.title"),
        "call": words.html("emergency.call"),
        "general": words.both("emergency.general"),
        "stay_put": True,
        "contacts": contact_views(EMERGENCY, words),
        "cannot_speak_title": words.html("emergency.cannot_speak.title"),
        "cannot_speak": [
            words.html(f"emergency.cannot_speak.{part}")
            for part in ("mobile", "relay", "bsl", "language")
        ],
        "until_title": words.html("emergency.until.title"),
        "until": [words.html(f"emergency.until.{part}") for part in ("rest", "door", "stay")],
        "hurt_title": words.html("emergency.hurt.title"),
        "hurt_body": words.html("emergency.hurt.body"),
        **why,
    }
    response = render(request, "selfassessment/emergency.html", context)
    if why:
        response["Cache-Control"] = "no-store, private"
    return response


def _stopped(request: HttpRequest) -> Walk | None:
    """Return the walk that stopped here last in this browser; without a cookie nothing is read."""
    cookie = request.COOKIES.get(COOKIE, "")
    if not cookie:
        return None
    draft = (
        Draft.objects.of_browser(cookie)
        .filter(status=Draft.Status.STOPPED, expires_at__gte=clock.now())
        .with_version()
        .order_by("-updated_at")
        .first()
    )
    if draft is None:
        return None
    return Walk(draft, get_language() or "en")


def _why(walk: Walk | None) -> dict[str, Any]:
    page = walk.path.emergency if walk is not None else None
    if walk is None or page is None:
        return {}
    words = walk.words
    contacts = list(page.extra.get("contacts", ()))
    return {
        "title": words(f"page.{page.key}.title"),
        "heading": words.html(f"page.{page.key}.title"),
        "why": body_parts(words, f"page.{page.key}.body"),
        "contacts": contact_views(contacts, words),
        "stay_put": page.reason not in ("gas", "fire", "end_life"),
        "mistake_title": words.html("emergency.mistake.title"),
        "mistake_body": words.html("emergency.mistake.body"),
        "mistake_button": words.html("emergency.mistake.button"),
        "mistake_url": step_address(walk, walk.path.steps[-2]),
    }
