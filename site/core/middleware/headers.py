"""Which security headers does each kind of page carry?"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

_ADMIN = "/admin/"
_PICTURES_FROM = "_waymark_pictures_from"
# Wagtail's pages have inline scripts and styles, and show previews in a frame of the same site
# (https://github.com/wagtail/wagtail/issues/1288). Nothing from elsewhere is let in.
_PICTURES = "img-src 'self' data: blob:"
ADMIN_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        _PICTURES,
        "font-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "frame-src 'self'",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
# Sections whose pages may hold a person's answers, account or case: no copy stays anywhere.
PRIVATE_SECTIONS = ("check", "refer", "call-back", "groups", "save", "feedback", "list", "answer")
PRIVATE_ROOTS = ("admin", "accounts", "mailbox")


class SecurityHeadersMiddleware:
    """Set what depends on the page: storing, referrer, framing, and the admin's own policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        sections = "|".join(getattr(settings, "WAYMARK_PRIVATE_SECTIONS", PRIVATE_SECTIONS))
        self._private = re.compile(
            rf"/(?:(?:{'|'.join(PRIVATE_ROOTS)})|[a-z]{{2,3}}(?:-[a-z]+)?/(?:{sections}))(?:/|$)",
            re.IGNORECASE,
        )

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Add the headers to the answer."""
        response = self.get_response(request)
        headers = response.headers
        is_admin = request.path_info.startswith(_ADMIN)
        headers["Referrer-Policy"] = "same-origin" if has_form(request) else "no-referrer"
        headers["X-Frame-Options"] = "SAMEORIGIN" if is_admin else "DENY"
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_admin:
            headers["Content-Security-Policy"] = _admin_policy(response)
        if self.is_private(request.path_info):
            headers["Cache-Control"] = "no-store, private"
        return response

    def is_private(self, path: str) -> bool:
        """Say whether pages at this path may hold a person's answers, account or case."""
        return self._private.match(path) is not None


def let_pictures_from(response: HttpResponseBase, host: str) -> None:
    """Let this one page load pictures from a host when it is shown in the admin, as a preview."""
    setattr(response, _PICTURES_FROM, host)


def _admin_policy(response: HttpResponseBase) -> str:
    host = getattr(response, _PICTURES_FROM, "")
    return ADMIN_POLICY.replace(_PICTURES, f"{_PICTURES} {host}") if host else ADMIN_POLICY


def has_form(request: HttpRequest) -> bool:
    """Say whether the page just made has a form that is posted (it asked for a CSRF token).

    From a page under `no-referrer` browsers post with `Origin: null`, which Django refuses
    (https://fetch.spec.whatwg.org/#append-a-request-origin-header). `same-origin` tells other
    sites just as little.
    """
    return "CSRF_COOKIE_NEEDS_UPDATE" in request.META
