"""How does a content page cost next to nothing when nobody is signed in?

Whole pages are kept for a minute in the shared cache. Publishing a page or a notice makes all
kept pages old at once: they carry a generation in their key.
"""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from core import clock

SECONDS = 60
_GENERATION = "pages:generation"
MARK = "wm_may_be_kept"


def make_old(**_signal: Any) -> None:
    """Make every kept page old, now and after the commit; connected to the signals of publishing.

    A page that somebody reads between the signal and the commit is kept with its old words, so it
    has to grow old once more.
    """
    _raise()
    transaction.on_commit(_raise, robust=True)


def _raise() -> None:
    try:
        cache.incr(_GENERATION)
    except ValueError:
        cache.set(_GENERATION, 1, timeout=None)


def mark(response: HttpResponse) -> HttpResponse:
    """Say of a response that it is the same for everybody who is not signed in."""
    setattr(response, MARK, True)
    return response


def _is_anonymous_reading(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.META.get("QUERY_STRING")
    )


def _key(request: HttpRequest) -> str:
    generation = cache.get(_GENERATION, 0)
    # Whatever stands in an address: a key is short and plain.
    where = hashlib.sha256(f"{request.get_host()}{request.path}".encode()).hexdigest()
    return f"pages:{generation}:{clock.today()}:{where}"


class PageCacheMiddleware:
    """Answer from the cache where it may, and keep marked answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the site."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Return the kept page, or the page itself."""
        if not _is_anonymous_reading(request):
            return self.get_response(request)
        key = _key(request)
        kept = cache.get(key)
        if kept is not None:
            return HttpResponse(kept["content"], content_type=kept["type"])
        response = self.get_response(request)
        if getattr(response, MARK, False) and response.status_code == 200:
            kept = {"content": response.content, "type": response["Content-Type"]}
            cache.set(key, kept, timeout=SECONDS)
        return response
