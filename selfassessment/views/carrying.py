"""Which health check did a reader come from, when they went to read before asking for help?

A cookie of one hour holds the draft's random id; it opens nothing without the browser's own
cookie. So what was answered is not asked again, and nothing stands in an address.
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.views.drafts import find_draft

COOKIE = "wm_check"
SECONDS = 3600


def remember_check(response: HttpResponse, request: HttpRequest, draft: UUID) -> None:
    """Let the browser keep which health check it came from."""
    response.set_cookie(
        COOKIE,
        str(draft),
        max_age=SECONDS,
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )


def own_check(request: HttpRequest, draft: str) -> Draft | None:
    """Return the health check with this id when it is this browser's, else None."""
    try:
        return find_draft(request, UUID(draft), "check", stopped_too=True)
    except (ValueError, Http404):
        return None


def needs_quick_exit(request: HttpRequest) -> bool:
    """Whether the health check this browser came from says that somebody may not be safe."""
    draft = check_before(request)
    return draft is not None and Walk(draft, get_language() or "en").shows_quick_exit


def check_before(request: HttpRequest) -> Draft | None:
    """Return the health check this browser came from, if it is still there."""
    return own_check(request, request.COOKIES.get(COOKIE, ""))
