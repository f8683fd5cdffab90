"""Which page does each error show?

Named by `config.urls`: handler400, handler403, handler404, handler500; the settings name
`csrf_failure`.
"""

import sys

import structlog
from django.http import HttpRequest, HttpResponse

from core import error_pages
from core.unavailability import is_unavailable

log = structlog.get_logger(__name__)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that we could not read what was sent."""
    return _page(request, 400, "core/errors/400.html")


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this page is not for this person."""
    return _page(request, 403, "core/errors/403.html")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form had been open too long or cookies are off, and how to go on.

    A view with `show_again` shows its page once more with what was typed, and keeps nothing. Of
    other forms what was typed stands in the page and is sent with a fresh token by a press; not
    when another site sent it, and not when the browser does not say who did.
    """
    log.warning("csrf_refused", reason=reason)
    match = request.resolver_match
    show_again = getattr(match.func, "show_again", None) if match is not None else None
    shown: HttpResponse | None = (
        show_again(request, **match.kwargs) if match and show_again else None
    )
    if shown is not None:
        return shown
    is_ours = error_pages.says_from_here(request, unsaid=False)
    further = error_pages.to_send_again(request) if is_ours else {}
    return _page(request, 403, "core/errors/403_csrf.html", **further)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, and where to look."""
    return _page(request, 404, "core/errors/404.html")


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke; or, when a database or disk is away, to try again in a moment."""
    if is_unavailable(sys.exc_info()[1]):
        return error_pages.unavailable(request)
    return error_pages.static_page(request, 500, "core/errors/500.html")


def _page(request: HttpRequest, status: int, template: str, **further: object) -> HttpResponse:
    """Render with the whole page around it; without it when the database is away."""
    try:
        return error_pages.page(request, status, template, **further)
    except Exception as error:
        if is_unavailable(error):
            return error_pages.unavailable(request)
        raise
